import type { Id } from "@/domain/facts";
import { type ComponentStatus, type ExpectedEffect, expectedEffects } from "@/domain/status";
import type { SourceIncident } from "./documents";
import { type Import, markOf } from "./here";

const effectOf: Partial<Record<ComponentStatus, ExpectedEffect>> = {
  operational: "none",
  degraded_performance: "slow",
  partial_outage: "partly",
  major_outage: "down",
};

/** The worst that components were during the work; one that is only named may have been down. */
export function effectsIn(work: Import, { components, incident_updates }: SourceIncident) {
  const effects = new Map<Id, ExpectedEffect>();
  const add = (sourceId: string | null | undefined, effect: ExpectedEffect) => {
    const known = sourceId ? markOf(work, "component", sourceId) : undefined;
    const before = known && effects.get(known.ownId);
    if (known && (!before || isBeyond(effect, before))) effects.set(known.ownId, effect);
  };
  const during = incident_updates.filter(({ status }) => status === "in_progress" || status === "verifying");
  for (const { code, new_status: status } of during.flatMap((each) => each.affected_components ?? []))
    add(code, (status && effectOf[status]) ?? "down");
  const said = new Set(during.flatMap((each) => each.affected_components ?? []).map(({ code }) => code));
  for (const { id } of components ?? []) if (!said.has(id)) add(id, "down");
  return [...effects].map(([componentId, effect]) => ({ componentId, effect }));
}

function isBeyond(effect: ExpectedEffect, than: ExpectedEffect): boolean {
  return expectedEffects.indexOf(effect) > expectedEffects.indexOf(than);
}
