"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { changeMaintenance } from "@/server/maintenance";
import { answer } from "../../../../answer";
import { filled, text } from "../../../../fields";
import { movedForm } from "../../moved-form";
import { planInput } from "../../plan-input";

export async function change(previous: FormState, sent: FormData): Promise<FormState> {
  const form = movedForm(sent) ?? sent;
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const maintenanceId = text(values, "maintenanceId");
    const seen = Number(filled(values, "seen") ?? Number.NaN);
    await changeMaintenance(actor, { maintenanceId, seen: Number.isNaN(seen) ? null : seen, ...planInput(values) });
    return `/staff/maintenance/${maintenanceId}?posted=${encodeURIComponent(text(values, "key"))}`;
  });
}
