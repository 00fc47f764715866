"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { deleteGroup, editGroup } from "@/server/groups";
import { answer } from "../../../../answer";
import { text } from "../../../../fields";

const back = (done: string) => `/staff/components?done=${done}&at=${Date.now()}`;

export async function edit(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    await editGroup(actor, { groupId: text(values, "groupId"), name: text(values, "name") });
    return back("saved");
  });
}

export async function remove(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await deleteGroup(actor, { groupId: text(valuesOf(form), "groupId") });
    return back("deleted");
  });
}
