"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import type { Impact } from "@/domain/status";
import { changeIncident } from "@/server/incidents";
import { answer } from "../../../../answer";
import { text } from "../../../../fields";

export async function change(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const incidentId = text(values, "incidentId");
    await changeIncident(actor, {
      incidentId,
      name: text(values, "name"),
      // As it was sent: the command says what is wrong with it.
      impactOverride: (text(values, "impactOverride") || null) as Impact | null,
      limitedDetail: text(values, "limitedDetail") === "yes",
    });
    return `/staff/incidents/${incidentId}?done=saved`;
  });
}
