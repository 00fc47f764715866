import type { z } from "zod";
import type { Incident, Maintenance, Notice } from "@/domain/facts";
import { announcementInForce } from "@/domain/window";
import { editUpdate } from "../incidents";
import { changeMaintenance } from "../maintenance";
import { editNotice } from "../notices";
import { InvalidInput, Refusal } from "../refusal";
import { type Call, type Done, requireScope, type Subject } from "./endpoint";
import type { patchUpdateInput } from "./incident-inputs";
import { answerOf, findRecord } from "./records";
import { whileThere } from "./while-there";

type Given = z.output<typeof patchUpdateInput>["incident_update"];

/** Changes what an update says; of which incident it is stands as the kind of what is shown. */
export async function changeUpdate(
  call: Call,
  { incident_update: given }: z.output<typeof patchUpdateInput>,
): Promise<Done> {
  const { incident_id: incidentId = "", incident_update_id: updateId = "" } = call.params;
  const found = await findRecord(incidentId);
  requireScope(call.actor, found.kind === "maintenance" ? "maintenance" : "incidents");
  const shown = (await answerOf(found)).incident_updates.find(({ id }) => id === updateId);
  if (!shown) throw new Refusal("not_found", "This incident has no update with this id.");
  if (given.display_at && given.display_at !== Date.parse(shown.display_at)) {
    const sentence = "The time of an update stays. Post another update with its own happened_at.";
    throw new InvalidInput({ "incident_update.display_at": sentence });
  }
  if (found.kind === "incident") await changeSaid(call, found.incident, updateId, given);
  else if ((given.body ?? shown.body) !== shown.body) await changeBody(call, found, updateId, given.body ?? "");
  return { status: 200, subject: { kind: incidentId, id: updateId } };
}

async function changeSaid({ actor }: Call, { updates }: Incident, updateId: string, given: Given): Promise<void> {
  const before = updates.find(({ id }) => id === updateId);
  const { body, effect, scope } = given;
  const after = { updateId, body: body ?? before?.body ?? "", effect: effect ?? undefined, scope: scope ?? undefined };
  await whileThere(() => editUpdate(actor, after));
}

type Other = { kind: "maintenance"; window: Maintenance } | { kind: "notice"; notice: Notice };

/** Of planned work what was announced can be announced anew, with other words; what was posted later stays. */
async function changeBody({ actor }: Call, found: Other, updateId: string, body: string): Promise<void> {
  if (found.kind === "notice") {
    const { id: noticeId, title, untilAt } = found.notice;
    return whileThere(() => editNotice(actor, { noticeId, title, body, untilAt }));
  }
  const { window } = found;
  const plan = announcementInForce(window, Number.POSITIVE_INFINITY);
  if (!plan || window.updates.some(({ id }) => id === updateId)) {
    const sentence = "What was posted on planned work stays as it is. Post another update that says it better.";
    throw new InvalidInput({ "incident_update.body": sentence });
  }
  const { name, startAt, endAt, autoComplete, components } = plan;
  const anew = { name, message: body, startAt, endAt, autoComplete, components };
  return whileThere(() => changeMaintenance(actor, { maintenanceId: window.id, seen: null, ...anew }));
}

/** The update as answers have it. */
export async function showUpdate({ kind: incidentId, id }: Subject) {
  const found = await findRecord(incidentId);
  const shown = (await answerOf(found)).incident_updates.find((each) => each.id === id);
  if (!shown) throw new Refusal("not_found");
  return shown;
}
