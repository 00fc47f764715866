import type { Announcement, Component, Facts, Id, Instant, Maintenance } from "./facts";
import { type ComponentStatus, type ExpectedEffect, expectedEffects, statusOfEffect, worstStatus } from "./status";
import { toldStatus, wellWithin } from "./told";
import {
  announcedClaims,
  announcedEnd,
  announcementInForce,
  announcementsUntil,
  plannedEffect,
  workBeganAt,
  worstEffect,
} from "./window";

const minute = 60_000;

/**
 * When the window was over: by hand, taken back after it began, or by itself where that was agreed to and nothing in
 * it was unwell; null before. What overruns its announced end never ends by itself.
 */
export function endedAt(facts: Facts, window: Maintenance, at: Instant): Instant | null {
  if (window.actualEnd !== null && window.actualEnd <= at) return window.actualEnd;
  if (workBeganAt(window, at) === null || hasBecomeIncident(window, at)) return null;
  if (window.cancelled !== null && window.cancelled.at <= at) return window.cancelled.at;
  const versions = announcementsUntil(window, at);
  const end = versions.find((version, index) => {
    const { endAt, announcedAt, autoComplete } = version;
    const inForceUntil = versions[index + 1]?.announcedAt ?? Number.POSITIVE_INFINITY;
    const passed = announcedAt <= endAt && endAt <= at && endAt < inForceUntil;
    return autoComplete && passed && announcedEnd(window, endAt) === endAt && endsWell(facts, version);
  });
  return end?.endAt ?? null;
}

/** When nothing of it was left to do: over, taken back or told as an incident; null before. */
export function overAt(facts: Facts, window: Maintenance, at: Instant): Instant | null {
  if (hasBecomeIncident(window, at)) return window.incidentAt;
  const { cancelled } = window;
  return endedAt(facts, window, at) ?? (cancelled !== null && cancelled.at <= at ? cancelled.at : null);
}

const wellEnds = new WeakMap<Facts, Map<Announcement, boolean>>();

/** Whether nothing of a plan was unwell at its end; what was under way is judged just before it. */
function endsWell(facts: Facts, version: Announcement): boolean {
  const known = wellEnds.get(facts) ?? new Map<Announcement, boolean>();
  wellEnds.set(facts, known);
  const before = known.get(version);
  if (before !== undefined) return before;
  const well = isWell(facts, version, version.endAt, version.endAt - 1);
  known.set(version, well);
  return well;
}

/** Whether nothing in it was unwell, nor worked on without announcement, when it was over. */
export function wasWellAtEnd(facts: Facts, window: Maintenance, ended: Instant): boolean {
  const plan = announcementInForce(window, ended);
  return plan !== null && isWell(facts, plan, ended, ended);
}

function isWell(facts: Facts, { components }: Announcement, at: Instant, underWayAt: Instant): boolean {
  const running = runningWindows(facts, underWayAt);
  return components.every(
    ({ componentId: id }) =>
      toldStatus(facts, id, at) === "operational" &&
      uncoveredWork(windowPartsOf(facts, { id }, running, underWayAt, true)) === "operational",
  );
}

export function isRunning(facts: Facts, window: Maintenance, at: Instant): boolean {
  if (window.imported || hasBecomeIncident(window, at)) return false;
  return workBeganAt(window, at) !== null && endedAt(facts, window, at) === null;
}

export function hasBecomeIncident({ incidentAt }: Maintenance, at: Instant): boolean {
  return incidentAt !== null && incidentAt <= at;
}

/** Past the end that was announced in time, and nobody has confirmed that it is finished. */
export function isRunningLate(facts: Facts, window: Maintenance, at: Instant): boolean {
  const end = announcedEnd(window, at);
  return end !== null && end <= at && isRunning(facts, window, at);
}

export type WindowPart = {
  window: Maintenance;
  planned: ExpectedEffect;
  covered: ExpectedEffect;
  notice: "full" | "short" | null;
};

/**
 * What each running window says of a component. With `grace`, a window that is running late still covers what it
 * covered at its end until the grace is over: that is the page's mode; uptime counts without it.
 */
export function windowPartsOf(
  facts: Facts,
  { id }: Pick<Component, "id">,
  running: readonly Maintenance[],
  at: Instant,
  grace: boolean,
): WindowPart[] {
  return running.flatMap((window) => {
    const planned = plannedEffect(announcementInForce(window, at), id);
    if (planned === null || workBeganAt(window, at) === null) return [];
    return [{ window, planned, ...coverageAt(facts, window, { id, planned }, at, grace) }];
  });
}

type Covered = Pick<WindowPart, "covered" | "notice">;

function coverageAt(
  facts: Facts,
  window: Maintenance,
  { id, planned }: { id: Id; planned: ExpectedEffect },
  at: Instant,
  grace: boolean,
): Covered {
  const end = announcedEnd(window, at);
  const late = end !== null && end <= at;
  const over = late && (!grace || end + facts.settings.graceMinutes * minute <= at);
  const last = late ? end - 1 : at;
  const claim = (over ? [] : announcedClaims(window, id, last)).find(
    ({ covered, wellFrom }) => !isBeyond(covered, planned) && wellWithin(facts, id, wellFrom, last),
  );
  return { covered: claim?.covered ?? "none", notice: claim?.notice ?? null };
}

function isBeyond(effect: ExpectedEffect, planned: ExpectedEffect): boolean {
  return expectedEffects.indexOf(effect) > expectedEffects.indexOf(planned);
}

/** The worst that running windows cover of a component. */
export function coveredEffect(parts: readonly WindowPart[]): ExpectedEffect {
  return expectedEffects[Math.max(0, ...parts.map(({ covered }) => expectedEffects.indexOf(covered)))] ?? "none";
}

/** Work that is under way without having been announced in time, as the state that it means for customers. */
export function uncoveredWork(parts: readonly WindowPart[]): ComponentStatus {
  const beyond = parts.filter(({ planned, covered }) => isBeyond(planned, covered));
  return worstStatus(beyond.map(({ planned }) => statusOfEffect(planned)));
}

export function runningWindows(facts: Facts, at: Instant): Maintenance[] {
  return facts.maintenances.filter((window) => isRunning(facts, window, at));
}

export function hasEffect(window: Maintenance, at: Instant): boolean {
  return worstEffect(announcementInForce(window, at)) !== "none";
}
