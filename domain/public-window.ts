import type { Announcement, Component, Facts, Instant, Maintenance } from "./facts";
import { componentNames, type NameOf } from "./public-incident";
import type { PublicWindow } from "./public-page";
import { isWorse } from "./status";
import { announcedEnd, announcementInForce, announcementsUntil, noticeOf, workBeganAt, worstEffect } from "./window";
import { cameFrom, recordOf } from "./window-record";
import { endedAt, hasBecomeIncident, isRunning, isRunningLate, toldStatus, windowPartsOf } from "./window-state";

const minute = 60_000;

/** One window as the world sees it at `now`; null when it is not announced by then. */
export function publicWindow(facts: Facts, maintenanceId: string, now: Instant): PublicWindow | null {
  const window = facts.maintenances.find(({ id }) => id === maintenanceId);
  return window ? windowIn(facts, window, now, componentNames(facts)) : null;
}

export function windowIn(facts: Facts, window: Maintenance, now: Instant, nameOf: NameOf): PublicWindow | null {
  const plan = announcementInForce(window, now);
  const first = announcementsUntil(window, now)[0];
  if (!plan || !first) return null;
  const moved = first.startAt !== plan.startAt || first.endAt !== plan.endAt;
  const ended = endedAt(facts, window, now);
  return {
    id: window.id,
    name: plan.name,
    message: plan.message,
    status: statusOf(facts, window, now),
    announced: announcedHow(facts, window, plan, now),
    startAnnounced: noticeOf(sameStartAnnounced(window, plan, now), plan.startAt),
    announcedAt: first.announcedAt,
    minutesAhead: Math.floor((plan.startAt - sameStartAnnounced(window, plan, now).announcedAt) / minute),
    startAt: plan.startAt,
    endAt: plan.endAt,
    original: moved ? { startAt: first.startAt, endAt: first.endAt } : null,
    actualStart: workBeganAt(window, now),
    actualEnd: ended,
    endedAutomatically: window.endedAutomatically || (window.actualEnd === null && ended !== null),
    runningLate: isRunningLate(facts, window, now),
    announcedEndAt: announcedEnd(window, now) ?? plan.endAt,
    cancelled: window.cancelled && window.cancelled.at <= now ? window.cancelled : null,
    incidentAt: hasBecomeIncident(window, now) ? window.incidentAt : null,
    incidents: cameFrom(facts, window, now),
    recordedAt: window.imported ? first.announcedAt : null,
    seriesId: window.seriesId,
    effect: worstEffect(plan),
    components: plan.components.map(({ componentId, effect }) => ({
      id: componentId,
      name: nameOf(componentId),
      effect,
    })),
    updates: window.updates.filter(({ happenedAt }) => happenedAt <= now).sort((a, b) => b.happenedAt - a.happenedAt),
    record: recordOf(facts, window, now, nameOf),
  };
}

function statusOf(facts: Facts, window: Maintenance, now: Instant): PublicWindow["status"] {
  if (window.cancelled !== null && window.cancelled.at <= now) return "cancelled";
  if (hasBecomeIncident(window, now)) return "incident";
  const ended = endedAt(facts, window, now);
  if (ended !== null) return wasWellAt(facts, window, ended) ? "completed" : "ended";
  if (workBeganAt(window, now) === null) return "scheduled";
  const last = window.updates
    .filter(({ happenedAt }) => happenedAt <= now)
    .sort((a, b) => b.happenedAt - a.happenedAt)[0];
  return last?.status === "verifying" ? "verifying" : "in_progress";
}

function wasWellAt(facts: Facts, window: Maintenance, at: Instant): boolean {
  if (window.imported) return true;
  const parts = announcementInForce(window, at)?.components ?? [];
  return parts.every(({ componentId }) => !isWorse(toldStatus(facts, componentId, at), "under_maintenance"));
}

/** The first of the versions that kept the start in force, without a later change of it. */
export function sameStartAnnounced(window: Maintenance, plan: Announcement, now: Instant): Announcement {
  const versions = announcementsUntil(window, now);
  let first = versions.length - 1;
  while (first > 0 && versions[first - 1]?.startAt === plan.startAt) first--;
  return versions[first] ?? plan;
}

function announcedHow(facts: Facts, window: Maintenance, plan: Announcement, now: Instant): PublicWindow["announced"] {
  if (window.imported) return "imported";
  if (isRunning(facts, window, now)) {
    const parts = plan.components
      .flatMap(({ componentId }) => facts.components.filter(({ id }) => id === componentId))
      .flatMap((component: Component) => windowPartsOf(facts, component, [window], now, true));
    const withEffect = parts.filter(({ planned }) => planned !== "none");
    if (withEffect.some(({ notice }) => notice === null)) return "uncovered";
    if (withEffect.some(({ notice }) => notice === "short")) return "short";
    if (withEffect.length > 0) return "full";
  }
  return noticeOf(sameStartAnnounced(window, plan, now), plan.startAt) ?? "uncovered";
}

/** Not yet begun and not cancelled. */
export function isUpcoming(window: Maintenance, now: Instant): boolean {
  const plan = announcementInForce(window, now);
  return !window.imported && plan !== null && window.cancelled === null && workBeganAt(window, now) === null;
}
