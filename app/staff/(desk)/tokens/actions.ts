"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { pageSettings } from "@/server/page";
import type { Scope } from "@/server/scopes";
import { makeToken, revokeToken } from "@/server/tokens";
import { answer } from "../../answer";
import { instantField, text } from "../../fields";

export async function make(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const expiresAt = instantField(values, "expiresAt", (await pageSettings()).timeZone);
    // Whatever else was sent is refused by the command.
    const scopes = (values.scopes ?? []) as Scope[];
    const { token } = await makeToken(actor, { name: text(values, "name"), scopes, expiresAt });
    return { made: token };
  });
}

export async function revoke(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await revokeToken(actor, { tokenId: text(valuesOf(form), "tokenId") });
    return `/staff/tokens?done=revoked&at=${Date.now()}`;
  });
}
