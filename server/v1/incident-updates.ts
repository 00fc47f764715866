import type { z } from "zod";
import { editUpdate } from "../incidents";
import { InvalidInput, Refusal } from "../refusal";
import { stamp } from "./context";
import type { Call, Done, Subject } from "./endpoint";
import type { patchUpdateInput } from "./incident-inputs";
import { answerOf, findRecord } from "./records";
import { whileThere } from "./while-there";

/** Changes what an update says; of which incident it is stands as the kind of what is shown. */
export async function changeUpdate(
  call: Call,
  { incident_update: given }: z.output<typeof patchUpdateInput>,
): Promise<Done> {
  const { incident_id: incidentId = "", incident_update_id: updateId = "" } = call.params;
  const found = await findRecord(incidentId);
  const update = found.kind === "incident" ? found.incident.updates.find(({ id }) => id === updateId) : undefined;
  if (!update) throw new Refusal("not_found", "This incident has no update with this id that can be changed.");
  if (given.display_at && stamp(given.display_at) !== stamp(update.happenedAt)) {
    const sentence = "The time of an update stays. Post another update with its own happened_at.";
    throw new InvalidInput({ "incident_update.display_at": sentence });
  }
  const { body, effect, scope } = given;
  const after = { updateId, body: body ?? update.body, effect: effect ?? undefined, scope: scope ?? undefined };
  await whileThere(() => editUpdate(call.actor, after));
  return { status: 200, subject: { kind: incidentId, id: updateId } };
}

/** The update as answers have it. */
export async function showUpdate({ kind: incidentId, id }: Subject) {
  const found = await findRecord(incidentId);
  const shown = (await answerOf(found)).incident_updates.find((each) => each.id === id);
  if (!shown) throw new Refusal("not_found");
  return shown;
}
