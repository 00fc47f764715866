"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { endInvitation, invite } from "@/server/invitations";
import { deactivatePerson, reactivatePerson } from "@/server/people";
import { settings } from "@/server/settings";
import { answer } from "../../answer";
import { text } from "../../fields";

const back = (done: string) => `/staff/people?done=${done}&at=${Date.now()}`;

export async function inviteSomebody(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const role = text(values, "role") === "owner" ? "owner" : "responder";
    const { token, resets } = await invite(actor, { email: text(values, "email"), role });
    const place = resets ? "reset" : "join";
    return { made: `${settings().siteUrl}/staff/${place}?token=${encodeURIComponent(token)}` };
  });
}

export async function endLink(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await endInvitation(actor, { invitationId: text(valuesOf(form), "invitationId") });
    return back("ended");
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
