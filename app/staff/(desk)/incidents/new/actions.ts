"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { openIncident } from "@/server/incidents";
import { answer } from "../../../answer";
import { onceKey, text } from "../../../fields";
import { openingInput } from "./opening-input";

export async function open(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const { id } = await openIncident(actor, { ...(await openingInput(values, Date.now())), key: onceKey(form) });
    return `/staff/incidents/${id}?posted=${encodeURIComponent(text(values, "key"))}`;
  });
}
