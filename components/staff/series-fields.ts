import { firstValue, type Values } from "./form-state";
import { type WorkFields, workFields } from "./plan-fields";
import { type RuleFields, ruleFields, ruleOf, ruleStart } from "./rule-fields";

/** What the form of work that comes again holds. */
export type SeriesFields = WorkFields &
  RuleFields & {
    startsLocal: string;
    hours: string;
    minutes: string;
    /** How far ahead each is announced, in `leadUnit`. */
    lead: string;
    leadUnit: "days" | "hours";
  };

/** A series as it is stored. */
export type SeriesPlan = {
  name: string;
  message: string;
  components: { componentId: string; effect: WorkFields["effects"][string] }[];
  autoComplete: boolean;
  timeZone: string;
  startsLocal: string;
  durationMinutes: number;
  rule: string;
  leadMinutes: number;
};

export function seriesFields(values: Values): SeriesFields {
  const text = (name: string) => firstValue(values, name) ?? "";
  return {
    ...workFields(values),
    ...ruleFields(values),
    startsLocal: text("startsLocal"),
    hours: text("hours"),
    minutes: text("minutes"),
    lead: text("lead"),
    leadUnit: text("leadUnit") === "hours" ? "hours" : "days",
  };
}

export function seriesStart(zone: string, plan: SeriesPlan | null = null): SeriesFields {
  const empty = seriesFields({});
  if (!plan) return { ...empty, timeZone: zone, hours: "2", minutes: "0", lead: "7" };
  const { components, durationMinutes, leadMinutes, rule, ...rest } = plan;
  const inDays = leadMinutes % 1440 === 0;
  return {
    ...empty,
    ...rest,
    ...ruleStart(rule),
    components: components.map(({ componentId }) => componentId),
    effects: Object.fromEntries(components.map(({ componentId, effect }) => [componentId, effect])),
    hours: String(Math.floor(durationMinutes / 60)),
    minutes: String(durationMinutes % 60),
    lead: String(inDays ? leadMinutes / 1440 : leadMinutes / 60),
    leadUnit: inDays ? "days" : "hours",
  };
}

/** In whole minutes; NaN where it can't be read. */
export function durationOf({ hours, minutes }: SeriesFields): number {
  return Number(hours.trim()) * 60 + Number(minutes.trim());
}

export function leadOf({ lead, leadUnit }: SeriesFields): number {
  const number = lead.trim() === "" ? Number.NaN : Number(lead.trim());
  return Math.round(number * (leadUnit === "days" ? 1440 : 60));
}

/** What names the dates of a series, as a query. */
export function recurrenceQuery(fields: SeriesFields): string {
  return new URLSearchParams({
    timeZone: fields.timeZone,
    startsLocal: fields.startsLocal,
    durationMinutes: String(durationOf(fields)),
    rule: ruleOf(fields),
  }).toString();
}
