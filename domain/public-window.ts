import type { Announcement, Facts, Instant, Maintenance } from "./facts";
import { componentNames, type NameOf } from "./public-incident";
import type { PublicWindow } from "./public-page";
import {
  announcedClaims,
  announcedEnd,
  announcementInForce,
  announcementsUntil,
  noticeOf,
  updatesOf,
  workBeganAt,
  worstEffect,
} from "./window";
import { cameFrom, endedByItself, recordOf } from "./window-record";
import { endedAt, hasBecomeIncident, isRunningLate, overAt, wasWellAtEnd, windowPartsOf } from "./window-state";

const minute = 60_000;

/** One window as the world sees it at `now`; null when it is not announced by then. */
export function publicWindow(facts: Facts, maintenanceId: string, now: Instant): PublicWindow | null {
  const window = facts.maintenances.find(({ id }) => id === maintenanceId);
  return window ? windowIn(facts, window, now, componentNames(facts)) : null;
}

export function windowIn(facts: Facts, window: Maintenance, now: Instant, nameOf: NameOf): PublicWindow | null {
  const lastly = overAt(facts, window, now) ?? now;
  const plan = announcementInForce(window, lastly);
  const first = announcementsUntil(window, now)[0];
  if (!plan || !first) return null;
  const moved = first.startAt !== plan.startAt || first.endAt !== plan.endAt;
  const announced = sameStartAnnounced(window, plan, lastly);
  const cancelled = window.cancelled && window.cancelled.at <= now ? window.cancelled : null;
  const ended = endedAt(facts, window, now);
  return {
    id: window.id,
    name: plan.name,
    message: plan.message,
    status: statusOf(facts, window, now),
    announced: announcedHow(facts, window, plan, now),
    startAnnounced: noticeOf(announced, plan.startAt),
    announcedAt: first.announcedAt,
    minutesAhead: Math.floor((plan.startAt - announced.announcedAt) / minute),
    startAt: plan.startAt,
    endAt: plan.endAt,
    original: moved ? { startAt: first.startAt, endAt: first.endAt } : null,
    actualStart: workBeganAt(window, now),
    actualEnd: ended,
    endedAutomatically: ended !== null && cancelled === null && endedByItself(window, ended),
    runningLate: isRunningLate(facts, window, now),
    announcedEndAt: announcedEnd(window, lastly) ?? plan.endAt,
    cancelled,
    incidentAt: hasBecomeIncident(window, now) ? window.incidentAt : null,
    incidents: cameFrom(facts, window, now),
    recordedAt: window.imported ? (window.recordedAt ?? first.announcedAt) : null,
    seriesId: window.seriesId,
    effect: worstEffect(plan),
    components: plan.components.map(({ componentId, effect }) => ({
      id: componentId,
      name: nameOf(componentId),
      effect,
    })),
    updates: updatesOf(window, now).reverse(),
    record: recordOf(facts, window, now, nameOf),
  };
}

function statusOf(facts: Facts, window: Maintenance, now: Instant): PublicWindow["status"] {
  if (window.cancelled !== null && window.cancelled.at <= now) return "cancelled";
  if (hasBecomeIncident(window, now)) return "incident";
  const ended = endedAt(facts, window, now);
  if (ended !== null) return wasWellAtEnd(facts, window, ended) ? "completed" : "ended";
  if (workBeganAt(window, now) === null) return "scheduled";
  return updatesOf(window, now).at(-1)?.status === "verifying" ? "verifying" : "in_progress";
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
  const felt = plan.components.filter(({ effect }) => effect !== "none");
  const known = overAt(facts, window, now) ?? now;
  const notices =
    felt.length === 0
      ? [noticeOf(sameStartAnnounced(window, plan, known), plan.startAt)]
      : workBeganAt(window, now) === null
        ? felt.map((part) => noticeToCome(window, part, plan.startAt, known))
        : noticesOfWork(facts, window, plan, now);
  if (notices.length === 0 || notices.includes(null)) return "uncovered";
  return notices.includes("short") ? "short" : "full";
}

/** How what is to come for a component was announced; null unless all of it was in time. */
function noticeToCome(
  window: Maintenance,
  { componentId, effect }: Announcement["components"][number],
  startAt: Instant,
  known: Instant,
) {
  const [best] = announcedClaims(window, componentId, startAt, known);
  return best?.covered === effect ? best.notice : null;
}

/** While it runs, how the work of that moment was announced; once over, that of its beginning and of its end. */
function noticesOfWork(facts: Facts, window: Maintenance, plan: Announcement, now: Instant) {
  const over = overAt(facts, window, now);
  const end = over === null ? null : Math.min(over, announcedEnd(window, over) ?? over) - 1;
  const moments = end === null ? [now] : [plan.startAt, end].filter((at) => plan.startAt <= at && at <= end);
  return moments.flatMap((at) =>
    plan.components
      .flatMap(({ componentId: id }) => windowPartsOf(facts, { id }, [window], at, true))
      .filter(({ planned }) => planned !== "none")
      .map(({ planned, covered, notice }) => (covered === planned ? notice : null)),
  );
}

/** Not yet begun, and to begin by the plan in force. */
export function isUpcoming(window: Maintenance, now: Instant): boolean {
  const takenBack = window.cancelled !== null && window.cancelled.at <= now;
  const over = takenBack || hasBecomeIncident(window, now) || (window.actualEnd !== null && window.actualEnd <= now);
  const isAnnounced = announcementInForce(window, now) !== null;
  return isAnnounced && !window.imported && !over && workBeganAt(window, now) === null;
}
