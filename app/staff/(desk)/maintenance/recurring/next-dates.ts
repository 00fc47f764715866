import type { NextDates } from "@/components/staff/use-next-dates";
import { isTimeZone } from "@/domain/zone";
import { occurrencesOf, type Recurrence, ruleProblem, skippedByClock, tidyRule } from "@/server/recurrence";

const shown = 6;

/** The first dates of a rule that are still to come, or what keeps it from being followed. */
export function nextDates({ rule, ...times }: Recurrence, now: number): NextDates {
  const none: NextDates = { dates: [], total: 0, leftOut: [], problem: null };
  const { timeZone, startsLocal, durationMinutes } = times;
  if (!startsLocal || !isTimeZone(timeZone) || !(durationMinutes > 0)) return none;
  const recurrence = { ...times, rule: tidyRule(rule) };
  const problem = ruleProblem(recurrence);
  if (problem) return { ...none, problem };
  const found = occurrencesOf(recurrence, now, Number.POSITIVE_INFINITY);
  const dates = found.slice(0, shown).map(({ startAt }) => startAt);
  return { ...none, dates, total: found.length, leftOut: skippedByClock(recurrence, found.at(shown - 1)?.local) };
}
