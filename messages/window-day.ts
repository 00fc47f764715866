import type { PublicWindow } from "../domain/public-page";
import { dayIn } from "../domain/zone";
import { day, time, timeAfter } from "./phrase";
import { overran, windowKind, windowState } from "./window-words";
import { duration, type Words, words } from "./words";

/** The facts of a window on one of its days in the list of past days; `date` like `2016-07-26`. */
export function windowDayFacts(window: PublicWindow, date: string, zone: string, t: Words = words()): string[] {
  const { actualStart, actualEnd, announcedEndAt, endAt, incidentAt, cancelled, startAt } = window;
  const kind = t(`window.kind.${windowKind(window)}`);
  if (cancelled !== null) {
    const plan = t("window.day.was", { from: time(startAt), to: timeAfter(startAt, endAt) });
    return [t("window.state.cancelled"), plan];
  }
  const from = actualStart ?? startAt;
  // What went on after the announced end until it was told as an outage was never planned.
  const to = incidentAt === null ? actualEnd : Math.min(incidentAt, announcedEndAt);
  const continued = dayIn(zone, from) < date;
  const facts = [kind];
  if (continued) facts.push(t("days.continued", { day: day(from) }));
  else if (to === null) facts.push(t("window.day.since", { from: time(from) }));
  else facts.push(t("window.plan", { from: time(from), to: timeAfter(from, to) }));
  return [...facts, ...outcome(window, t)];
}

function outcome(window: PublicWindow, t: Words): string[] {
  const state = windowState(window);
  if (state === "cancelled" || window.announced === "imported") return [];
  if (state === "incident") return [t("window.day.incident", { at: time(window.incidentAt ?? window.endAt) })];
  const automatic = window.endedAutomatically ? [t("window.endedAutomaticallyShort")] : [];
  const longer = overran(window);
  const late = longer > 0 ? [t("window.day.overran", { duration: duration(longer, t) })] : [];
  return [t(`window.day.${state}`), ...late, ...automatic];
}
