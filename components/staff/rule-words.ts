import { listOf } from "@/messages/words";
import { type Nth, type RuleFields, ruleStart, type Weekday } from "./rule-fields";

export const dayName: Record<Weekday, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};

export const nthName: Record<Nth, string> = { 1: "first", 2: "second", 3: "third", 4: "fourth", "-1": "last" };

/** "Every 2 weeks on Sunday, 10 times"; a rule that the form can't say stands as it is. */
export function ruleWords(rule: string): string {
  const fields = ruleStart(rule);
  return fields.repeat === "own" ? rule : `${stepWords(fields)}, ${endWords(fields)}`;
}

function stepWords({ repeat, every, onDays, monthDay, nth, nthDay }: RuleFields): string {
  const unit = repeat === "week" ? "week" : "month";
  const often = every === "1" ? `Every ${unit}` : `Every ${every} ${unit}s`;
  if (repeat === "monthDay") return `${often} on day ${monthDay}`;
  if (repeat === "monthWeekday") return `${often} on the ${nthName[nth]} ${dayName[nthDay]}`;
  return onDays.length === 0 ? often : `${often} on ${listOf(onDays.map((day) => dayName[day]))}`;
}

function endWords({ ends, count, until }: RuleFields): string {
  if (ends === "until") return `until ${until}`;
  return count === "1" ? "once" : `${count} times`;
}
