import { composerFields, promisedFor, tomorrowMorning } from "@/components/staff/composer-fields";
import type { Values } from "@/components/staff/form-state";
import type { Instant } from "@/domain/facts";
import { instantIn } from "@/domain/zone";
import { InvalidInput } from "@/server/refusal";
import { instantField } from "./fields";

/** The promise that was chosen, as an instant. */
export function nextUpdateField(values: Values, zone: string, now: Instant): Instant | undefined {
  const { next } = composerFields(values);
  const at = next === "time" ? instantField(values, "nextAt", zone, "nextUpdateBy") : undefined;
  if (next === "time" && at === undefined)
    throw new InvalidInput({ nextUpdateBy: "Give the time of the next update, or choose one of the others." });
  const tomorrow = instantIn(zone, tomorrowMorning(zone, now));
  return promisedFor(next, at, tomorrow.ok ? tomorrow.at : (tomorrow.candidates[0] ?? now), now);
}
