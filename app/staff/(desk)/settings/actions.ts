"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { changePage, pageSettings } from "@/server/page";
import { answer } from "../../answer";
import { text } from "../../fields";

export async function save(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    await changePage(actor, {
      name: text(values, "name"),
      timeZone: text(values, "timeZone"),
      supportLink: text(values, "supportLink"),
      accentColor: text(values, "accentColor"),
      logo: await chosenLogo(form),
    });
    return `/staff/settings?done=saved&at=${Date.now()}`;
  });
}

/** The file that was chosen as a `data:` URL, else the logo as it is. */
async function chosenLogo(form: FormData): Promise<string | null> {
  const file = form.get("logo");
  if (file instanceof File && file.size > 0) {
    return `data:${file.type};base64,${Buffer.from(await file.arrayBuffer()).toString("base64")}`;
  }
  return form.get("removeLogo") ? null : (await pageSettings()).logo;
}
