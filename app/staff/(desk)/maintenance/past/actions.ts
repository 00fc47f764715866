"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { recordPastMaintenance } from "@/server/past-maintenance";
import { answer } from "../../../answer";
import { onceKey, text } from "../../../fields";
import { planInput } from "../plan-input";

export async function record(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const { autoComplete: _, ...plan } = planInput(values);
    const { id } = await recordPastMaintenance(actor, { ...plan, key: onceKey(form) });
    return `/staff/maintenance/${id}?posted=${encodeURIComponent(text(values, "key"))}`;
  });
}
