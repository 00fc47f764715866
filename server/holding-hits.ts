import type { Id, Instant } from "@/domain/facts";
import { remember } from "./remember";

/** An unbroken row of visits to one component's holding page, or to the product's. */
export type Streak = {
  componentId: Id | null;
  firstAt: Instant;
  lastAt: Instant;
  /** Slots in a row with a visitor. */
  slots: number;
  addresses: Set<string>;
  /** When staff were alerted; null before. */
  raisedAt: Instant | null;
  /** Whether the alert was sent out of Candor. */
  sent: boolean;
};

const slotMs = 15_000;
/** As many slots in a row as make an alert. */
export const slotsToAlert = 4;
/** An alert is over when nobody came for as long. */
const quietMs = slotsToAlert * slotMs;
const mostAddresses = 10_000;

function streaks(): Map<string, Streak> {
  return remember("holding-hits", () => new Map());
}

/** Counts a visitor in this process's memory; gives back the row of visits that this one belongs to. */
export function countHit(componentId: Id | null, visitor: string, now: Instant): Streak {
  const key = componentId ?? "";
  const before = streaks().get(key);
  const streak = before && goesOn(before, now) ? before : begun(componentId, now);
  if (slotOf(now) > slotOf(streak.lastAt)) streak.slots++;
  streak.lastAt = Math.max(streak.lastAt, now);
  if (streak.addresses.size < mostAddresses) streak.addresses.add(visitor);
  streaks().set(key, streak);
  return streak;
}

const slotOf = (at: Instant) => Math.floor(at / slotMs);

/** A reader's own refresh may miss a slot once the alert is there. */
function goesOn({ raisedAt, lastAt }: Streak, now: Instant): boolean {
  return raisedAt === null ? slotOf(now) <= slotOf(lastAt) + 1 : now - lastAt <= quietMs;
}

function begun(componentId: Id | null, now: Instant): Streak {
  return { componentId, firstAt: now, lastAt: now, slots: 1, addresses: new Set(), raisedAt: null, sent: false };
}

/** Something explains what visitors see, so that the count begins anew. */
export function forgetHits(componentId: Id | null): void {
  streaks().delete(componentId ?? "");
}

export function forgetAllHits(): void {
  streaks().clear();
}

/** The rows that staff were alerted of and that still go on, the oldest first. */
export function raisedStreaks(now: Instant): Streak[] {
  return [...streaks().values()]
    .filter(({ raisedAt, lastAt }) => raisedAt !== null && now - lastAt <= quietMs)
    .sort((a, b) => a.firstAt - b.firstAt);
}
