import { type ComponentState, componentStates, type Moment, momentAt } from "./component-state";
import type { Facts, Incident, Instant, Maintenance } from "./facts";
import { hasImpact, impactOf, incidentStatusAt, startOf, worstReached } from "./incident";
import {
  type ComponentStatus,
  type Indicator,
  isWorse,
  type PageLabel,
  type PageMode,
  pageLabels,
  worstStatus,
} from "./status";
import { announcedEnd, announcementInForce, plannedEffect } from "./window";
import { isRunningLate } from "./window-state";

export type PageState = { mode: PageMode; label: PageLabel | null; indicator: Indicator | null };

const labelOfTrouble: Record<ComponentStatus, PageLabel | null> = {
  operational: null,
  under_maintenance: "unannounced_work",
  degraded_performance: "degraded",
  partial_outage: "partial_outage",
  major_outage: "outage",
};

const indicatorOfLabel: Record<PageLabel, Indicator> = {
  outage: "critical",
  partial_outage: "major",
  degraded: "minor",
  unannounced_work: "minor",
  unstable: "minor",
  recovered: "minor",
  running_late: "maintenance",
  maintenance_short_notice: "maintenance",
  maintenance: "maintenance",
};

/** Mode, label and indicator at one moment, decided together so that they can't contradict each other. */
export function pageStateAt(facts: Facts, at: Instant): PageState {
  const moment = momentAt(facts, at);
  return pageState(moment, componentStates(moment));
}

export function pageState(moment: Moment, components: readonly ComponentState[]): PageState {
  const outage = outageLabel(moment, components);
  if (outage) return { mode: "outage", label: outage, indicator: indicatorOfLabel[outage] };
  if (isUnknown(moment.facts, moment.at)) return { mode: "unknown", label: null, indicator: null };
  const work = workLabel(moment, components);
  if (work) return { mode: "maintenance", label: work, indicator: indicatorOfLabel[work] };
  return { mode: "operational", label: null, indicator: "none" };
}

/** Nothing is known of a page that isn't set up, or of a time before its first fact; an outage is told all the same. */
export function isUnknown(facts: Facts, at: Instant): boolean {
  if (facts.page.setUpAt === null) return true;
  const started = (start: Instant | null) => start !== null && start <= at;
  return (
    !facts.components.some(({ startAt }) => started(startAt)) && !facts.incidents.some((told) => started(startOf(told)))
  );
}

function outageLabel(moment: Moment, components: readonly ComponentState[]): PageLabel | null {
  const trouble = labelOfTrouble[worstStatus(components.map((state) => state.trouble))];
  const incidents = [...moment.open.keys()]
    .filter((incident) => hasImpact(incident, moment.at))
    .map((incident) => incidentLabel(moment, incident));
  return worstLabel([trouble, ...incidents]);
}

/** The label that an open incident with impact gives by itself. */
export function incidentLabel(moment: Moment, incident: Incident): PageLabel {
  const entry = moment.open.get(incident);
  const now = worstStatus([...(entry?.claims.values() ?? []), entry?.offline.size ? "major_outage" : "operational"]);
  const trouble = labelOfTrouble[now];
  if (trouble) return trouble;
  if (incidentStatusAt(incident, moment.at) === "monitoring") return "recovered";
  const hadTrouble = isWorse(worstReached(incident, moment.at), "operational");
  if (hadTrouble) return "unstable";
  const impact = impactOf(incident, moment.at);
  return impact === "critical" ? "outage" : impact === "major" ? "partial_outage" : "degraded";
}

function workLabel(moment: Moment, components: readonly ComponentState[]): PageLabel | null {
  const running = feltWindows(moment, components);
  if (running.length === 0) return null;
  if (running.some((window) => isRunningLate(moment.facts, window, moment.at))) return "running_late";
  return components.some(({ shortNotice }) => shortNotice) ? "maintenance_short_notice" : "maintenance";
}

/** Running windows with an effect on a component of the page. */
export function feltWindows({ running, at }: Moment, components: readonly ComponentState[]): Maintenance[] {
  return running.filter((window) => {
    const plan = announcementInForce(window, at);
    return components.some(({ component }) => (plannedEffect(plan, component.id) ?? "none") !== "none");
  });
}

export function worstLabel(labels: readonly (PageLabel | null)[]): PageLabel | null {
  return pageLabels.find((label) => labels.includes(label)) ?? null;
}

/** Every instant at which the page's state may change, in no order. */
export function stateChanges(facts: Facts): Instant[] {
  const changes: Instant[] = facts.baseChanges.map(({ happenedAt }) => happenedAt);
  for (const incident of facts.incidents) {
    changes.push(...incident.updates.map(({ happenedAt }) => happenedAt));
    for (const { from, to } of incident.offline) changes.push(from, ...(to === null ? [] : [to]));
  }
  for (const { startAt, archivedAt } of facts.components)
    changes.push(startAt, ...(archivedAt === null ? [] : [archivedAt]));
  if (facts.page.setUpAt !== null) changes.push(facts.page.setUpAt);
  return [...changes, ...windowChanges(facts)];
}

function windowChanges(facts: Facts): Instant[] {
  return facts.maintenances.flatMap((window) => {
    const ends = window.announcements.flatMap(({ announcedAt }) => announcedEnd(window, announcedAt) ?? []);
    const planned = window.announcements.flatMap(({ announcedAt, startAt, endAt }) => [announcedAt, startAt, endAt]);
    const late = [...ends, ...planned].map((end) => end + facts.settings.graceMinutes * 60_000);
    const byHand = [window.actualStart, window.actualEnd, window.incidentAt, window.cancelled?.at ?? null];
    return [...ends, ...planned, ...late, ...byHand.filter((at) => at !== null)];
  });
}

/** Start of the stretch up to `at` in which `same` holds of the page's state. */
export function startOfStretch(facts: Facts, at: Instant, same: (state: PageState) => boolean): Instant {
  const changes = [...new Set(stateChanges(facts))].filter((change) => change <= at).sort((a, b) => b - a);
  let since = at;
  for (const change of changes) {
    if (!same(pageStateAt(facts, change))) break;
    since = change;
  }
  return since;
}
