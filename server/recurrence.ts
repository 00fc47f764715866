import { LRUCache } from "lru-cache";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { Instant } from "@/domain/facts";

/** A rule of RFC 5545 with an end, for wall-clock times in a zone. */
export type Recurrence = { timeZone: string; startsLocal: string; durationMinutes: number; rule: string };

/** `local` is the wall-clock start, `2026-11-29T02:00`: it names the occurrence. */
export type Occurrence = { local: string; startAt: Instant; endAt: Instant };

const minute = 60_000;
export const mostOccurrences = 1000;

const shape: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^([+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU))(,[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTHDAY: /^-?\d{1,2}(,-?\d{1,2})*$/,
  BYYEARDAY: /^-?\d{1,3}(,-?\d{1,3})*$/,
  BYWEEKNO: /^-?\d{1,2}(,-?\d{1,2})*$/,
  BYMONTH: /^\d{1,2}(,\d{1,2})*$/,
  BYSETPOS: /^-?\d{1,3}(,-?\d{1,3})*$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

/** The rule as it is stored: its parts in capitals, without the name of the property. */
export function tidyRule(rule: string): string {
  return rule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .replace(/;$/, "");
}

/** What keeps a tidied rule from being one, in a sentence; null when nothing does. */
export function ruleProblem(recurrence: Recurrence): string | null {
  const parts = recurrence.rule.split(";").map((part) => part.split("=") as [string, string?]);
  const names = parts.map(([name]) => name);
  const broken = parts.find(([name, value]) => !shape[name]?.test(value ?? ""));
  if (names.includes("BYHOUR") || names.includes("BYMINUTE") || names.includes("BYSECOND"))
    return "The time of day comes from the start; leave BYHOUR, BYMINUTE and BYSECOND out.";
  if (broken) return brokenPart(...broken);
  if (new Set(names).size < names.length) return "Say each part of the rule once.";
  if (!names.includes("FREQ")) return "Say how often, such as FREQ=WEEKLY.";
  if (!names.includes("COUNT") && !names.includes("UNTIL"))
    return "Give the rule an end: COUNT (how often) or UNTIL (until which day).";
  if (names.includes("COUNT") && names.includes("UNTIL")) return "Give one end only: COUNT or UNTIL.";
  return expansionProblem(recurrence);
}

function brokenPart(name: string, value = ""): string {
  if (name === "COUNT") return "Say how many times, as a whole number from 1 on.";
  if (name === "UNTIL") return "Give the last day.";
  if (name === "INTERVAL") return "Say every how many weeks or months, as a whole number from 1 on.";
  if (name === "BYMONTHDAY") return "Give the day of the month, from 1 to 31.";
  if (name === "FREQ" && value)
    return "Planned work comes again by days, weeks, months or years: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.";
  const part = value ? `${name}=${value}` : name;
  return `“${part}” can't be read. Write a rule such as FREQ=WEEKLY;BYDAY=SU;COUNT=10.`;
}

function expansionProblem(recurrence: Recurrence): string | null {
  const all = expand(recurrence);
  if (all === null) return "This rule can't be followed. Check that its days exist, and that it comes to an end.";
  if (all.length === 0) return "This rule names no day at all. Give it a later end.";
  if (all.length > mostOccurrences) return `This rule names more than ${mostOccurrences} days. Give it an earlier end.`;
  const overlaps = all.some(({ startAt }, index) => startAt < (all[index - 1]?.endAt ?? startAt));
  return overlaps ? "One window would still run when the next begins. Shorten it, or let it come less often." : null;
}

/** The occurrences that begin in [from, until), oldest first. A time that a clock change skips is none (RFC 5545, 3.3.10). */
export function occurrencesOf(recurrence: Recurrence, from: Instant, until: Instant): Occurrence[] {
  return (expand(recurrence) ?? []).filter(({ startAt }) => from <= startAt && startAt < until);
}

/** The wall-clock starts up to `last`, else of all, that the zone's clocks skip. */
export function skippedByClock(recurrence: Recurrence, last?: string): string[] {
  const there = new Set((expand(recurrence) ?? []).map(({ local }) => local));
  const end = last ?? [...there].at(-1) ?? "";
  // In UTC no time is ever skipped.
  const named = expand({ ...recurrence, timeZone: "UTC" }) ?? [];
  return named.map(({ local }) => local).filter((local) => local <= end && !there.has(local));
}

const expansions = new LRUCache<string, { all: Occurrence[] | null }>({ max: 500 });

function expand(recurrence: Recurrence): Occurrence[] | null {
  const { timeZone, startsLocal, durationMinutes, rule } = recurrence;
  const key = `${timeZone} ${startsLocal} ${durationMinutes} ${rule}`;
  const known = expansions.get(key) ?? { all: follow(recurrence) };
  expansions.set(key, known);
  return known.all;
}

function follow({ timeZone, startsLocal, durationMinutes, rule }: Recurrence): Occurrence[] | null {
  try {
    const dtstart = Temporal.PlainDateTime.from(startsLocal).toZonedDateTime(timeZone);
    const rruleString = rule.replace(/UNTIL=([^;]+)/, (_, end: string) => `UNTIL=${untilInUtc(end, timeZone)}`);
    const followed = new RRuleTemporal({ rruleString, dtstart, tzid: timeZone, strict: true });
    return followed
      .all((_, index) => index <= mostOccurrences)
      .map((start) => {
        const startAt = start.epochMilliseconds;
        const local = start.toPlainDateTime().toString({ smallestUnit: "minute" });
        return { local, startAt, endAt: startAt + durationMinutes * minute };
      });
  } catch {
    return null;
  }
}

/** RFC 5545 wants UTC; a day or a time without a zone is one of the series' zone, the day to its end. */
function untilInUtc(end: string, timeZone: string): string {
  if (end.endsWith("Z")) return end;
  const local = Temporal.PlainDateTime.from(end.includes("T") ? end : `${end}T235959`);
  const at = local.toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: "second" });
  return at.replace(/[-:]/g, "");
}
