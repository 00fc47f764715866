"use server";

import type { FormState } from "@/components/staff/form-state";
import { valuesOf } from "@/components/staff/form-state";
import { postUpdate } from "@/server/incidents";
import { pageSettings } from "@/server/page";
import { answer } from "../../../answer";
import { onceKey, text } from "../../../fields";
import { updateInput } from "./update-input";

export async function post(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const { timeZone } = await pageSettings();
    const input = updateInput(values, timeZone, Date.now());
    const { id } = await postUpdate(actor, { ...input, key: onceKey(form) });
    return `/staff/incidents/${input.incidentId}?posted=${encodeURIComponent(text(values, "key"))}&update=${id}`;
  });
}
