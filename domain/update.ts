import type { Id, Incident, Instant } from "./facts";
import { updatesUntil } from "./incident";
import type { ComponentStatus, IncidentComponentStatus, IncidentStatus } from "./status";

/** Clocks differ: up to this far in the future counts as now. */
export const clockToleranceMs = 5 * 60_000;

export type UpdateDraft = {
  status: IncidentStatus;
  happenedAt: Instant;
  nextUpdateBy: Instant | null;
  components: { componentId: Id; status: ComponentStatus }[];
  takeOffline: Id[];
  backOnline: { componentId: Id; status: ComponentStatus }[];
  /** Said on purpose by whoever posts on a resolved incident. */
  reopen: boolean;
};

/** The state that an update gives each component: back online has the last word. */
export function claimsIn({ components, backOnline }: Pick<UpdateDraft, "components" | "backOnline">) {
  const claims = new Map([...components, ...backOnline].map(({ componentId, status }) => [componentId, status]));
  return [...claims].map(([componentId, status]) => ({ componentId, status: status as IncidentComponentStatus }));
}

export type ProblemCode =
  | "incident_withdrawn"
  | "happened_in_future"
  | "resolved_before_update"
  | "reopen_needs_purpose"
  | "promise_in_past"
  | "under_maintenance_in_incident"
  | "still_offline"
  | "already_offline"
  | "not_offline"
  | "offline_while_resolving"
  | "offline_and_back";

/** `field` is the field of the update; `componentId` and `at` say which component or update is meant. */
export type Problem = { field: keyof UpdateDraft; code: ProblemCode; componentId?: Id; at?: Instant };

/**
 * What keeps a draft from being posted; empty when it may be.
 * `incident` is null for the first update of a new incident.
 */
export function updateProblems(incident: Incident | null, draft: UpdateDraft, now: Instant): Problem[] {
  return [
    ...timeProblems(draft, now),
    ...(incident ? statusProblems(incident, draft) : []),
    ...componentProblems(draft),
    ...offlineProblems(incident, draft),
  ];
}

function timeProblems(draft: UpdateDraft, now: Instant): Problem[] {
  const problems: Problem[] = [];
  if (draft.happenedAt > now + clockToleranceMs) problems.push({ field: "happenedAt", code: "happened_in_future" });
  if (draft.status !== "resolved" && draft.nextUpdateBy !== null && draft.nextUpdateBy <= now) {
    problems.push({ field: "nextUpdateBy", code: "promise_in_past" });
  }
  return problems;
}

function statusProblems(incident: Incident, draft: UpdateDraft): Problem[] {
  if (incident.withdrawn) return [{ field: "status", code: "incident_withdrawn", at: incident.withdrawn.at }];
  const latest = updatesUntil(incident, Number.POSITIVE_INFINITY).at(-1);
  if (!latest || draft.happenedAt < latest.happenedAt) {
    return latest && draft.status === "resolved"
      ? [{ field: "happenedAt", code: "resolved_before_update", at: latest.happenedAt }]
      : [];
  }
  const reopens = latest.status === "resolved" && draft.status !== "resolved";
  return reopens && !draft.reopen ? [{ field: "reopen", code: "reopen_needs_purpose", at: latest.happenedAt }] : [];
}

function componentProblems(draft: UpdateDraft): Problem[] {
  const wrong = (field: "components" | "backOnline") =>
    draft[field]
      .filter(({ status }) => status === "under_maintenance")
      .map(({ componentId }): Problem => ({ field, code: "under_maintenance_in_incident", componentId }));
  return [...wrong("components"), ...wrong("backOnline")];
}

function offlineProblems(incident: Incident | null, draft: UpdateDraft): Problem[] {
  const open = new Set(incident?.offline.filter(({ to }) => to === null).map(({ componentId }) => componentId));
  const back = new Set(draft.backOnline.map(({ componentId }) => componentId));
  const problems: Problem[] = [];
  for (const componentId of draft.takeOffline) {
    if (draft.status === "resolved")
      problems.push({ field: "takeOffline", code: "offline_while_resolving", componentId });
    else if (back.has(componentId)) problems.push({ field: "takeOffline", code: "offline_and_back", componentId });
    else if (open.has(componentId)) problems.push({ field: "takeOffline", code: "already_offline", componentId });
  }
  for (const componentId of back) {
    if (!open.has(componentId)) problems.push({ field: "backOnline", code: "not_offline", componentId });
  }
  return [...problems, ...stillOffline(open, back, draft)];
}

function stillOffline(open: Set<Id>, back: Set<Id>, draft: UpdateDraft): Problem[] {
  const better = draft.components.filter(({ status }) => status !== "major_outage").map((claim) => claim.componentId);
  const asked = draft.status === "resolved" ? [...open] : better.filter((componentId) => open.has(componentId));
  return asked
    .filter((componentId) => !back.has(componentId))
    .map((componentId) => ({ field: "backOnline", code: "still_offline", componentId }));
}

/** Whether a draft posted now would be the one that speaks for the incident. */
export function speaksForIncident(incident: Incident, happenedAt: Instant): boolean {
  const latest = updatesUntil(incident, Number.POSITIVE_INFINITY).at(-1);
  return !latest || happenedAt >= latest.happenedAt;
}
