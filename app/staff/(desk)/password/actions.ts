"use server";

import type { FormState } from "@/components/staff/form-state";
import { changeOwnPassword } from "@/server/people";
import { startSession } from "@/server/session";
import { answer } from "../../answer";

export async function changePassword(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const current = String(form.get("current") ?? "");
    const password = String(form.get("password") ?? "");
    await startSession(await changeOwnPassword(actor, { current, password }));
    return `/staff/password?done=password&at=${Date.now()}`;
  });
}
