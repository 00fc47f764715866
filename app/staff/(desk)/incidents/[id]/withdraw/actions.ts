"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { withdrawIncident } from "@/server/incidents";
import { answer } from "../../../../answer";
import { text } from "../../../../fields";

export async function withdraw(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const incidentId = text(values, "incidentId");
    await withdrawIncident(actor, { incidentId, reason: text(values, "reason") });
    return `/staff/incidents/${incidentId}?done=withdrawn`;
  });
}
