"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { redact } from "@/server/redact";
import { answer } from "../../../../answer";
import { text } from "../../../../fields";

export async function redactWords(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const incidentId = text(values, "incidentId");
    const { notes } = await redact(actor, { incidentId, text: text(values, "text"), reason: text(values, "reason") });
    return notes.length > 0 ? { made: notes.join("\n") } : `/staff/incidents/${incidentId}?done=redacted`;
  });
}
