import { componentState, type Moment, momentAt } from "./component-state";
import type { BaseChange, Component, Facts, Instant } from "./facts";
import { orderUpdates } from "./facts";
import { openStretches, startOf } from "./incident";
import { stateChanges } from "./page-state";
import { componentNames, incidentIn } from "./public-incident";
import type { PublicDay } from "./public-page";
import { windowIn } from "./public-window";
import { isWorse, statusOfEffect } from "./status";
import { dayIn, lastDays } from "./zone";

const daysShown = 14;
/** No day that is shown began longer ago. */
const oldest = (daysShown + 1) * 24 * 60 * 60_000;

/**
 * The last 14 days in the page's zone, today first. Whatever was open, unwell or worked on at any time of a day stands
 * on that day; a withdrawn incident stands on the day it began.
 */
export function daysOf(moment: Moment): PublicDay[] {
  const { facts, at } = moment;
  const zone = facts.page.timeZone;
  const first = firstFact(facts);
  const firstDay = first === null ? null : dayIn(zone, first);
  const days = lastDays(zone, at, daysShown).map((date): PublicDay => {
    return { date, known: firstDay !== null && firstDay <= date, trouble: [], incidents: [], windows: [] };
  });
  const daysBetween = (from: Instant, to: Instant) => {
    const [begin, end] = [dayIn(zone, from), dayIn(zone, to)];
    return days.filter(({ date }) => begin <= date && date <= end);
  };
  addIncidents(moment, daysBetween);
  addWindows(moment, daysBetween);
  addTrouble(moment, daysBetween);
  return days;
}

type DaysBetween = (from: Instant, to: Instant) => PublicDay[];

function firstFact(facts: Facts): Instant | null {
  const starts = [
    ...facts.components.map(({ startAt }) => startAt),
    ...facts.incidents.flatMap((told) => startOf(told) ?? []),
  ];
  return starts.reduce<Instant | null>((first, start) => (first === null || start < first ? start : first), null);
}

function addIncidents(moment: Moment, daysBetween: DaysBetween): void {
  const { facts, at } = moment;
  const nameOf = componentNames(facts);
  const newestFirst = [...facts.incidents].sort(
    (a, b) => (startOf(b) ?? 0) - (startOf(a) ?? 0) || (a.id < b.id ? 1 : -1),
  );
  for (const incident of newestFirst) {
    const stretches = openStretches(incident, at).flatMap(({ from, to }) => {
      const begin = incident.limitedDetail ? Math.max(from, incident.createdAt) : from;
      return daysBetween(begin, incident.withdrawn ? begin : Math.max(begin, to));
    });
    const told = stretches.length > 0 ? incidentIn(moment, incident, nameOf) : null;
    if (told) for (const { incidents } of new Set(stretches)) incidents.push(told);
  }
}

/** Work stands on the days on which it went on, work that never began on the day on which it was cancelled. */
function addWindows({ facts, at }: Moment, daysBetween: DaysBetween): void {
  const nameOf = componentNames(facts);
  const newestFirst = facts.maintenances
    .flatMap((window) => windowIn(facts, window, at, nameOf) ?? [])
    .sort((a, b) => b.startAt - a.startAt || (a.id < b.id ? 1 : -1));
  for (const window of newestFirst) {
    const { actualStart, actualEnd, cancelled, incidentAt } = window;
    const from = actualStart ?? cancelled?.at ?? null;
    if (from === null) continue;
    const until = cancelled?.at ?? incidentAt ?? actualEnd ?? at;
    for (const { windows } of daysBetween(from, until)) windows.push(window);
  }
}

/** States that were set outside incidents and that no window had announced. */
function addTrouble({ facts, at }: Moment, daysBetween: DaysBetween): void {
  const names = new Map(facts.components.map((component) => [component.id, component]));
  const edges = [...new Set(stateChanges(facts))].sort((a, b) => a - b);
  const changes = orderUpdates(facts.baseChanges.filter(({ happenedAt }) => happenedAt <= at));
  const next = new Map<string, BaseChange>();
  for (const change of changes.reverse()) {
    const until = next.get(change.componentId)?.happenedAt ?? at + 1;
    next.set(change.componentId, change);
    const component = names.get(change.componentId);
    if (!component || change.status === "operational") continue;
    const { id, name } = component;
    const stretches = unexplained(facts, component, change, [Math.max(change.happenedAt, at - oldest), until], edges);
    for (const { trouble } of new Set(stretches.flatMap(([from, to]) => daysBetween(from, Math.min(to, at))))) {
      const before = trouble.find((each) => each.id === id);
      if (!before) trouble.push({ id, name, status: change.status });
      else if (isWorse(change.status, before.status)) before.status = change.status;
    }
  }
}

/** The stretches in which a state stood that neither an incident nor a window accounts for. */
function unexplained(
  facts: Facts,
  component: Component,
  { status }: BaseChange,
  [since, until]: [Instant, Instant],
  edges: readonly Instant[],
): [from: Instant, to: Instant][] {
  if (until <= since) return [];
  const starts = [since, ...edges.filter((edge) => since < edge && edge < until)];
  return starts.flatMap((from, index): [Instant, Instant][] => {
    const then = momentAt(facts, from);
    const expected = statusOfEffect(componentState(then, component).covered);
    const isExplained = then.told.has(component.id) || !isWorse(status, expected);
    return isExplained ? [] : [[from, starts[index + 1] ?? until]];
  });
}
