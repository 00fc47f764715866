"use server";

import { composerFields } from "@/components/staff/composer-fields";
import { type FormState, type Values, valuesOf } from "@/components/staff/form-state";
import { turnIntoIncident } from "@/server/maintenance-course";
import { pageSettings } from "@/server/page";
import { answer } from "../../../../answer";
import { filled, onceKey, text } from "../../../../fields";
import { nextUpdateField } from "../../../../next-update";

export async function turn(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const { timeZone } = await pageSettings();
    const { id } = await turnIntoIncident(actor, {
      ...incidentOf(values),
      nextUpdateBy: nextUpdateField(values, timeZone, Date.now()),
      key: onceKey(form),
    });
    return `/staff/incidents/${id}?posted=${encodeURIComponent(text(values, "key"))}`;
  });
}

function incidentOf(values: Values) {
  const { states } = composerFields(values);
  return {
    maintenanceId: text(values, "maintenanceId"),
    name: text(values, "name"),
    body: text(values, "body"),
    effect: filled(values, "effect"),
    components: Object.entries(states).map(([componentId, status]) => ({ componentId, status })),
  };
}
