"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { changeMaintenanceSettings } from "@/server/maintenance-settings";
import { changePage, pageSettings } from "@/server/page";
import { answer } from "../../answer";
import { filled, text } from "../../fields";

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

export async function saveMaintenance(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const minutes = (name: string) => (values[name] ? Number(filled(values, name) ?? Number.NaN) : undefined);
    await changeMaintenanceSettings(actor, {
      noticeMinutes: minutes("noticeMinutes"),
      shortNoticeMinutes: minutes("shortNoticeMinutes"),
      graceMinutes: minutes("graceMinutes"),
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
