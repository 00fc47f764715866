import { firstValue, type Values } from "./form-state";

export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];
export const repeats = ["week", "monthDay", "monthWeekday", "own"] as const;
export type Repeat = (typeof repeats)[number];
export const nths = ["1", "2", "3", "4", "-1"] as const;
export type Nth = (typeof nths)[number];

/** How often work comes again, in the parts that a form asks for. */
export type RuleFields = {
  repeat: Repeat;
  /** Every so many weeks or months, as it was typed. */
  every: string;
  onDays: readonly Weekday[];
  monthDay: string;
  nth: Nth;
  nthDay: Weekday;
  /** Typed by hand: a rule of RFC 5545. */
  ownRule: string;
  ends: "count" | "until";
  count: string;
  /** A day, `2026-12-31`; it is the last one. */
  until: string;
};

export function ruleFields(values: Values): RuleFields {
  const text = (name: string, otherwise = "") => firstValue(values, name) ?? otherwise;
  return {
    repeat: repeats.find((each) => each === text("repeat")) ?? "week",
    every: text("every", "1"),
    onDays: weekdays.filter((each) => values.onDay?.includes(each)),
    monthDay: text("monthDay", "1"),
    nth: nths.find((each) => each === text("nth")) ?? "1",
    nthDay: weekdays.find((each) => each === text("nthDay")) ?? "SU",
    ownRule: text("ownRule"),
    ends: text("ends") === "until" ? "until" : "count",
    count: text("count", "10"),
    until: text("until"),
  };
}

type DayFields = Pick<RuleFields, "monthDay" | "nth" | "nthDay">;

const untouched: DayFields = { monthDay: "1", nth: "1", nthDay: "SU" };

/** The day of the month, and which weekday of it, of a first start such as `2026-12-31T02:00`. */
function dayFieldsOf(startsLocal: string): DayFields {
  const day = new Date(`${startsLocal.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return untouched;
  const date = day.getUTCDate();
  const isLast = new Date(day.getTime() + 7 * 24 * 60 * 60_000).getUTCMonth() !== day.getUTCMonth();
  return {
    monthDay: String(date),
    nth: isLast ? "-1" : (nths[Math.floor((date - 1) / 7)] ?? "-1"),
    nthDay: weekdays[(day.getUTCDay() + 6) % 7] ?? "SU",
  };
}

/** What a new first start changes of the rule: whatever nobody has chosen otherwise goes along. */
export function followStart(fields: RuleFields & { startsLocal: string }, startsLocal: string): Partial<DayFields> {
  const before = dayFieldsOf(fields.startsLocal);
  const after = dayFieldsOf(startsLocal);
  const weekday = fields.nth === before.nth && fields.nthDay === before.nthDay;
  return {
    ...(fields.monthDay === before.monthDay ? { monthDay: after.monthDay } : {}),
    ...(weekday ? { nth: after.nth, nthDay: after.nthDay } : {}),
  };
}

/** The fields as a rule of RFC 5545; what can't be right is left for whoever reads the rule to say. */
export function ruleOf(fields: RuleFields): string {
  if (fields.repeat === "own") return fields.ownRule.trim();
  const every = fields.every.trim() === "1" ? [] : [`INTERVAL=${fields.every.trim()}`];
  return [...stepOf(fields), ...every, endOf(fields)].join(";");
}

function stepOf({ repeat, onDays, monthDay, nth, nthDay }: RuleFields): string[] {
  if (repeat === "monthDay") return ["FREQ=MONTHLY", `BYMONTHDAY=${monthDay.trim()}`];
  if (repeat === "monthWeekday") return ["FREQ=MONTHLY", `BYDAY=${nth}${nthDay}`];
  return onDays.length === 0 ? ["FREQ=WEEKLY"] : ["FREQ=WEEKLY", `BYDAY=${onDays.join()}`];
}

function endOf({ ends, count, until }: RuleFields): string {
  return ends === "count" ? `COUNT=${count.trim()}` : `UNTIL=${until.replaceAll("-", "")}`;
}

/** The fields of a rule that they can say; any other rule stands as it was typed. */
export function ruleStart(rule: string): RuleFields {
  const parts = new Map(rule.split(";").map((part) => part.split("=") as [string, string]));
  const fields = { ...ruleFields({}), ...stepIn(parts), ...endIn(parts), every: parts.get("INTERVAL") ?? "1" };
  return ruleOf(fields) === rule ? fields : { ...ruleFields({}), repeat: "own", ownRule: rule };
}

function stepIn(parts: ReadonlyMap<string, string>): Partial<RuleFields> {
  const days = parts.get("BYDAY") ?? "";
  if (parts.get("FREQ") !== "MONTHLY") return { onDays: weekdays.filter((day) => days.split(",").includes(day)) };
  const [, nth, nthDay] = /^(-?\d)(\w\w)$/.exec(days) ?? [];
  if (!nth) return { repeat: "monthDay", monthDay: parts.get("BYMONTHDAY") ?? "" };
  return {
    repeat: "monthWeekday",
    nth: nths.find((each) => each === nth) ?? "1",
    nthDay: weekdays.find((each) => each === nthDay) ?? "SU",
  };
}

function endIn(parts: ReadonlyMap<string, string>): Partial<RuleFields> {
  const until = /^(\d{4})(\d\d)(\d\d)$/.exec(parts.get("UNTIL") ?? "");
  if (until) return { ends: "until", until: until.slice(1).join("-") };
  return { ends: "count", count: parts.get("COUNT") ?? "" };
}
