import type { Id, Incident, IncidentUpdate, Instant } from "../../domain/facts";
import { componentsTouched, impactOf, openOffline, resolvedAt, startOf, updatesUntil } from "../../domain/incident";
import type { ComponentStatus, Impact, IncidentStatus, MaintenanceStatus } from "../../domain/status";
import type { Component } from "./component";
import { presentComponents, type Source } from "./source";

export type Affected = { code: Id; name: string; old_status: ComponentStatus; new_status: ComponentStatus };

export type V2Update = {
  id: Id;
  status: IncidentStatus | MaintenanceStatus;
  body: string;
  incident_id: Id;
  created_at: string;
  updated_at: string;
  display_at: string;
  affected_components: Affected[] | null;
  deliver_notifications: boolean;
  custom_tweet: null;
  tweet_id: null;
};

/** What incidents and scheduled maintenances have in common, in this order. */
export type V2Told<Status, ToldImpact> = {
  id: Id;
  name: string;
  status: Status;
  created_at: string;
  updated_at: string;
  monitoring_at: string | null;
  resolved_at: string | null;
  impact: ToldImpact;
  shortlink: string;
  started_at: string;
  page_id: Id;
  incident_updates: V2Update[];
  components: Component[];
};

export type V2Incident = V2Told<IncidentStatus, Impact> & { reminder_intervals: null };

/** An incident of which something was posted by the page's moment. */
export function incidentOf(source: Source, incident: Incident, status: IncidentStatus): V2Incident {
  const { page, site, stamp } = source;
  const at = page.at;
  const startedAt = incident.limitedDetail ? null : startOf(incident);
  const updates = updatesUntil(incident, at);
  const touched = incident.limitedDetail ? [] : componentsTouched(incident, at);
  const timeOf = shownTime(incident);
  const monitored = updates.findLast((update) => update.status === "monitoring");
  const resolved = resolvedAt(incident, at);
  const resolving = updates.find((update) => update.happenedAt === resolved && update.status === "resolved");
  return {
    id: incident.id,
    name: incident.name,
    status,
    created_at: stamp(incident.createdAt),
    updated_at: stamp(changedAt(incident, updates, at)),
    monitoring_at: monitored ? stamp(timeOf(monitored)) : null,
    resolved_at: resolving ? stamp(timeOf(resolving)) : null,
    impact: impactOf(incident, at),
    shortlink: `${site.url}/incidents/${incident.id}`,
    started_at: stamp(startedAt ?? incident.createdAt),
    page_id: site.pageId,
    incident_updates: updatesIn(source, incident, updates, touched),
    components: presentComponents(source, touched),
    reminder_intervals: null,
  };
}

/** Of an incident of limited detail the world learns no time but those of posting. */
function shownTime({ limitedDetail }: Incident): (update: IncidentUpdate) => Instant {
  return ({ happenedAt, postedAt }) => (limitedDetail ? postedAt : happenedAt);
}

function changedAt(incident: Incident, updates: readonly IncidentUpdate[], at: Instant): Instant {
  const changes = [...incident.changes, ...incident.redactions].map((change) => change.at).filter((each) => each <= at);
  return Math.max(
    incident.createdAt,
    ...updates.map(({ postedAt }) => postedAt),
    ...updates.flatMap(editTimes),
    ...changes,
  );
}

function editTimes({ edits }: IncidentUpdate): Instant[] {
  return edits.map(({ at }) => at);
}

/** Newest first, each with every component that the incident ever touched. */
function updatesIn(source: Source, incident: Incident, updates: readonly IncidentUpdate[], touched: Id[]): V2Update[] {
  const timeOf = shownTime(incident);
  let claims: States = new Map();
  let shown: States = claims;
  const told = updates.map((update): V2Update => {
    const before = shown;
    claims = claimsAfter(update, claims);
    shown = withOffline(incident, update, claims);
    const affected = touched.map(
      (code): Affected => ({
        code,
        name: source.nameOf(code),
        old_status: before.get(code) ?? "operational",
        new_status: shown.get(code) ?? "operational",
      }),
    );
    return {
      id: update.id,
      status: update.status,
      body: update.body,
      incident_id: incident.id,
      created_at: source.stamp(update.postedAt),
      updated_at: source.stamp(Math.max(update.postedAt, ...editTimes(update))),
      display_at: source.stamp(timeOf(update)),
      affected_components: affected.length === 0 ? null : affected,
      deliver_notifications: true,
      custom_tweet: null,
      tweet_id: null,
    };
  });
  return told.reverse().sort((a, b) => Date.parse(b.display_at) - Date.parse(a.display_at));
}

type States = ReadonlyMap<Id, ComponentStatus>;

/** Resolving drops what the incident said; what is said with it stands. */
function claimsAfter({ status, components }: IncidentUpdate, before: States): States {
  const given = components.map(({ componentId, status: state }) => [componentId, state] as const);
  return new Map([...(status === "resolved" ? [] : before), ...given]);
}

/** What is offline on purpose is down. */
function withOffline(incident: Incident, { status, happenedAt }: IncidentUpdate, claims: States): States {
  if (status === "resolved") return claims;
  const down = openOffline(incident, happenedAt).map(({ componentId }) => [componentId, "major_outage"] as const);
  return new Map([...claims, ...down]);
}
