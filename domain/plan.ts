import type { Announcement, Facts, Id, Instant, Maintenance } from "./facts";
import { componentsTouched, isOpen } from "./incident";
import { type ExpectedEffect, expectedEffects } from "./status";
import { clockToleranceMs } from "./update";
import { announcedCoverage, announcedEnd, announcementInForce, noticeOf, plannedEffect } from "./window";
import { endedAt, hasBecomeIncident } from "./window-state";

const minute = 60_000;
export const longestWindowDays = 31;
export const longestWindowMs = longestWindowDays * 24 * 60 * minute;

export type Plan = {
  components: { componentId: Id; effect: ExpectedEffect }[];
  startAt: Instant;
  endAt: Instant;
};

/** What a plan would be called if it were published at that moment, and why. */
export type Judgement = {
  /** `not_planned`: it may not become a window. */
  called: "scheduled" | "short_notice" | "not_planned";
  because: "too_late" | "open_incident" | null;
  /** From publishing to the start; below zero for a start in the past. */
  minutesAhead: number;
  /** The first starts that would be called planned at short notice, and scheduled. */
  earliestStart: Instant;
  earliestScheduled: Instant;
  /** Open incidents on components of the plan, which then is no plan. */
  incidents: { id: Id; name: string; componentIds: Id[] }[];
  /** An end that is published too late: from here on the window is running late; null otherwise. */
  lateFrom: Instant | null;
  /** Other windows over a component of the plan at the same time. */
  overlaps: { id: Id; name: string; startAt: Instant; endAt: Instant; componentIds: Id[] }[];
  /**
   * What it is instead, where it is not planned: work with an effect is an incident, but not before it begins, as nothing
   * is offline until then (what programs post is one at once: nobody is there to be asked); without one a notice.
   */
  instead: "incident" | "incident_at_start" | "notice" | null;
};

/** Judges a new plan, or a change of an announced window. Both the editor's preview and the commands go by it. */
export function judgePlan(facts: Facts, plan: Plan, now: Instant, window: Maintenance | null = null): Judgement {
  const candidate = announcementOf(facts, plan, now);
  const incidents = incidentsOn(facts, addedTo(window, plan, now), now);
  const { notice, lateFrom } = window ? noticeOfChange(window, candidate, now) : noticeOfNew(candidate);
  const because = incidents.length > 0 ? "open_incident" : notice === null ? "too_late" : null;
  return {
    called: because ? "not_planned" : notice === "full" ? "scheduled" : "short_notice",
    because,
    minutesAhead: Math.floor((plan.startAt - now) / minute),
    earliestStart: now + facts.settings.shortNoticeMinutes * minute,
    earliestScheduled: now + facts.settings.noticeMinutes * minute,
    incidents,
    lateFrom,
    overlaps: overlapsOf(facts, plan, now, window),
    instead: because === null ? null : insteadOf(plan, now),
  };
}

function insteadOf({ components, startAt }: Plan, now: Instant): Judgement["instead"] {
  if (components.every(({ effect }) => effect === "none")) return "notice";
  return startAt > now + clockToleranceMs ? "incident_at_start" : "incident";
}

function announcementOf({ settings }: Facts, plan: Plan, now: Instant): Announcement {
  const { noticeMinutes, shortNoticeMinutes } = settings;
  const said = { id: "~", name: "", message: "", autoComplete: false };
  return { ...said, announcedAt: now, noticeMinutes, shortNoticeMinutes, ...plan };
}

type Noticed = { notice: "full" | "short" | null; lateFrom: Instant | null };

function noticeOfNew(candidate: Announcement): Noticed {
  return { notice: noticeOf(candidate, candidate.startAt), lateFrom: null };
}

/** The worst of what the change covers, at its beginning and, unless it comes too late, at its end. */
function noticeOfChange(window: Maintenance, candidate: Announcement, now: Instant): Noticed {
  const changed = { ...window, announcements: [...window.announcements, candidate] };
  const last = candidate.endAt - 1;
  const end = announcedEnd(changed, Math.max(now, last)) ?? candidate.endAt;
  const lateFrom = end < candidate.endAt ? end : null;
  const moments = [Math.max(now, candidate.startAt), ...(lateFrom === null ? [last] : [])];
  const felt = candidate.components.filter(({ effect }) => effect !== "none");
  const coverages = moments
    .filter((at) => at < (lateFrom ?? candidate.endAt))
    .flatMap((at) => felt.map(({ componentId }) => announcedCoverage(changed, componentId, at)));
  const notices = coverages.map((coverage) =>
    coverage && coverage.covered === coverage.planned ? coverage.notice : null,
  );
  if (felt.length === 0) return { notice: noticeOf(candidate, candidate.startAt) ?? "short", lateFrom };
  return { notice: notices.includes(null) ? null : notices.includes("short") ? "short" : "full", lateFrom };
}

/** Components that the plan has and the window in force has not, or has with a lesser effect. */
function addedTo(window: Maintenance | null, plan: Plan, now: Instant): Id[] {
  const before = window && announcementInForce(window, now);
  const rank = (effect: ExpectedEffect | null) => (effect === null ? -1 : expectedEffects.indexOf(effect));
  return plan.components
    .filter(({ componentId, effect }) => rank(effect) > rank(plannedEffect(before, componentId)))
    .map(({ componentId }) => componentId);
}

function incidentsOn(facts: Facts, componentIds: readonly Id[], now: Instant): Judgement["incidents"] {
  return facts.incidents.flatMap((incident) => {
    if (!isOpen(incident, now)) return [];
    const touched = componentsTouched(incident, now).filter((id) => componentIds.includes(id));
    return touched.length === 0 ? [] : [{ id: incident.id, name: incident.name, componentIds: touched }];
  });
}

function overlapsOf(facts: Facts, plan: Plan, now: Instant, window: Maintenance | null): Judgement["overlaps"] {
  return facts.maintenances.flatMap((other) => {
    const inForce = announcementInForce(other, now);
    const over =
      other.imported || other.cancelled || hasBecomeIncident(other, now) || endedAt(facts, other, now) !== null;
    if (!inForce || over || other.id === window?.id) return [];
    const { name, startAt, endAt } = inForce;
    const shared = plan.components
      .map(({ componentId }) => componentId)
      .filter((id) => plannedEffect(inForce, id) !== null);
    if (shared.length === 0 || endAt <= plan.startAt || plan.endAt <= startAt) return [];
    return [{ id: other.id, name, startAt, endAt, componentIds: shared }];
  });
}
