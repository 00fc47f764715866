"use server";

import { type FormState, valuesOf } from "@/components/staff/form-state";
import { nothingNewWords } from "@/components/staff/nothing-new-words";
import { incidentStatusAt, isOpen } from "@/domain/incident";
import { postUpdate } from "@/server/incidents";
import { incidentForEditor } from "@/server/reads";
import { Refusal } from "@/server/refusal";
import { safeReturn } from "@/server/session";
import { answer } from "./answer";
import { onceKey, text } from "./fields";

const halfAnHour = 30 * 60_000;

/** Says that nothing is new, and promises more in half an hour. */
export async function postNothingNew(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const now = Date.now();
    const found = await incidentForEditor(text(values, "incidentId"));
    if (!found) throw new Refusal("not_found");
    const status = incidentStatusAt(found.incident, now);
    if (!status || !isOpen(found.incident, now)) throw new Refusal("conflict", "This incident is not open any more.");
    const { id } = await postUpdate(actor, {
      key: onceKey(form),
      incidentId: found.incident.id,
      seen: Number(text(values, "seen")),
      status,
      body: nothingNewWords[status],
      nextUpdateBy: now + halfAnHour,
    });
    return `${safeReturn(text(values, "path"))}?posted=${encodeURIComponent(text(values, "key"))}&update=${id}`;
  });
}
