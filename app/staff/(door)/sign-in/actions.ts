"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { Refusal } from "@/server/refusal";
import { clientAddress, safeReturn, startSession } from "@/server/session";
import { signIn } from "@/server/sign-in";
import { answerAnyone } from "../../answer";
import { text } from "../../fields";
import { wrongPair } from "./wrong-pair";

export async function enter(previous: FormState, form: FormData): Promise<FormState> {
  return answerAnyone(previous, form, async () => {
    const values = valuesOf(form);
    const password = String(form.get("password") ?? "");
    const person = await signIn({ email: text(values, "email"), password, address: await clientAddress() });
    if (!person) throw new Refusal("forbidden", wrongPair);
    await startSession(person);
    return safeReturn(text(values, "next"));
  });
}
