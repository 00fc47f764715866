import { z } from "zod";
import { longestWindowDays } from "@/domain/plan";
import { instantIn, isTimeZone } from "@/domain/zone";
import { id, key } from "./input";
import { effects, workMessage, workName } from "./maintenance-input";
import { ruleProblem, tidyRule } from "./recurrence";
import { InvalidInput } from "./refusal";

const longestMinutes = longestWindowDays * 1440;

function minutes(what: string, most: number, tooMuch: string) {
  const error = `Give ${what} in whole minutes, 1 or more.`;
  return z.number({ error }).int({ error }).min(1, { error }).max(most, { error: tooMuch });
}

const plan = {
  name: workName,
  message: workMessage,
  components: effects,
  autoComplete: z.boolean().default(false),
  timeZone: z.string().refine(isTimeZone, { error: "Choose a time zone, such as Europe/Berlin or America/New_York." }),
  startsLocal: z
    .string({ error: "Give the first start as a date and a time." })
    .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d$/, { error: "Give the first start as a date and a time." }),
  durationMinutes: minutes(
    "how long each window lasts",
    longestMinutes,
    `A window may last ${longestWindowDays} days at most.`,
  ),
  rule: z
    .string({ error: "Say how often it comes, such as FREQ=WEEKLY;BYDAY=SU;COUNT=10." })
    .max(500, { error: "This rule is too long; shorten it to 500 characters." })
    .transform(tidyRule),
  leadMinutes: minutes(
    "how long ahead each window is announced",
    525_600,
    "Announce each window a year ahead at most.",
  ),
};

export const scheduleSeriesInput = z.object({ ...plan, key });
export type ScheduleSeriesInput = z.input<typeof scheduleSeriesInput>;
export type SeriesPlan = Omit<z.output<typeof scheduleSeriesInput>, "key">;

export const changeSeriesInput = z.object({ ...plan, seriesId: id, seen: z.number().int().nullable() });
export type ChangeSeriesInput = z.input<typeof changeSeriesInput>;

export const skipOccurrenceInput = z.object({
  seriesId: id,
  /** The wall-clock start that names it. */
  occurrence: z.string({ error: "Say which one." }).regex(/^[\dT:-]{1,16}$/, { error: "Say which one." }),
});
export type SkipOccurrenceInput = z.input<typeof skipOccurrenceInput>;

export const endSeriesInput = z.object({ seriesId: id });
export type EndSeriesInput = z.input<typeof endSeriesInput>;

/** Throws for a first start that a clock change skips or repeats, and for a rule without an end or that can't be followed. */
export function refuseBrokenRecurrence(plan: SeriesPlan): void {
  const start = instantIn(plan.timeZone, plan.startsLocal);
  if (!start.ok) throw new InvalidInput({ startsLocal: startSentences[start.reason] });
  const problem = ruleProblem(plan);
  if (problem) throw new InvalidInput({ rule: problem });
}

const startSentences = {
  invalid: "This date or time is not there. Give another one.",
  skipped: "This time does not exist: the clocks go forward over it that day. Give an earlier or a later one.",
  repeated: "This time comes twice that day, as the clocks go back. Give an earlier or a later one.",
};
