"use server";

import { type FormState, firstValue, valuesOf } from "@/components/staff/form-state";
import { extendMaintenance } from "@/server/maintenance";
import { beginMaintenance, completeMaintenance, postMaintenanceUpdate } from "@/server/maintenance-course";
import { pageSettings } from "@/server/page";
import { safeReturn } from "@/server/session";
import { answer } from "../../../answer";
import { onceKey, text } from "../../../fields";
import { extensionInput, updateInput } from "./course-input";

const done = (path: string, word: string) => `${safeReturn(path)}?done=${word}&at=${Date.now()}`;

export async function begin(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const maintenanceId = text(valuesOf(form), "maintenanceId");
    await beginMaintenance(actor, { maintenanceId });
    return done(`/staff/maintenance/${maintenanceId}`, "begun");
  });
}

export async function finish(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    await completeMaintenance(actor, { maintenanceId: text(values, "maintenanceId") });
    return done(text(values, "path"), "back");
  });
}

export async function extend(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const { timeZone } = await pageSettings();
    await extendMaintenance(actor, extensionInput(values, timeZone));
    return done(text(values, "path"), "extended");
  });
}

export async function post(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    await postMaintenanceUpdate(actor, { ...updateInput(values), key: onceKey(form) });
    const key = encodeURIComponent(firstValue(values, "key") ?? "");
    return `/staff/maintenance/${text(values, "maintenanceId")}?posted=${key}`;
  });
}
