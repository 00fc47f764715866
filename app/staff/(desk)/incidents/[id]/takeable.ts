import type { Facts, Id, Incident, Instant } from "@/domain/facts";
import { openOffline } from "@/domain/incident";

/** Of the components that the address names, those that can be taken offline by this incident. */
export function takeable(
  asked: string | string[] | undefined,
  incident: Incident,
  { components }: Facts,
  now: Instant,
): Id[] {
  const off = new Set(openOffline(incident, now).map(({ componentId }) => componentId));
  return components
    .filter(({ id, archivedAt }) => archivedAt === null && !off.has(id) && [asked].flat().includes(id))
    .map(({ id }) => id);
}
