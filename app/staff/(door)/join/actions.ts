"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { acceptInvitation } from "@/server/invitations";
import { startSession } from "@/server/session";
import { answerAnyone } from "../../answer";
import { filled } from "../../fields";

export async function join(previous: FormState, form: FormData): Promise<FormState> {
  return answerAnyone(previous, form, async () => {
    const person = await acceptInvitation(null, {
      token: String(form.get("token") ?? ""),
      name: filled(valuesOf(form), "name"),
      password: String(form.get("password") ?? ""),
    });
    await startSession(person);
    return "/staff";
  });
}
