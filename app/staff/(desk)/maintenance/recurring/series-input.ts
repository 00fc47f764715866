import type { Values } from "@/components/staff/form-state";
import { ruleOf } from "@/components/staff/rule-fields";
import { durationOf, leadOf, seriesFields } from "@/components/staff/series-fields";
import { InvalidInput } from "@/server/refusal";
import { workOf, workProblems, zoneProblem } from "../plan-input";

/** The series that a form holds, as the commands take it; says all that is missing at once. */
export function seriesInput(values: Values) {
  const fields = seriesFields(values);
  const problems = {
    ...workProblems(fields),
    ...zoneProblem(fields),
    ...(fields.startsLocal ? {} : { startsLocal: "Give the first start as a day and a time." }),
    ...(fields.repeat === "own" || fields.ends === "count" || fields.until ? {} : { rule: "Give its last day." }),
  };
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return {
    ...workOf(fields),
    autoComplete: fields.autoComplete,
    timeZone: fields.timeZone,
    startsLocal: fields.startsLocal,
    durationMinutes: durationOf(fields),
    rule: ruleOf(fields),
    leadMinutes: leadOf(fields),
  };
}

/** What names the dates, as far as it is there. */
export function recurrenceInput(values: Values) {
  const fields = seriesFields(values);
  const { timeZone, startsLocal } = fields;
  return { timeZone, startsLocal, durationMinutes: durationOf(fields), rule: ruleOf(fields) };
}
