import type { Instant } from "@/domain/facts";
import { clockToleranceMs } from "@/domain/update";
import { InvalidInput } from "./refusal";

export function dateOf(at: Instant): Date {
  return new Date(at);
}

export function dateOrNull(at: Instant | null | undefined): Date | null {
  return at === null || at === undefined ? null : new Date(at);
}

export function instantOrNull(date: Date | null): Instant | null {
  return date === null ? null : date.getTime();
}

/** When something is told to have happened: now if nothing is said; up to five minutes ahead is taken as now. */
export function fitHappenedAt(happenedAt: Instant | null | undefined, now: Instant): Instant {
  if (happenedAt === null || happenedAt === undefined) return now;
  if (happenedAt > now + clockToleranceMs) {
    throw new InvalidInput({
      happenedAt: "This time is still to come. Give the time when it happened, or leave it empty.",
    });
  }
  return Math.min(happenedAt, now);
}
