import type { KnownOutage } from "@/components/staff/quick-fields";
import type { Facts, Instant } from "@/domain/facts";
import { first } from "../../../first";

export type KnownParams = { component?: string | string[]; since?: string | string[] };

/** What the address says of an outage; null where it says nothing, or nothing that can be. */
export function knownOutage({ component, since }: KnownParams, facts: Facts, now: Instant): KnownOutage | null {
  const at = Number(first(since));
  if (!Number.isSafeInteger(at) || at <= 0 || at > now) return null;
  const named = facts.components.find(({ id, archivedAt }) => id === first(component) && archivedAt === null);
  return { component: named?.id ?? null, since: at };
}
