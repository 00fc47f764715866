"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { editNotice, publishNotice, withdrawNotice } from "@/server/notices";
import { pageSettings } from "@/server/page";
import { answer } from "../../answer";
import { filled, instantField, onceKey, text } from "../../fields";

const back = (done: string) => `/staff/notices?done=${done}&at=${Date.now()}`;

export async function save(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const { timeZone } = await pageSettings();
    const noticeId = filled(values, "noticeId");
    const given = {
      title: text(values, "title"),
      body: text(values, "body"),
      fromAt: instantField(values, "fromAt", timeZone),
      untilAt: instantField(values, "untilAt", timeZone) ?? null,
    };
    if (noticeId) await editNotice(actor, { noticeId, ...given });
    else await publishNotice(actor, { ...given, key: onceKey(form) });
    return back(noticeId ? "saved" : "published");
  });
}

export async function withdraw(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    await withdrawNotice(actor, { noticeId: text(valuesOf(form), "noticeId") });
    return back("withdrawn");
  });
}
