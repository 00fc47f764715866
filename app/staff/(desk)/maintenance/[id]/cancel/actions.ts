"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { cancelMaintenance } from "@/server/maintenance";
import { answer } from "../../../../answer";
import { text } from "../../../../fields";

export async function cancel(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const maintenanceId = text(values, "maintenanceId");
    await cancelMaintenance(actor, { maintenanceId, reason: text(values, "reason") });
    return `/staff/maintenance/${maintenanceId}?done=cancelled&at=${Date.now()}`;
  });
}
