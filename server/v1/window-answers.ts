import type { Instant, Maintenance, Notice } from "@/domain/facts";
import { orderUpdates } from "@/domain/facts";
import type { ExpectedEffect } from "@/domain/status";
import { announcementInForce, announcementsUntil, workBeganAt, worstEffect } from "@/domain/window";
import { overAt } from "@/domain/window-state";
import { type Context, stamp, stampOrNull } from "./context";
import { componentsOf, type Instead, insteadOf, unplanned, unused, updateAnswer } from "./incident-answers";
import type { IncidentShape } from "./shapes";

/** What became of a window, in the four words that there are for it. */
export function windowStatus({ facts, now }: Context, window: Maintenance) {
  if (window.imported || overAt(facts, window, now) !== null) return "completed" as const;
  if (workBeganAt(window, now) === null) return "scheduled" as const;
  return orderUpdates(window.updates).at(-1)?.status === "verifying"
    ? ("verifying" as const)
    : ("in_progress" as const);
}

/** Planned work as answers have it: an incident with times; `instead` where it was recorded afterwards. */
export function windowAnswer(context: Context, window: Maintenance, beside: { instead?: Instead } = {}): IncidentShape {
  const { facts, now, pageId, siteUrl } = context;
  const versions = announcementsUntil(window, now);
  const first = versions[0] ?? window.announcements[0];
  const plan = announcementInForce(window, now) ?? first;
  if (!plan || !first) throw new Error(`The window ${window.id} was never announced.`);
  const status = windowStatus(context, window);
  const updates = orderUpdates(window.updates).map((update) => updateAnswer(window.id, update, null));
  const announced = { id: first.id, status: "scheduled" as const, body: plan.message };
  const times = { happenedAt: first.announcedAt, postedAt: first.announcedAt };
  const saidAnew = plan.message === first.message ? first.announcedAt : plan.announcedAt;
  const felt = worstEffect(plan) !== "none";
  return {
    id: window.id,
    components: componentsOf(
      context,
      plan.components.map(({ componentId }) => componentId),
    ),
    created_at: stamp(first.announcedAt),
    impact: "maintenance",
    impact_override: null,
    incident_updates: [updateAnswer(window.id, { ...announced, ...times }, null, saidAnew), ...updates].reverse(),
    ...unused,
    monitoring_at: null,
    name: plan.name,
    page_id: pageId,
    resolved_at: stampOrNull(status === "completed" ? (overAt(facts, window, now) ?? window.actualEnd) : null),
    ...unplanned,
    scheduled_auto_in_progress: true,
    scheduled_auto_completed: plan.autoComplete,
    scheduled_for: stamp(plan.startAt),
    scheduled_until: stamp(plan.endAt),
    auto_transition_to_maintenance_state: felt,
    auto_transition_to_operational_state: felt,
    shortlink: `${siteUrl}/maintenance/${window.id}`,
    status,
    updated_at: stamp(lastChange(window)),
    candor: {
      kind: "maintenance",
      effect: null,
      scope: null,
      started_at: stamp(workBeganAt(window, now) ?? plan.startAt),
      next_update_by: null,
      taken_offline: [],
      expected_effects: Object.fromEntries(
        plan.components.map(({ componentId, effect }): [string, ExpectedEffect] => [componentId, effect]),
      ),
      announced_at: window.imported ? null : stamp(first.announcedAt),
      ...insteadOf(beside),
    },
  };
}

function lastChange({ announcements, updates, actualStart, actualEnd, cancelled, incidentAt }: Maintenance): Instant {
  const said = [...announcements.map(({ announcedAt }) => announcedAt), ...updates.map(({ postedAt }) => postedAt)];
  return Math.max(...said, actualStart ?? 0, actualEnd ?? 0, cancelled?.at ?? 0, incidentAt ?? 0);
}

/** A notice by the addresses of incidents, where it was made instead of planned work: one without impact. */
export function noticeAsIncident(context: Context, notice: Notice, instead: Instead = null): IncidentShape {
  const over = isOver(notice, context.now);
  const told = { id: notice.id, body: notice.body, happenedAt: notice.fromAt, postedAt: notice.postedAt };
  const isToCome = notice.fromAt > context.now;
  const status = over ? ("resolved" as const) : isToCome ? ("scheduled" as const) : ("monitoring" as const);
  return {
    id: notice.id,
    components: [],
    created_at: stamp(notice.postedAt),
    impact: "none",
    impact_override: "none",
    incident_updates: [updateAnswer(notice.id, { ...told, status }, null)],
    ...unused,
    monitoring_at: isToCome ? null : stamp(notice.fromAt),
    name: notice.title,
    page_id: context.pageId,
    resolved_at: over ? stamp(notice.withdrawnAt ?? notice.untilAt ?? context.now) : null,
    ...unplanned,
    shortlink: `${context.siteUrl}/`,
    status,
    updated_at: stamp(notice.withdrawnAt ?? notice.postedAt),
    candor: {
      kind: "notice",
      effect: null,
      scope: null,
      started_at: stamp(notice.fromAt),
      next_update_by: null,
      taken_offline: [],
      expected_effects: null,
      announced_at: null,
      ...insteadOf({ instead }),
    },
  };
}

function isOver({ untilAt, withdrawnAt }: Notice, now: Instant): boolean {
  return withdrawnAt !== null || (untilAt !== null && untilAt <= now);
}

export function noticeAnswer({ pageId }: Context, notice: Notice) {
  return {
    id: notice.id,
    page_id: pageId,
    title: notice.title,
    body: notice.body,
    from: stamp(notice.fromAt),
    until: stampOrNull(notice.untilAt),
    created_at: stamp(notice.postedAt),
    withdrawn_at: stampOrNull(notice.withdrawnAt),
  };
}
