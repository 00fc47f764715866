import { type Moment, momentAt } from "./component-state";
import type { Facts, Id, Incident, Instant } from "./facts";
import {
  claimsOf,
  componentsTouched,
  currentEffect,
  currentScope,
  hasImpact,
  impactOf,
  incidentStatusAt,
  isOpen,
  openOffline,
  resolvedAt,
  startOf,
  timeSpent,
} from "./incident";
import { incidentLabel } from "./page-state";
import { promiseOf } from "./promise";
import type { PublicIncident, TimelineEntry } from "./public-page";
import { timelineOf } from "./timeline";
import { announcementInForce } from "./window";

export type NameOf = (componentId: Id) => string;

/** Names by component id; an unknown id is its own name. */
export function componentNames(facts: Facts): NameOf {
  const names = new Map(facts.components.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

/** One incident as the world sees it at `now`; null when it is not told of by then. */
export function publicIncident(facts: Facts, incidentId: Id, now: Instant): PublicIncident | null {
  const incident = facts.incidents.find(({ id }) => id === incidentId);
  return incident ? incidentIn(momentAt(facts, now), incident, componentNames(facts)) : null;
}

/** The same for an incident of a moment that is known already. */
export function incidentIn(moment: Moment, incident: Incident, nameOf: NameOf): PublicIncident | null {
  const now = moment.at;
  const startedAt = startOf(incident);
  const status = incidentStatusAt(incident, now);
  if (startedAt === null || status === null) return null;
  const label = isOpen(incident, now) && hasImpact(incident, now) ? incidentLabel(moment, incident) : null;
  return {
    id: incident.id,
    name: incident.name,
    status,
    impact: impactOf(incident, now),
    label,
    effect: label === "unstable" || label === "recovered" ? null : currentEffect(incident, now),
    scope: currentScope(incident, now),
    limitedDetail: incident.limitedDetail,
    startedAt: incident.limitedDetail ? incident.createdAt : startedAt,
    resolvedAt: resolvedAt(incident, now),
    lasted: lasted(incident, now),
    withdrawn: incident.withdrawn,
    nextUpdate: promiseOf(incident, now),
    components: incident.limitedDetail ? [] : touched(incident, now, nameOf),
    takenOffline: takenOfflineIn(incident, now, nameOf),
    window: windowOf(moment.facts, incident, now),
    timeline: timelineOf(incident, wasPlanned(moment.facts, incident, now), now, nameOf),
  };
}

/** The planned work that it came from. */
function windowOf(facts: Facts, { maintenanceId }: Incident, now: Instant): PublicIncident["window"] {
  const window = facts.maintenances.find(({ id }) => id === maintenanceId);
  const plan = window && announcementInForce(window, now);
  return plan ? { id: window.id, name: plan.name } : null;
}

function wasPlanned(facts: Facts, incident: Incident, now: Instant): TimelineEntry[] {
  const window = windowOf(facts, incident, now);
  const at = facts.maintenances.find(({ id }) => id === window?.id)?.incidentAt ?? null;
  if (window === null || at === null || at > now) return [];
  return [{ kind: "was_planned", id: `${incident.id}-planned`, happenedAt: at, window }];
}

function lasted(incident: Incident, now: Instant): PublicIncident["lasted"] {
  const over = incidentStatusAt(incident, now) === "resolved" && !incident.withdrawn && !incident.limitedDetail;
  return over ? timeSpent(incident, now) : null;
}

function touched(incident: Incident, now: Instant, nameOf: NameOf): PublicIncident["components"] {
  const claims = claimsOf(incident, now);
  const offline = new Set(openOffline(incident, now).map(({ componentId }) => componentId));
  return componentsTouched(incident, now).map((id) => ({
    id,
    name: nameOf(id),
    status: offline.has(id) ? "major_outage" : (claims.get(id) ?? "operational"),
    takenOffline: offline.has(id),
  }));
}

/** What the incident has offline on purpose at `now`; null when nothing. */
export function takenOfflineIn(incident: Incident, now: Instant, nameOf: NameOf): PublicIncident["takenOffline"] {
  const open = openOffline(incident, now).sort((a, b) => a.from - b.from);
  const last = open.at(-1);
  const first = open[0];
  if (!isOpen(incident, now) || !first || !last) return null;
  return { names: open.map(({ componentId }) => nameOf(componentId)), reason: last.reason, since: first.from };
}
