// What a visitor has put away: until there is a new word on it, or it is worse.
import { keep, readJson } from "./kept";
import { isComing, rank } from "./told";
import type { CandorItem } from "./widget";

type Mark = [word: string, level: number];

const key = "candor:dismissed";

/** Whatever it is that a browser kept there. */
const marks = () => [readJson(key) ?? []].flat() as (Mark | null)[];

/** Planned work that has begun, or runs late, is another thing to know. */
const markOf = (item: CandorItem, now: number): Mark => {
  const word = [item.id, item.update?.id ?? item.since, item.label === "running_late", isComing(item, now)].join();
  return [word, rank(item.status)];
};

export function isDismissed(item: CandorItem, now: number): boolean {
  const [word, level] = markOf(item, now);
  return marks().some((mark) => mark?.[0] === word && level <= mark[1]);
}

/** The last fifty are enough to remember. */
export function dismiss(item: CandorItem, now: number): void {
  keep(key, JSON.stringify([...marks(), markOf(item, now)].slice(-50)));
}
