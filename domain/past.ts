import type { Moment } from "./component-state";
import type { Instant } from "./facts";
import { resolvedAt, startOf } from "./incident";
import { componentNames, incidentIn } from "./public-incident";
import type { PublicDay } from "./public-page";
import { windowIn } from "./public-window";
import { dayIn, lastDays } from "./zone";

const daysShown = 14;

/**
 * The last 14 days in the page's zone, today first: every incident on the day it began, open ones too,
 * and windows that have ended. What began before them and ended within stands on the day it ended.
 */
export function daysOf(moment: Moment): PublicDay[] {
  const { facts, at } = moment;
  const zone = facts.page.timeZone;
  const nameOf = componentNames(facts);
  const days = new Map(
    lastDays(zone, at, daysShown).map((date) => [date, { date, incidents: [], windows: [] } as PublicDay]),
  );
  const dayOf = (began: Instant, ended: Instant | null) =>
    days.get(dayIn(zone, began)) ?? (ended === null ? undefined : days.get(dayIn(zone, ended)));
  const newestFirst = [...facts.incidents].sort(
    (a, b) => (startOf(b) ?? 0) - (startOf(a) ?? 0) || (a.id < b.id ? 1 : -1),
  );
  for (const incident of newestFirst) {
    const began = incident.limitedDetail ? incident.createdAt : startOf(incident);
    const day = began === null ? undefined : dayOf(began, resolvedAt(incident, at));
    const told = day && incidentIn(moment, incident, nameOf);
    if (told) day.incidents.push(told);
  }
  for (const window of facts.maintenances) {
    const told = windowIn(facts, window, at, nameOf);
    const ended = told?.actualEnd ?? null;
    if (told && ended !== null) dayOf(told.actualStart ?? told.startAt, ended)?.windows.push(told);
  }
  for (const { windows } of days.values()) windows.sort((a, b) => b.startAt - a.startAt || (a.id < b.id ? 1 : -1));
  return [...days.values()];
}
