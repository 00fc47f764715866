"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { createFirstOwner } from "@/server/people";
import { startSession } from "@/server/session";
import { answerAnyone } from "../../answer";
import { text } from "../../fields";

export async function becomeOwner(previous: FormState, form: FormData): Promise<FormState> {
  return answerAnyone(previous, form, async () => {
    const values = valuesOf(form);
    const person = await createFirstOwner(null, {
      code: String(form.get("code") ?? ""),
      name: text(values, "name"),
      email: text(values, "email"),
      password: String(form.get("password") ?? ""),
    });
    await startSession(person);
    return "/staff/setup";
  });
}
