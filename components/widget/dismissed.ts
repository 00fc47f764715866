// What a visitor has put away: until there is a new word on it, or it is worse.
import { home } from "./feed";
import { keep, readJson } from "./kept";
import { isComing, rank } from "./told";
import type { CandorItem } from "./widget";

const key = () => `candor:dismissed ${home}`;

/** How bad each thing was when it was put away; whatever it is that a browser kept there. */
const marks = () => Object(readJson(key())) as Record<string, number>;

/** What it is, with its newest word. Planned work that has begun, or runs late, is another thing to know. */
const markOf = (item: CandorItem, now: number): string =>
  [item.id, item.update?.id ?? item.since, item.label === "running_late", isComing(item, now)].join();

export const isDismissed = (item: CandorItem, now: number): boolean =>
  rank(item.status) <= (marks()[markOf(item, now)] ?? -1);

/** The last fifty are enough to remember. */
export function dismiss(item: CandorItem, now: number): void {
  const all = { ...marks(), [markOf(item, now)]: rank(item.status) };
  keep(key(), JSON.stringify(Object.fromEntries(Object.entries(all).slice(-50))));
}
