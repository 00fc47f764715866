import type { Announcement, Id, Instant } from "@/domain/facts";
import { longestWindowMs, type Plan } from "@/domain/plan";
import { type ExpectedEffect, expectedEffects } from "@/domain/status";
import { instantIn, isTimeZone, localIn } from "@/domain/zone";
import { firstValue, type Values } from "./form-state";

/** What the form of planned work holds, as it sends it. */
export type PlanFields = WorkFields & {
  /** Wall-clock times in `timeZone`, as `datetime-local` fields have them. */
  startAt: string;
  endAt: string;
  /** Which instant is meant: where the clocks skip or repeat that time, or as it was announced. */
  startAtChoice: Instant | null;
  endAtChoice: Instant | null;
  /** Why something is taken offline, where this can't be called planned. */
  reason: string;
};

/** What planned work is, whenever it takes place. */
export type WorkFields = {
  name: string;
  message: string;
  components: readonly Id[];
  /** Nothing is chosen for whoever did not choose. */
  effects: Effects;
  timeZone: string;
  autoComplete: boolean;
};

export type Effects = Readonly<Record<Id, ExpectedEffect>>;

export function workFields(values: Values): WorkFields {
  const text = (name: string) => firstValue(values, name) ?? "";
  const components = [...new Set(values.component ?? [])];
  const forAll = effectIn(text("effectForAll"));
  const effects = components.flatMap((id) => {
    const effect = effectIn(text(`effect:${id}`)) ?? forAll;
    return effect ? [[id, effect] as const] : [];
  });
  return {
    name: text("name"),
    message: text("message"),
    components,
    effects: Object.fromEntries(effects),
    timeZone: text("timeZone").trim(),
    autoComplete: text("autoComplete") === "yes",
  };
}

export function planFields(values: Values): PlanFields {
  const text = (name: string) => firstValue(values, name) ?? "";
  return {
    ...workFields(values),
    startAt: text("startAt"),
    endAt: text("endAt"),
    startAtChoice: Number(text("startAtChoice")) || null,
    endAtChoice: Number(text("endAtChoice")) || null,
    reason: text("reason"),
  };
}

function effectIn(value: string): ExpectedEffect | undefined {
  return expectedEffects.find((each) => each === value);
}

/** The form as it opens: empty, or with the plan that is in force. */
export function planStart(zone: string, plan: Announcement | null = null): PlanFields {
  const { name = "", message = "", components = [], autoComplete = false } = plan ?? {};
  return {
    name,
    message,
    components: components.map(({ componentId }) => componentId),
    effects: Object.fromEntries(components.map(({ componentId, effect }) => [componentId, effect])),
    timeZone: zone,
    autoComplete,
    startAt: plan ? localIn(zone, plan.startAt) : "",
    endAt: plan ? localIn(zone, plan.endAt) : "",
    startAtChoice: plan?.startAt ?? null,
    endAtChoice: plan?.endAt ?? null,
    reason: "",
  };
}

export type PlanTime = { at: Instant | null; unclear: "skipped" | "repeated" | null; choices: Instant[] };

/** What a time of the form means; where the clocks change, what it can mean until one is chosen. */
export function planTime(local: string, zone: string, choice: Instant | null): PlanTime {
  const nothing: PlanTime = { at: null, unclear: null, choices: [] };
  if (!local || !isTimeZone(zone)) return nothing;
  const found = instantIn(zone, local);
  // A time that was announced to the second stays what it is until somebody changes it.
  if (found.ok) return { ...nothing, at: choice !== null && localIn(zone, choice) === local ? choice : found.at };
  if (found.reason === "invalid") return nothing;
  const chosen = choice !== null && found.candidates.includes(choice) ? choice : null;
  return { at: chosen, unclear: found.reason, choices: found.candidates };
}

export function startOfPlan({ startAt, startAtChoice, timeZone }: PlanFields): PlanTime {
  return planTime(startAt, timeZone, startAtChoice);
}

export function endOfPlan({ endAt, endAtChoice, timeZone }: PlanFields): PlanTime {
  return planTime(endAt, timeZone, endAtChoice);
}

/** Components without an effect, in the order in which they were chosen. */
export function withoutEffect({ components, effects }: Pick<WorkFields, "components" | "effects">): Id[] {
  return components.filter((id) => effects[id] === undefined);
}

export function plannedComponents({ components, effects }: Pick<WorkFields, "components" | "effects">) {
  return components.flatMap((componentId) => {
    const effect = effects[componentId];
    return effect ? [{ componentId, effect }] : [];
  });
}

/** The plan, once enough of it is there to be judged. */
export function planOf(fields: PlanFields): Plan | null {
  const [{ at: startAt }, { at: endAt }] = [startOfPlan(fields), endOfPlan(fields)];
  if (startAt === null || endAt === null || endAt <= startAt || endAt - startAt > longestWindowMs) return null;
  if (fields.components.length === 0 || withoutEffect(fields).length > 0) return null;
  return { components: plannedComponents(fields), startAt, endAt };
}

const quarter = 15 * 60_000;

/** A start that counts, with some minutes to spare for writing; the work stays as long as it was. */
export function movedPlan(fields: PlanFields, plan: Plan, earliest: Instant): PlanFields {
  const startAt = Math.ceil((earliest + quarter / 3) / quarter) * quarter;
  const endAt = plan.endAt + startAt - plan.startAt;
  return {
    ...fields,
    startAt: localIn(fields.timeZone, startAt),
    endAt: localIn(fields.timeZone, endAt),
    startAtChoice: startAt,
    endAtChoice: endAt,
  };
}
