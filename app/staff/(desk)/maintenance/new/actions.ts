"use server";

import { type FormState, type Values, valuesOf } from "@/components/staff/form-state";
import type { Actor } from "@/server/actor";
import { scheduleMaintenance } from "@/server/maintenance";
import { openUnannouncedWork } from "@/server/unannounced-work";
import { answer } from "../../../answer";
import { onceKey, text } from "../../../fields";
import { movedForm } from "../moved-form";
import { planInput, workInput } from "../plan-input";

export async function schedule(previous: FormState, sent: FormData): Promise<FormState> {
  const form = movedForm(sent) ?? sent;
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const key = onceKey(form);
    if (text(values, "intent") === "instead") return openInstead(actor, values, key);
    const { id } = await scheduleMaintenance(actor, { ...planInput(values), key });
    return `/staff/maintenance/${id}?posted=${postedKey(values)}`;
  });
}

/** The same work, told now as what it is for customers. */
async function openInstead(actor: Actor, values: Values, key: string | undefined): Promise<string> {
  const { kind, id } = await openUnannouncedWork(actor, { ...workInput(values), key });
  return kind === "incident"
    ? `/staff/incidents/${id}?posted=${postedKey(values)}`
    : `/staff/notices?done=published&at=${Date.now()}&posted=${postedKey(values)}`;
}

function postedKey(values: Values): string {
  return encodeURIComponent(text(values, "key"));
}
