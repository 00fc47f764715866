import type { Id, Incident, IncidentUpdate, Instant, OfflineInterval } from "./facts";
import { orderUpdates } from "./facts";
import {
  type ComponentStatus,
  type Impact,
  type IncidentComponentStatus,
  type IncidentStatus,
  impactOfStatus,
  impacts,
  worstStatus,
} from "./status";

const orderedUpdates = new WeakMap<readonly IncidentUpdate[], IncidentUpdate[]>();

/** The incident's updates that had happened by `at`, oldest first. */
export function updatesUntil(incident: Incident, at: Instant): IncidentUpdate[] {
  let ordered = orderedUpdates.get(incident.updates);
  if (!ordered) {
    ordered = orderUpdates(incident.updates);
    orderedUpdates.set(incident.updates, ordered);
  }
  const last = ordered.at(-1);
  return !last || last.happenedAt <= at ? ordered : ordered.filter((update) => update.happenedAt <= at);
}

/** When it began, as far as it is told; null when nothing is. */
export function startOf(incident: Incident): Instant | null {
  return updatesUntil(incident, Number.POSITIVE_INFINITY)[0]?.happenedAt ?? null;
}

/** The status that the latest update by (happened, posted, id) gave; null before the first. */
export function incidentStatusAt(incident: Incident, at: Instant): IncidentStatus | null {
  return updatesUntil(incident, at).at(-1)?.status ?? null;
}

/** Begun, neither resolved nor withdrawn. A withdrawn incident was never open. */
export function isOpen(incident: Incident, at: Instant): boolean {
  if (incident.withdrawn) return false;
  const status = incidentStatusAt(incident, at);
  return status !== null && status !== "resolved";
}

/** When the present resolution happened; null while it is open. A reopened incident is not resolved. */
export function resolvedAt(incident: Incident, at: Instant): Instant | null {
  let resolved: Instant | null = null;
  for (const update of updatesUntil(incident, at)) {
    if (update.status !== "resolved") resolved = null;
    else resolved ??= update.happenedAt;
  }
  return resolved;
}

function lastGiven(incident: Incident, at: Instant, line: "effect" | "scope"): string | null {
  return updatesUntil(incident, at).findLast((update) => update[line] !== null)?.[line] || null;
}

/** What customers notice; an empty line in an update takes it away. */
export function currentEffect(incident: Incident, at: Instant): string | null {
  return lastGiven(incident, at, "effect");
}

export function currentScope(incident: Incident, at: Instant): string | null {
  return lastGiven(incident, at, "scope");
}

/** The last state that the incident gave each component; resolving drops them all. */
export function claimsOf(incident: Incident, at: Instant): Map<Id, IncidentComponentStatus> {
  const claims = new Map<Id, IncidentComponentStatus>();
  if (incident.withdrawn) return claims;
  for (const update of updatesUntil(incident, at)) {
    if (update.status === "resolved") claims.clear();
    else for (const { componentId, status } of update.components) claims.set(componentId, status);
  }
  return claims;
}

/** What staff have taken offline on purpose and not brought back. */
export function openOffline(incident: Incident, at: Instant): OfflineInterval[] {
  if (incident.withdrawn) return [];
  return incident.offline.filter(({ from, to }) => from <= at && (to === null || at < to));
}

/** The worst state that any component reached in it; `operational` when none was worse. */
export function worstReached(incident: Incident, at: Instant): ComponentStatus {
  const claimed = updatesUntil(incident, at).flatMap((update) => update.components.map(({ status }) => status));
  const offline = incident.offline.some(({ from }) => from <= at);
  return worstStatus(offline ? [...claimed, "major_outage"] : claimed);
}

/**
 * Override, else the worst reached, else `minor`: an incident that names no component is not green.
 * `none` is only ever an explicit choice.
 */
export function impactOf(incident: Incident, at: Instant): Impact {
  if (incident.impactOverride) return incident.impactOverride;
  const reached = impactOfStatus(worstReached(incident, at));
  return reached === "none" ? "minor" : reached;
}

export function hasImpact(incident: Incident, at: Instant): boolean {
  return impacts.indexOf(impactOf(incident, at)) > 0;
}

/** Every component that the incident ever named, in order of first mention. */
export function componentsTouched(incident: Incident, at: Instant): Id[] {
  const ids = updatesUntil(incident, at).flatMap((update) => update.components.map(({ componentId }) => componentId));
  const offline = incident.offline.filter(({ from }) => from <= at).map(({ componentId }) => componentId);
  return [...new Set([...ids, ...offline])];
}

/** When the incident was open, oldest first; the last stretch ends at `at` while it still is. */
export function openStretches(incident: Incident, at: Instant): { from: Instant; to: Instant }[] {
  const stretches: { from: Instant; to: Instant }[] = [];
  let from: Instant | null = null;
  for (const { status, happenedAt } of updatesUntil(incident, at)) {
    if (status !== "resolved") from ??= happenedAt;
    else if (from !== null) {
      stretches.push({ from, to: happenedAt });
      from = null;
    }
  }
  return from === null ? stretches : [...stretches, { from, to: at }];
}

/** How long it was open by `at`, and how long its worst state lasted (null when it named no component), in ms. */
export function timeSpent(incident: Incident, at: Instant) {
  const open = openStretches(incident, at).reduce((sum, { from, to }) => sum + (to - from), 0);
  const status = worstReached(incident, at);
  if (status === "operational") return { open, worst: null };
  const ends = incident.offline.flatMap(({ from, to }) => [from, to ?? at]);
  const moments = [...updatesUntil(incident, at).map(({ happenedAt }) => happenedAt), ...ends].filter(
    (edge) => edge <= at,
  );
  const edges = [...new Set([...moments, at])].sort((a, b) => a - b);
  const held = edges
    .slice(0, -1)
    .map((edge, index) => (stateAt(incident, edge) === status ? (edges[index + 1] ?? at) - edge : 0));
  return { open, worst: { status, time: held.reduce((sum, each) => sum + each, 0) } };
}

function stateAt(incident: Incident, at: Instant): ComponentStatus {
  if (!isOpen(incident, at)) return "operational";
  return openOffline(incident, at).length > 0 ? "major_outage" : worstStatus(claimsOf(incident, at).values());
}
