import type { Id, Instant } from "@/domain/facts";
import { newId } from "./ids";
import { dateOf } from "./time";
import type { OpenIncidentInput } from "./update-input";
import { draftUpdate, storeUpdate } from "./update-posting";
import { changeWindowRow, type Found } from "./window-writing";
import type { Tx } from "./write";

/** What is told of the rest of the work, once it is an outage. */
export type RestOfWork = {
  name: string;
  body: string;
  effect: string | null;
  components: NonNullable<OpenIncidentInput["components"]>;
  nextUpdateBy: Instant | null;
  /** From when on it is one. */
  happenedAt: Instant;
};

/** Opens the incident that a window becomes, linked to it; what was announced of the window stays planned. */
export async function storeIncidentOf(
  tx: Tx,
  { window }: Found,
  { name, ...told }: RestOfWork,
  authorId: Id | null,
  at: Instant,
): Promise<Id> {
  const quiet = { scope: null, backOnline: [], reopen: false };
  const draft = await draftUpdate(tx, { ...told, ...quiet, status: "investigating" }, null, at);
  const id = newId();
  await tx.incident.create({ data: { id, name, maintenanceId: window.id, createdAt: dateOf(at) } });
  await storeUpdate(tx, id, { ...draft, effect: draft.effect || null }, authorId, at);
  await changeWindowRow(tx, window.id, { incidentAt: dateOf(at) });
  return id;
}
