import { componentState, momentAt } from "./component-state";
import type { Facts, Id, Instant } from "./facts";
import { stateChanges } from "./page-state";
import { type ComponentStatus, statusOfEffect, worstStatus } from "./status";

export type StatusInterval = { from: Instant; to: Instant; status: ComponentStatus; planned: boolean };

/** Statuspage's published weights of a minute in each state. */
const weight: Record<ComponentStatus, number> = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0.3,
  major_outage: 1,
};

/**
 * The component's states in [from, to), without gaps, in order; work at short notice stands as the state that it brings.
 * `planned` marks what a window announced with full notice covers. Before the component's start there is no interval.
 */
export function statusIntervals(facts: Facts, componentId: Id, from: Instant, to: Instant): StatusInterval[] {
  const component = facts.components.find(({ id }) => id === componentId);
  if (!component || component.startAt >= to) return [];
  const begin = Math.max(from, component.startAt);
  const edges = [...new Set([begin, ...stateChanges(facts).filter((at) => begin < at && at < to), to])].sort(
    (a, b) => a - b,
  );
  const intervals: StatusInterval[] = [];
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const { shown, trouble, notice, covered } = componentState(momentAt(facts, start, false), component);
    const status = notice === "short" ? worstStatus([shown, statusOfEffect(covered)]) : shown;
    const planned = trouble === "operational" && shown !== "operational" && notice === "full";
    const last = intervals.at(-1);
    const end = edges[index + 1] ?? to;
    if (last && last.status === status && last.planned === planned) last.to = end;
    else intervals.push({ from: start, to: end, status, planned });
  }
  return intervals;
}

export type Uptime = {
  /** Rounded down to three decimals; below 100 whenever anything unplanned lies in the period; null without data. */
  percent: number | null;
  offlineMinutes: number;
  plannedMinutes: number;
};

/** Uptime of a component over [from, to). */
export function uptimeOf(facts: Facts, componentId: Id, from: Instant, to: Instant): Uptime {
  return uptimeIn(statusIntervals(facts, componentId, from, to));
}

/** The worst of several components at each moment, as intervals of one: what is planned of one hides no trouble of another. */
export function worstIntervals(all: readonly (readonly StatusInterval[])[]): StatusInterval[] {
  const edges = [...new Set(all.flat().flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((from, index) => {
    const to = edges[index + 1] ?? from;
    const there = all.flatMap((intervals) => intervals.filter((each) => each.from <= from && to <= each.to));
    if (there.length === 0) return [];
    const unplanned = there.filter(({ planned }) => !planned);
    const unwell = unplanned.some(({ status }) => status !== "operational");
    const planned = !unwell && there.length > unplanned.length;
    const told = planned ? there.filter((each) => each.planned) : unplanned;
    return [{ from, to, status: worstStatus(told.map(({ status }) => status)), planned }];
  });
}

/** `1 - (major + 0.3 × partial) / known time`, planned work not counted. */
export function uptimeIn(intervals: readonly StatusInterval[]): Uptime {
  const minutes = (chosen: readonly StatusInterval[]) =>
    chosen.reduce((sum, span) => sum + (span.to - span.from), 0) / 60_000;
  const unplanned = intervals.filter(({ planned }) => !planned);
  const lost = unplanned.reduce((sum, span) => sum + (span.to - span.from) * weight[span.status], 0) / 60_000;
  const known = minutes(intervals);
  const unwell = unplanned.some(({ status }) => status !== "operational");
  const floored = Math.floor((1 - lost / known) * 100_000 + 1e-7) / 1000;
  return {
    percent: known === 0 ? null : unwell ? Math.min(floored, 99.999) : floored,
    offlineMinutes: minutes(unplanned.filter(({ status }) => status === "major_outage")),
    plannedMinutes: minutes(intervals.filter(({ planned }) => planned)),
  };
}
