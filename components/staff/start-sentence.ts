import { promiseState } from "@/domain/promise";
import type { PublicPage } from "@/domain/public-page";

/** The one thing to know on coming in. */
export function startSentence({ openIncidents, runningWindows, unknownBecause, at }: PublicPage): string {
  if (unknownBecause === "no_facts") return "Candor can’t reach its database";
  const late = openIncidents.filter(
    ({ nextUpdate }) => nextUpdate && promiseState(nextUpdate.by, at) === "overdue",
  ).length;
  if (late > 0) return late === 1 ? "An update is overdue" : `${late} updates are overdue`;
  if (openIncidents.length > 0)
    return openIncidents.length === 1 ? "One incident is open" : `${openIncidents.length} incidents are open`;
  if (runningWindows.some(({ runningLate }) => runningLate)) return "Planned work is running late";
  if (runningWindows.some(({ announced, effect }) => announced === "uncovered" && effect !== "none"))
    return "Work that nobody announced is running";
  return runningWindows.length > 0 ? "Planned work is running" : "Nothing is open";
}
