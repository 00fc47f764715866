import type { Instant } from "@/domain/facts";
import { clock, isToday, shortClock, zoneName } from "@/messages/clock";

/** A moment within a sentence: "4:38pm EST"; in full with its date when it is not today. */
export function sinceWords(at: Instant, zone: string, now: Instant): string {
  return isToday(at, { timeZone: zone, at: now })
    ? `${shortClock(at, zone)} ${zoneName(at, zone)}`
    : clock(at, zone, now);
}
