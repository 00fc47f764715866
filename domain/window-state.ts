import { type Component, type Facts, type Id, type Instant, type Maintenance, orderUpdates } from "./facts";
import { claimsOf, openOffline } from "./incident";
import {
  type ComponentStatus,
  type ExpectedEffect,
  expectedEffects,
  isWorse,
  statusOfEffect,
  worstStatus,
} from "./status";
import {
  announcedCoverage,
  announcedEnd,
  announcementInForce,
  announcementsUntil,
  workBeganAt,
  worstEffect,
} from "./window";

const minute = 60_000;

/** What staff have told of a component outside windows: its base, what open incidents say, offline on purpose. */
export function toldStatus(facts: Facts, componentId: Id, at: Instant): ComponentStatus {
  const told: ComponentStatus[] = [baseStatus(facts, componentId, at)];
  for (const incident of facts.incidents) {
    const claim = claimsOf(incident, at).get(componentId);
    if (claim) told.push(claim);
    if (openOffline(incident, at).some((interval) => interval.componentId === componentId)) told.push("major_outage");
  }
  return worstStatus(told);
}

/** The last state set outside incidents by (happened, posted, id). */
export function baseStatus(facts: Facts, componentId: Id, at: Instant): ComponentStatus {
  let latest: Facts["baseChanges"][number] | null = null;
  for (const change of basesOf(facts, componentId)) if (change.happenedAt <= at) latest = change;
  return latest?.status ?? "operational";
}

const baseIndexes = new WeakMap<Facts["baseChanges"], Map<Id, Facts["baseChanges"]>>();

function basesOf(facts: Facts, componentId: Id): Facts["baseChanges"] {
  let index = baseIndexes.get(facts.baseChanges);
  if (!index) {
    index = new Map();
    for (const change of orderUpdates(facts.baseChanges)) {
      const changes = index.get(change.componentId);
      if (changes) changes.push(change);
      else index.set(change.componentId, [change]);
    }
    baseIndexes.set(facts.baseChanges, index);
  }
  return index.get(componentId) ?? [];
}

/** No trouble that was there before the work: at most marked as being worked on. */
function wasWell(facts: Facts, componentId: Id, at: Instant): boolean {
  return !isWorse(toldStatus(facts, componentId, at), "under_maintenance");
}

/** Whether the component was well at some moment of [from, until]. */
function wellWithin(facts: Facts, componentId: Id, from: Instant, until: Instant): boolean {
  if (wasWell(facts, componentId, from)) return true;
  return changesOf(facts, componentId).some((at) => from < at && at <= until && wasWell(facts, componentId, at));
}

/** Every instant at which what is told of a component may change. */
function changesOf(facts: Facts, componentId: Id): Instant[] {
  const changes = basesOf(facts, componentId).map(({ happenedAt }) => happenedAt);
  for (const incident of facts.incidents) {
    const touches =
      incident.updates.some((update) => update.components.some((claim) => claim.componentId === componentId)) ||
      incident.offline.some((interval) => interval.componentId === componentId);
    if (!touches) continue;
    for (const { happenedAt } of incident.updates) changes.push(happenedAt);
    for (const { from, to } of incident.offline) changes.push(from, ...(to === null ? [] : [to]));
  }
  return changes;
}

/** When the window ended: by hand, or by itself where that was agreed to and nothing in it was unwell; null before. */
export function endedAt(facts: Facts, window: Maintenance, at: Instant): Instant | null {
  if (window.actualEnd !== null && window.actualEnd <= at) return window.actualEnd;
  if (workBeganAt(window, at) === null || hasBecomeIncident(window, at)) return null;
  const versions = announcementsUntil(window, at);
  for (const [index, { endAt, announcedAt, autoComplete, components }] of versions.entries()) {
    const inForceUntil = versions[index + 1]?.announcedAt ?? Number.POSITIVE_INFINITY;
    if (!autoComplete || endAt > at || endAt < announcedAt || endAt >= inForceUntil) continue;
    if (components.every(({ componentId }) => wasWell(facts, componentId, endAt))) return endAt;
  }
  return null;
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
  component: Component,
  running: readonly Maintenance[],
  at: Instant,
  grace: boolean,
): WindowPart[] {
  return running.flatMap((window) => {
    const coverage = coverageAt(facts, window, component.id, at, grace);
    if (!coverage) return [];
    const { planned, covered, notice, wellFrom } = coverage;
    const holds = wellFrom !== null && wellWithin(facts, component.id, wellFrom, at);
    return [{ window, planned, covered: holds ? covered : "none", notice: holds ? notice : null } as const];
  });
}

function coverageAt(facts: Facts, window: Maintenance, componentId: Id, at: Instant, grace: boolean) {
  const { settings } = facts;
  const end = announcedEnd(window, at);
  const late = end !== null && end <= at;
  const inGrace = late && grace && at < end + settings.graceMinutes * minute;
  if (!late) return announcedCoverage(window, componentId, at);
  const now = announcedCoverage(window, componentId, end - 1);
  if (!now) return null;
  return inGrace ? now : { ...now, covered: "none" as const, notice: null, wellFrom: null };
}

/** The worst that running windows cover of a component. */
export function coveredEffect(parts: readonly WindowPart[]): ExpectedEffect {
  return expectedEffects[Math.max(0, ...parts.map(({ covered }) => expectedEffects.indexOf(covered)))] ?? "none";
}

/** Work that is under way without having been announced in time, as the state that it means for customers. */
export function uncoveredWork(parts: readonly WindowPart[]): ComponentStatus {
  const beyond = parts.filter(
    ({ planned, covered }) => expectedEffects.indexOf(planned) > expectedEffects.indexOf(covered),
  );
  return worstStatus(beyond.map(({ planned }) => statusOfEffect(planned)));
}

export function runningWindows(facts: Facts, at: Instant): Maintenance[] {
  return facts.maintenances.filter((window) => isRunning(facts, window, at));
}

export function hasEffect(window: Maintenance, at: Instant): boolean {
  return worstEffect(announcementInForce(window, at)) !== "none";
}
