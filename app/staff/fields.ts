import { createHash } from "node:crypto";
import { firstValue, type Values, valuesOf } from "@/components/staff/form-state";
import type { Instant } from "@/domain/facts";
import { instantIn } from "@/domain/zone";
import { InvalidInput } from "@/server/refusal";

/** A local time that the clocks skip or repeat; `choices` are the instants it can mean. */
export class UnclearTime extends InvalidInput {
  readonly choices: Readonly<Record<string, readonly Instant[]>>;

  constructor(sentences: Record<string, string>, choices: Record<string, readonly Instant[]>) {
    super(sentences);
    this.choices = choices;
  }
}

export function text(values: Values, name: string): string {
  return firstValue(values, name) ?? "";
}

/** The text, or nothing where the field is empty. */
export function filled(values: Values, name: string): string | undefined {
  return text(values, name).trim() || undefined;
}

/** What `datetime-local` gave, as an instant in the page's zone; asks, at `field`, when the clocks skip or repeat that time. */
export function instantField(values: Values, name: string, zone: string, field = name): Instant | undefined {
  const local = filled(values, name);
  if (!local) return undefined;
  const found = instantIn(zone, local);
  if (found.ok) return found.at;
  if (found.reason === "invalid")
    throw new InvalidInput({ [field]: "Give a day and a time, such as 22 November 2026, 15:45." });
  const chosen = Number(text(values, `${name}Choice`));
  if (found.candidates.includes(chosen)) return chosen;
  throw new UnclearTime({ [field]: clockChange[found.reason] }, { [name]: found.candidates });
}

const clockChange = {
  skipped: "The clocks go forward and skip this time. Which one do you mean?",
  repeated: "The clocks go back, so this time comes twice. Which one do you mean?",
};

/**
 * The same form with the same content posts once; with other content it is another post. A form that takes another key
 * whenever somebody changes it may differ otherwise: the page under it moved on.
 */
export function onceKey(form: FormData): string | undefined {
  const values = valuesOf(form);
  const key = filled(values, "key");
  const told = text(values, "keyRenewed") === "yes" ? [key] : [key, values];
  return key && createHash("sha256").update(JSON.stringify(told)).digest("base64url");
}
