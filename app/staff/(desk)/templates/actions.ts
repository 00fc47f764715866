"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import type { IncidentStatus } from "@/domain/status";
import { deleteTemplate, saveTemplate } from "@/server/templates";
import { answer } from "../../answer";
import { filled, onceKey, text } from "../../fields";

const back = (done: string) => `/staff/templates?done=${done}&at=${Date.now()}`;

export async function save(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    await saveTemplate(actor, {
      key: onceKey(form),
      templateId: filled(values, "templateId"),
      name: text(values, "name"),
      // As it was sent: the command says what is wrong with it.
      status: text(values, "status") as IncidentStatus,
      body: text(values, "body"),
      effect: text(values, "effect"),
    });
    return back("saved");
  });
}

export async function remove(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await deleteTemplate(actor, { templateId: text(valuesOf(form), "templateId") });
    return back("deleted");
  });
}
