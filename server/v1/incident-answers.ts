import type { Id, Incident, IncidentUpdate } from "@/domain/facts";
import { orderUpdates } from "@/domain/facts";
import {
  componentsTouched,
  currentEffect,
  currentScope,
  impactOf,
  incidentStatusAt,
  openOffline,
  resolvedAt,
  startOf,
} from "@/domain/incident";
import { promiseOf } from "@/domain/promise";
import type { ComponentStatus } from "@/domain/status";
import { componentAnswer, fullName } from "./component-answers";
import { type Context, stamp, stampOrNull } from "./context";
import type { IncidentShape, UpdateShape } from "./shapes";

export type Instead = { because: string } | null;
type Beside = { instead?: Instead; notes?: string[] };

/** An incident as answers have it; `instead` says why it is one though planned work was asked for. */
export function incidentAnswer(context: Context, incident: Incident, beside: Beside = {}): IncidentShape {
  const { now, pageId, siteUrl } = context;
  const updates = updateAnswers(context, incident);
  const monitoring = incident.updates.filter(({ status }) => status === "monitoring");
  const touched = componentsTouched(incident, now);
  return {
    id: incident.id,
    components: componentsOf(context, touched),
    created_at: stamp(incident.createdAt),
    impact: impactOf(incident, now),
    impact_override: incident.impactOverride,
    incident_updates: updates,
    ...unused,
    monitoring_at: monitoring.length === 0 ? null : stamp(Math.min(...monitoring.map((each) => each.happenedAt))),
    name: incident.name,
    page_id: pageId,
    resolved_at: stampOrNull(resolvedAt(incident, now)),
    ...unplanned,
    shortlink: `${siteUrl}/incidents/${incident.id}`,
    status: incidentStatusAt(incident, now) ?? "investigating",
    updated_at:
      updates
        .map(({ updated_at }) => updated_at)
        .toSorted()
        .at(-1) ?? stamp(incident.createdAt),
    candor: {
      kind: "incident",
      effect: currentEffect(incident, now),
      scope: currentScope(incident, now),
      started_at: stamp(startOf(incident) ?? incident.createdAt),
      next_update_by: stampOrNull(promiseOf(incident, now)?.by),
      taken_offline: openOffline(incident, now).map(({ componentId }) => componentId),
      expected_effects: null,
      announced_at: null,
      ...insteadOf(beside),
    },
  };
}

export function insteadOf({ instead = null, notes = [] }: Beside) {
  return {
    instead_of: instead && ("scheduled_maintenance" as const),
    because: instead?.because ?? null,
    notes,
  };
}

export function componentsOf(context: Context, ids: readonly Id[]) {
  return context.facts.components.filter(({ id }) => ids.includes(id)).map((each) => componentAnswer(context, each));
}

/** What other products keep and this one doesn't. */
export const unused = {
  metadata: {},
  postmortem_body: null,
  postmortem_body_last_updated_at: null,
  postmortem_ignored: false,
  postmortem_notified_subscribers: false,
  postmortem_notified_twitter: false,
  postmortem_published_at: null,
  scheduled_remind_prior: false,
  scheduled_reminded_at: null,
  reminder_intervals: null,
};

export const unplanned = {
  scheduled_auto_completed: false,
  scheduled_auto_in_progress: false,
  scheduled_for: null,
  scheduled_until: null,
  auto_transition_deliver_notifications_at_end: null,
  auto_transition_deliver_notifications_at_start: null,
  auto_transition_to_maintenance_state: null,
  auto_transition_to_operational_state: null,
};

type Told = Pick<IncidentUpdate, "id" | "body" | "happenedAt" | "postedAt"> & { status: UpdateShape["status"] };

/** What is the same of an incident's update and of a window's. */
export function updateAnswer(
  incidentId: Id,
  { id, body, happenedAt, postedAt, status }: Told,
  affected: UpdateShape["affected_components"],
  updatedAt = postedAt,
): UpdateShape {
  return {
    id,
    incident_id: incidentId,
    affected_components: affected,
    body,
    created_at: stamp(postedAt),
    custom_tweet: null,
    deliver_notifications: false,
    display_at: stamp(happenedAt),
    status,
    tweet_id: null,
    twitter_updated_at: null,
    updated_at: stamp(updatedAt),
    wants_twitter_update: false,
  };
}

/** Newest first; each lists every component of the incident, with its state before and after. */
function updateAnswers(context: Context, incident: Incident): UpdateShape[] {
  const touched = componentsTouched(incident, Number.POSITIVE_INFINITY);
  const claims = new Map<Id, ComponentStatus>();
  let before = new Map<Id, ComponentStatus>();
  const answers = orderUpdates(incident.updates).map((update) => {
    if (update.status === "resolved") claims.clear();
    for (const { componentId, status } of update.components) claims.set(componentId, status);
    const offline = new Set(openOffline(incident, update.happenedAt).map(({ componentId }) => componentId));
    const after = new Map(
      touched.map((id) => [id, offline.has(id) ? "major_outage" : (claims.get(id) ?? "operational")] as const),
    );
    const affected = touched.map((id) => ({
      code: id,
      name: fullName(context, id),
      old_status: before.get(id) ?? ("operational" as const),
      new_status: after.get(id) ?? ("operational" as const),
    }));
    before = after;
    const edited = Math.max(update.postedAt, ...update.edits.map(({ at }) => at));
    return updateAnswer(incident.id, update, affected.length === 0 ? null : affected, edited);
  });
  return answers.reverse();
}
