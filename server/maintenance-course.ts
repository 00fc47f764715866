import type { Id, Instant, MaintenanceUpdate } from "@/domain/facts";
import { orderUpdates } from "@/domain/facts";
import { announcedEnd, announcementsUntil, workBeganAt } from "@/domain/window";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { parse } from "./input";
import {
  type BeginMaintenanceInput,
  beginMaintenanceInput,
  type CompleteMaintenanceInput,
  completeMaintenanceInput,
  type PostMaintenanceUpdateInput,
  postMaintenanceUpdateInput,
  type TurnIntoIncidentInput,
  turnIntoIncidentInput,
} from "./maintenance-input";
import { InvalidInput } from "./refusal";
import { dateOf, fitHappenedAt } from "./time";
import { storeIncidentOf } from "./window-incident";
import { aboutWindow, changeWindowRow, type Found, findWindow, refuseOver } from "./window-writing";
import { onceFor, type Tx, write } from "./write";

/** Begins work by hand, before its planned start. Until that start nothing of it is covered by what was announced. */
export async function beginMaintenance(
  actor: Actor | null,
  input: BeginMaintenanceInput,
  now?: Instant,
): Promise<void> {
  authorize(actor, "maintenance.write");
  const { maintenanceId } = parse(beginMaintenanceInput, input);
  await write(
    actor,
    async (tx, at) => {
      const found = await findWindow(tx, maintenanceId, at);
      refuseOver(found, at);
      if (found.began !== null) throw new InvalidInput({ maintenanceId: "This work has begun already." });
      await changeWindowRow(tx, maintenanceId, { actualStart: dateOf(at) });
      const event = aboutWindow(
        maintenanceId,
        "maintenance.begun",
        { startAt: found.plan.startAt },
        { actualStart: at },
      );
      return { event, result: undefined };
    },
    { now },
  );
}

/** Confirms that everything is back, with a last word where one is given. */
export async function completeMaintenance(
  actor: Actor | null,
  input: CompleteMaintenanceInput,
  now?: Instant,
): Promise<void> {
  authorize(actor, "maintenance.write");
  const { maintenanceId, body } = parse(completeMaintenanceInput, input);
  await write(
    actor,
    async (tx, at) => {
      const found = await findWindow(tx, maintenanceId, at);
      refuseOver(found, at);
      refuseNotBegun(found, "so it can't be complete. Cancel it if it won't take place.");
      await changeWindowRow(tx, maintenanceId, { actualEnd: dateOf(at) });
      if (body !== null)
        await storeWord(tx, maintenanceId, { status: "completed", body, happenedAt: at }, actor.id, at);
      const event = aboutWindow(maintenanceId, "maintenance.completed", null, { actualEnd: at, body });
      return { event, result: undefined };
    },
    { now },
  );
}

/** Posts an update on planned work. Gives back its id. */
export async function postMaintenanceUpdate(
  actor: Actor | null,
  input: PostMaintenanceUpdateInput,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "maintenance.write");
  const { maintenanceId, body, key, ...given } = parse(postMaintenanceUpdateInput, input);
  const change = async (tx: Tx, at: Instant) => {
    const found = await findWindow(tx, maintenanceId, at);
    refuseOver(found, at);
    const happenedAt = fitHappenedAt(given.happenedAt, at);
    const status = given.status ?? statusAt(found, happenedAt);
    refuseUntrueStatus(found, status, happenedAt);
    const update = { status, body, happenedAt };
    const id = await storeWord(tx, maintenanceId, update, actor.id, at);
    await changeWindowRow(tx, maintenanceId);
    return { event: aboutWindow(maintenanceId, "maintenance.updated", null, { id, ...update }), result: { id } };
  };
  return write(actor, change, { now, once: onceFor("postMaintenanceUpdate", key) });
}

type Word = Pick<MaintenanceUpdate, "status" | "body" | "happenedAt">;

async function storeWord(tx: Tx, maintenanceId: Id, word: Word, authorId: Id | null, at: Instant): Promise<Id> {
  const id = newId();
  const times = { happenedAt: dateOf(word.happenedAt), postedAt: dateOf(at) };
  await tx.maintenanceUpdate.create({ data: { ...word, ...times, id, maintenanceId, authorId } });
  return id;
}

/** What the work was at then, as far as it is told. */
function statusAt({ window }: Found, at: Instant): Word["status"] {
  if (workBeganAt(window, at) === null) return "scheduled";
  const last = orderUpdates(window.updates.filter(({ happenedAt }) => happenedAt <= at)).at(-1);
  return last?.status === "verifying" ? "verifying" : "in_progress";
}

function refuseUntrueStatus({ window }: Found, status: Word["status"], at: Instant): void {
  if (announcementsUntil(window, at).length === 0)
    throw new InvalidInput({ happenedAt: "This work was not announced yet at that time. Give a later one." });
  const began = workBeganAt(window, at) !== null;
  if (began && status === "scheduled")
    throw new InvalidInput({ status: "The work had begun by then. Choose “in progress” or “verifying”." });
  if (!began && status !== "scheduled")
    throw new InvalidInput({ status: "The work had not begun by then. Begin it first, or leave the status as it is." });
}

function refuseNotBegun({ began }: Found, sentence: string): void {
  if (began === null) throw new InvalidInput({ maintenanceId: `This work has not begun, ${sentence}` });
}

/** Tells what is left of the work as an outage from now on, or from its announced end where that has passed. */
export async function turnIntoIncident(
  actor: Actor | null,
  input: TurnIntoIncidentInput,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "maintenance.write");
  const { maintenanceId, key, effect = null, nextUpdateBy = null, ...told } = parse(turnIntoIncidentInput, input);
  const change = async (tx: Tx, at: Instant) => {
    const found = await findWindow(tx, maintenanceId, at);
    refuseOver(found, at);
    refuseNotBegun(found, "so nothing of it can be an incident. If something is wrong, open an incident for that.");
    const happenedAt = Math.min(at, announcedEnd(found.window, at) ?? at);
    const id = await storeIncidentOf(tx, found, { ...told, effect, nextUpdateBy, happenedAt }, actor.id, at);
    // Without the incident's words: whoever redacts them must find them with the incident alone.
    const after = { incidentId: id, incidentAt: at, happenedAt, components: told.components };
    return { event: aboutWindow(maintenanceId, "maintenance.became_incident", null, after), result: { id } };
  };
  return write(actor, change, { now, once: onceFor("turnIntoIncident", key) });
}
