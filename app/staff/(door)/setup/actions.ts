"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { changePage, pageSettings } from "@/server/page";
import { answer } from "../../answer";
import { text } from "../../fields";

export async function setUp(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const { accentColor, logo } = await pageSettings();
    await changePage(actor, {
      name: text(values, "name"),
      timeZone: text(values, "timeZone"),
      supportLink: text(values, "supportLink"),
      accentColor,
      logo,
    });
    return "/staff/components";
  });
}
