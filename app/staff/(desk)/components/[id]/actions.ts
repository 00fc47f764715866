"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import type { ComponentStatus } from "@/domain/status";
import { setComponentStatus } from "@/server/component-status";
import { archiveComponent, editComponent, restoreComponent } from "@/server/components";
import { answer } from "../../../answer";
import { text } from "../../../fields";

const idOf = (form: FormData) => text(valuesOf(form), "componentId");
const back = (id: string, done: string) => `/staff/components/${id}?done=${done}&at=${Date.now()}`;

export async function edit(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const componentId = idOf(form);
    const groupId = values.groupId && (text(values, "groupId") || null);
    await editComponent(actor, {
      componentId,
      name: text(values, "name"),
      description: text(values, "description"),
      groupId,
    });
    return back(componentId, "saved");
  });
}

export async function setStatus(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    // As it was sent: the command says what is wrong with it.
    const status = text(valuesOf(form), "status") as ComponentStatus;
    await setComponentStatus(actor, { componentId: idOf(form), status });
    return back(idOf(form), "status");
  });
}

export async function archive(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await archiveComponent(actor, { componentId: idOf(form) });
    return back(idOf(form), "archived");
  });
}

export async function restore(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await restoreComponent(actor, { componentId: idOf(form) });
    return back(idOf(form), "restored");
  });
}
