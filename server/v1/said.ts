import type { Facts, Id } from "@/domain/facts";
import type { ComponentStatus, IncidentComponentStatus, IncidentStatus } from "@/domain/status";
import { listOf, words } from "@/messages/words";
import { InvalidInput } from "../refusal";
import type { IncidentFields } from "./incident-inputs";

export type Claim = { componentId: Id; status: IncidentComponentStatus };

/** What a request says of components: their states, and those that it names without one. */
export function statesIn({ components, component_ids }: IncidentFields) {
  const isList = Array.isArray(components);
  const states = Object.entries(isList ? {} : (components ?? {})) as [Id, ComponentStatus | ""][];
  const named = [...(isList ? components : []), ...(component_ids ?? [])];
  return {
    states: new Map(states.flatMap(([id, status]) => (status === "" ? [] : [[id, status] as const]))),
    named: [...new Set([...states.map(([id]) => id), ...named])].filter((id) => id !== ""),
  };
}

/** Throws for components that are not there, at the field that names them. */
export function refuseUnknown(facts: Facts, fields: IncidentFields): void {
  const known = new Map(facts.components.map((component) => [component.id, component]));
  const check = (field: string, ids: readonly Id[] | null | undefined) => {
    for (const id of ids ?? []) {
      const component = known.get(id);
      if (!component) throw new InvalidInput({ [field]: `There is no component with the id “${id}”.` });
      if (component.archivedAt !== null)
        throw new InvalidInput({ [field]: `Restore ${component.name} first: it is archived.` });
    }
  };
  const { component_ids, components, expected_effects } = fields;
  check("component_ids", component_ids);
  check("components", Array.isArray(components) ? components : Object.keys(components ?? {}));
  check("taken_offline", fields.taken_offline);
  check("back_online", fields.back_online);
  check("expected_effects", Object.keys(expected_effects ?? {}));
}

/** States as commands take them; those that only a window may give are refused by them. */
export function claimsOf(states: ReadonlyMap<Id, ComponentStatus>, named: readonly Id[]): Claim[] {
  return named.map((componentId) => ({
    componentId,
    // What is named without a state is part of it, and works as far as this is known to say.
    status: (states.get(componentId) ?? "operational") as IncidentComponentStatus,
  }));
}

/** What is said where a request says nothing in words of its own. */
export function defaultBody(
  status: IncidentStatus | "scheduled" | "unannounced" | "past" | "in_progress" | "verifying",
): string {
  return words()(`byApi.${status}`);
}

/** "Harvest is down. Forecast is slow or unreliable." */
export function sentencesOf(facts: Facts, states: ReadonlyMap<Id, ComponentStatus>): string {
  const byStatus = Map.groupBy(states, ([, status]) => status);
  return [...byStatus]
    .flatMap(([status, members]) => {
      if (status === "under_maintenance") return [];
      const names = members.map(([id]) => facts.components.find((component) => component.id === id)?.name ?? id);
      return `${words()(`change.${status}`, { names: listOf(names), count: names.length })}.`;
    })
    .join(" ");
}

/** Words of planned work that old scripts go on to send for what became an incident. */
const wordOfIncident: Record<string, IncidentStatus> = {
  scheduled: "identified",
  in_progress: "identified",
  verifying: "monitoring",
  completed: "resolved",
};

export function incidentStatusOf(status: NonNullable<IncidentFields["status"]>): IncidentStatus {
  return wordOfIncident[status] ?? (status as IncidentStatus);
}

/** What staff may say of an incident's impact; planned work is none. */
export function overrideOf({ impact_override }: IncidentFields) {
  if (impact_override !== "maintenance") return impact_override;
  throw new InvalidInput({
    impact_override: "An incident’s impact is none, minor, major or critical; planned work is announced as such.",
  });
}
