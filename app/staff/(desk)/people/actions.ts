"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { invite } from "@/server/invitations";
import { deactivatePerson, reactivatePerson } from "@/server/people";
import { settings } from "@/server/settings";
import { answer } from "../../answer";
import { text } from "../../fields";

const back = (done: string) => `/staff/people?done=${done}&at=${Date.now()}`;

export async function inviteSomebody(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const role = text(values, "role") === "owner" ? "owner" : "responder";
    const { token } = await invite(actor, { email: text(values, "email"), role });
    return { made: `${settings().siteUrl}/staff/join?token=${encodeURIComponent(token)}` };
  });
}

export async function deactivate(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await deactivatePerson(actor, { personId: text(valuesOf(form), "personId") });
    return back("deactivated");
  });
}

export async function reactivate(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await reactivatePerson(actor, { personId: text(valuesOf(form), "personId") });
    return back("reactivated");
  });
}
