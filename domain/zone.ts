import { Temporal } from "temporal-polyfill";
import type { Instant } from "./facts";

export type LocalTime =
  | { ok: true; at: Instant }
  /** `candidates`: for `repeated` both instants; for `skipped` the ones just before and after the gap. */
  | { ok: false; reason: "invalid" | "skipped" | "repeated"; candidates: Instant[] };

/** The instant of a wall-clock time such as `2026-11-22T15:45` in an IANA zone; never guessed at a clock change. */
export function instantIn(zone: string, local: string): LocalTime {
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(local, { overflow: "reject" });
  } catch {
    return { ok: false, reason: "invalid", candidates: [] };
  }
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    plain.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { ok: true, at: earlier.epochMilliseconds };
  const candidates = [earlier.epochMilliseconds, later.epochMilliseconds];
  const exists = earlier.toPlainDateTime().equals(plain);
  return { ok: false, reason: exists ? "repeated" : "skipped", candidates };
}

/** The wall-clock time to the minute, as `datetime-local` fields take it. */
export function localIn(zone: string, at: Instant): string {
  return zoned(zone, at).toPlainDateTime().toString({ smallestUnit: "minute" });
}

const ofUtc = new Set(["UTC", "Etc/UTC", "Etc/GMT", "GMT", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal"]);

/** `2016-07-26T10:36:00.000-04:00`, and with `Z` where the zone is UTC itself (RFC 3339). */
export function stampIn(zone: string, at: Instant): string {
  if (ofUtc.has(zone)) return Temporal.Instant.fromEpochMilliseconds(at).toString({ fractionalSecondDigits: 3 });
  return zoned(zone, at).toString({ fractionalSecondDigits: 3, timeZoneName: "never" });
}

/** The calendar day, `2016-07-26`. */
export function dayIn(zone: string, at: Instant): string {
  return zoned(zone, at).toPlainDate().toString();
}

/** The first instant of the day after `at`'s. */
export function nextMidnight(zone: string, at: Instant): Instant {
  return zoned(zone, at).toPlainDate().add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

/** `day` and the `count - 1` days before it, newest first. */
export function lastDays(zone: string, at: Instant, count: number): string[] {
  const today = zoned(zone, at).toPlainDate();
  return Array.from({ length: count }, (_, back) => today.subtract({ days: back }).toString());
}

/** `at` moved by whole calendar days in the zone; its clock time stays. */
export function addDays(zone: string, at: Instant, days: number): Instant {
  return zoned(zone, at).add({ days }).epochMilliseconds;
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function zoned(zone: string, at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
