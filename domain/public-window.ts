import type { Announcement, Component, Facts, Instant, Maintenance } from "./facts";
import { componentNames, type NameOf } from "./public-incident";
import type { PublicWindow } from "./public-page";
import { announcementInForce, announcementsUntil, shortNoticeMs, workBeganAt, worstEffect } from "./window";
import { endedAt, isRunning, isRunningLate, windowPartsOf } from "./window-state";

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
  const began = workBeganAt(window, now);
  return {
    id: window.id,
    name: window.name,
    message: window.message,
    status: statusOf(facts, window, now),
    announced: announcedHow(facts, window, first, now),
    announcedAt: first.announcedAt,
    minutesAhead: Math.floor((plan.startAt - announcedSameStart(window, plan, now)) / minute),
    startAt: plan.startAt,
    endAt: plan.endAt,
    original: moved ? { startAt: first.startAt, endAt: first.endAt } : null,
    actualStart: began,
    actualEnd: endedAt(facts, window, now),
    endedAutomatically:
      window.endedAutomatically || (window.actualEnd === null && endedAt(facts, window, now) !== null),
    runningLate: isRunningLate(facts, window, now),
    effect: worstEffect(plan),
    components: plan.components.map(({ componentId, effect }) => ({
      id: componentId,
      name: nameOf(componentId),
      effect,
    })),
    updates: window.updates
      .filter(({ happenedAt }) => happenedAt <= now)
      .sort((a, b) => b.happenedAt - a.happenedAt)
      .map(({ id, body, happenedAt, postedAt }) => ({ id, body, happenedAt, postedAt })),
  };
}

function statusOf(facts: Facts, window: Maintenance, now: Instant): PublicWindow["status"] {
  if (window.cancelledAt !== null && window.cancelledAt <= now) return "cancelled";
  if (endedAt(facts, window, now) !== null) return "completed";
  return workBeganAt(window, now) === null ? "scheduled" : "in_progress";
}

/** When the start in force was first published without a later change of it. */
function announcedSameStart(window: Maintenance, plan: Announcement, now: Instant): Instant {
  const versions = announcementsUntil(window, now);
  let first = versions.length - 1;
  while (first > 0 && versions[first - 1]?.startAt === plan.startAt) first--;
  return versions[first]?.announcedAt ?? plan.announcedAt;
}

function announcedHow(facts: Facts, window: Maintenance, first: Announcement, now: Instant): PublicWindow["announced"] {
  if (window.imported) return "imported";
  const plan = announcementInForce(window, now) ?? first;
  if (isRunning(facts, window, now)) {
    const parts = plan.components
      .flatMap(({ componentId }) => facts.components.filter(({ id }) => id === componentId))
      .flatMap((component: Component) => windowPartsOf(facts, component, [window], now, true));
    const withEffect = parts.filter(({ planned }) => planned !== "none");
    if (withEffect.some(({ notice }) => notice === null)) return "uncovered";
    if (withEffect.some(({ notice }) => notice === "short")) return "short";
    if (withEffect.length > 0) return "full";
  }
  const ahead = plan.startAt - announcedSameStart(window, plan, now);
  if (ahead >= facts.settings.noticeMinutes * minute) return "full";
  return ahead >= shortNoticeMs(facts.settings) ? "short" : "uncovered";
}

/** Not yet begun and not cancelled. */
export function isUpcoming(window: Maintenance, now: Instant): boolean {
  const plan = announcementInForce(window, now);
  return !window.imported && plan !== null && window.cancelledAt === null && workBeganAt(window, now) === null;
}
