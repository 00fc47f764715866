"use server";

import { editedLine } from "@/components/staff/composer-fields";
import { type FormState, valuesOf } from "@/components/staff/form-state";
import { editUpdate } from "@/server/incidents";
import { answer } from "../../../../../answer";
import { text } from "../../../../../fields";

export async function edit(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    await editUpdate(actor, {
      updateId: text(values, "updateId"),
      body: text(values, "body"),
      effect: editedLine(text(values, "effect"), text(values, "effectWas")),
      scope: editedLine(text(values, "scope"), text(values, "scopeWas")),
    });
    return `/staff/incidents/${text(values, "incidentId")}?done=saved`;
  });
}
