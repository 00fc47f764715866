import type { Values } from "@/components/staff/form-state";
import {
  endOfPlan,
  type PlanFields,
  type PlanTime,
  planFields,
  plannedComponents,
  startOfPlan,
  type WorkFields,
  withoutEffect,
} from "@/components/staff/plan-fields";
import { isTimeZone } from "@/domain/zone";
import { InvalidInput } from "@/server/refusal";

type Problems = Record<string, string>;

/** The plan that a form holds, as the commands take it; says all that is missing at once. */
export function planInput(values: Values) {
  const fields = planFields(values);
  const [start, end] = [startOfPlan(fields), endOfPlan(fields)];
  const problems = { ...workProblems(fields), ...zoneProblem(fields), ...timeProblems(fields, start, end) };
  if (start.at === null || end.at === null || Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return { ...workOf(fields), startAt: start.at, endAt: end.at, autoComplete: fields.autoComplete };
}

/** What the work is, whatever its times are: for what is told as an incident or a notice. */
export function workInput(values: Values) {
  const fields = planFields(values);
  const problems = workProblems(fields);
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return { ...workOf(fields), reason: fields.reason, startAt: startOfPlan(fields).at, endAt: endOfPlan(fields).at };
}

export function workOf(fields: WorkFields) {
  return { name: fields.name, message: fields.message, components: plannedComponents(fields) };
}

export function workProblems(fields: WorkFields): Problems {
  return {
    ...(fields.name.trim() ? {} : { name: "Write a name for the work." }),
    ...(fields.message.trim() ? {} : { message: "Write what to expect." }),
    ...(fields.components.length > 0 ? {} : { components: "Choose at least one component." }),
    ...(withoutEffect(fields).length > 0 ? { effects: "Choose what customers will notice of each component." } : {}),
  };
}

export function zoneProblem({ timeZone }: Pick<WorkFields, "timeZone">): Problems {
  return isTimeZone(timeZone) ? {} : { timeZone: "Choose a time zone, such as Europe/Berlin or America/New_York." };
}

function timeProblems(fields: PlanFields, start: PlanTime, end: PlanTime): Problems {
  if (!isTimeZone(fields.timeZone)) return {};
  return { ...timeProblem("startAt", start), ...timeProblem("endAt", end) };
}

const asked = {
  skipped: "The clocks go forward and skip this time. Say which one you mean.",
  repeated: "The clocks go back, so this time comes twice. Say which one you mean.",
};

function timeProblem(field: string, { at, unclear }: PlanTime): Problems {
  if (at !== null) return {};
  if (unclear) return { [field]: asked[unclear] };
  return { [field]: `Give the ${field === "startAt" ? "start" : "end"} as a day and a time.` };
}
