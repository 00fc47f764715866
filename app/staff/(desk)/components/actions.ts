"use server";

import { readMove } from "@/components/staff/component-list";
import { type FormState, valuesOf } from "@/components/staff/form-state";
import { createComponent, moveComponent } from "@/server/components";
import { createGroup, moveGroup } from "@/server/groups";
import { answer } from "../../answer";
import { filled, onceKey, text } from "../../fields";

const back = (done: string) => `/staff/components?done=${done}&at=${Date.now()}`;

export async function add(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    await createComponent(actor, {
      key: onceKey(form),
      name: text(values, "name"),
      description: text(values, "description"),
      groupId: filled(values, "groupId"),
    });
    return back("added");
  });
}

export async function addGroup(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await createGroup(actor, { key: onceKey(form), name: text(valuesOf(form), "name") });
    return back("added");
  });
}

export async function move(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const { kind, id, direction } = readMove(text(valuesOf(form), "move"));
    if (kind === "group") await moveGroup(actor, { groupId: id, direction });
    else await moveComponent(actor, { componentId: id, direction });
    return "/staff/components";
  });
}
