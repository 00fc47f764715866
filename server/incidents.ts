import type { Id, Incident, Instant } from "@/domain/facts";
import { incidentStatusAt } from "@/domain/incident";
import type { Prisma } from "@/generated/prisma/client";
import { type Actor, authorize } from "./actor";
import { incidentOf, incidentParts } from "./fact-rows";
import { newId } from "./ids";
import { parse } from "./input";
import { type Post, postOrKeep } from "./journal/posting";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf } from "./time";
import {
  type ChangeIncidentInput,
  changeIncidentInput,
  type EditUpdateInput,
  editUpdateInput,
  type OpenIncidentInput,
  openIncidentInput,
  type PostUpdateInput,
  postUpdateInput,
  type WithdrawIncidentInput,
  withdrawIncidentInput,
} from "./update-input";
import { draftUpdate, storeUpdate } from "./update-posting";
import { keptKey, type Tx, write } from "./write";

/** `notes`: sentences for staff about what the post changed beside itself. */
export type Posted = { id: Id; notes: string[] };

const once = (kept: string) => ({
  kept,
  idOf: (posted: Posted) => posted.id,
  again: (id: Id): Posted => ({ id, notes: [] }),
});

/** Whoever sends no key still counts once, should it be filed later. */
const keyOf = (actor: Actor, command: string, key: string | undefined) => keptKey(actor, command, key ?? newId());

/**
 * Opens an incident with its first update. Gives back the incident's id. While the database is away it is kept on
 * disk, shown at once, and filed later.
 */
export async function openIncident(actor: Actor | null, input: OpenIncidentInput, now?: Instant): Promise<Posted> {
  authorize(actor, "incidents.write");
  const { key, name, impactOverride = null, limitedDetail, ...rest } = parse(openIncidentInput, input);
  const given = { ...rest, backOnline: [], reopen: false };
  const opens = { name, impactOverride, limitedDetail };
  const kept = keyOf(actor, "openIncident", key);
  const post: Post = { updateId: newId(), incidentId: newId(), opens, given, seen: null, key: kept };
  const change = async (tx: Tx, at: Instant) => {
    const draft = await draftUpdate(tx, given, null, at);
    const incident = { id: post.incidentId, ...opens };
    await tx.incident.create({ data: { ...incident, createdAt: dateOf(at) } });
    const first = { ...draft, effect: draft.effect || null, scope: draft.scope || null };
    const { id: updateId, notes } = await storeUpdate(tx, incident.id, first, actor.id, at, { id: post.updateId });
    const after = { ...incident, update: { id: updateId, ...draft }, notes };
    return { event: about(incident.id, "incident.opened", null, after), result: { id: incident.id, notes } };
  };
  const inDatabase = () => write(actor, change, { now, once: once(kept) });
  return postOrKeep(actor, post, inDatabase, ({ incidentId: id }) => ({ id, notes: [] }));
}

/** Posts an update on an incident. Gives back the update's id. While the database is away it is kept like an opening. */
export async function postUpdate(actor: Actor | null, input: PostUpdateInput, now?: Instant): Promise<Posted> {
  authorize(actor, "incidents.write");
  const { key, seen, incidentId, ...given } = parse(postUpdateInput, input);
  const kept = keyOf(actor, "postUpdate", key);
  const post: Post = { updateId: newId(), incidentId, opens: null, given, seen, key: kept };
  const change = async (tx: Tx, at: Instant) => {
    const { incident, version } = await lookUp(tx, incidentId);
    if (seen !== null && seen !== version) throw new Refusal("conflict");
    const draft = await draftUpdate(tx, given, incident, at);
    const posted = await storeUpdate(tx, incidentId, draft, actor.id, at, { id: post.updateId });
    await tx.incident.update({ where: { id: incidentId }, data: { version: { increment: 1 } } });
    const event = about(
      incidentId,
      "incident.updated",
      { version, status: incidentStatusAt(incident, at) },
      { update: { id: posted.id, ...draft }, notes: posted.notes },
    );
    return { event, result: posted };
  };
  const inDatabase = () => write(actor, change, { now, once: once(kept) });
  return postOrKeep(actor, post, inDatabase, ({ updateId: id }) => ({ id, notes: [] }));
}

/** Changes what an update says; what it said before is kept. */
export async function editUpdate(actor: Actor | null, input: EditUpdateInput, now?: Instant): Promise<void> {
  authorize(actor, "incidents.write");
  const { updateId, ...text } = parse(editUpdateInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await tx.incidentUpdate.findUnique({ where: { id: updateId } });
      if (!before) throw new Refusal("not_found");
      await refuseWithdrawn(tx, before.incidentId);
      const { body, effect = before.effect, scope = before.scope } = text;
      const after = { body, effect, scope };
      if (body !== before.body || effect !== before.effect || scope !== before.scope) {
        const was = { bodyBefore: before.body, effectBefore: before.effect, scopeBefore: before.scope };
        await tx.updateEdit.create({ data: { id: newId(), updateId, at: dateOf(at), ...was } });
      }
      await tx.incidentUpdate.update({ where: { id: updateId }, data: after });
      await changeRow(tx, before.incidentId, {});
      const said = { updateId, body: before.body, effect: before.effect, scope: before.scope };
      return { event: about(before.incidentId, "update.edited", said, { updateId, ...after }), result: undefined };
    },
    { now },
  );
}

/** Changes the incident's name, its impact (null: derived) and whether figures are shown. */
export async function changeIncident(actor: Actor | null, input: ChangeIncidentInput, now?: Instant): Promise<void> {
  authorize(actor, "incidents.write");
  const { incidentId, ...after } = parse(changeIncidentInput, input);
  await write(
    actor,
    async (tx, at) => {
      const { name, impactOverride, limitedDetail } = (await lookUp(tx, incidentId)).incident;
      const before = { name, impactOverride, limitedDetail };
      await storeChange(tx, incidentId, before, after, at);
      await changeRow(tx, incidentId, after);
      const event = about(incidentId, "incident.changed", before, after);
      return { event, result: undefined };
    },
    { now },
  );
}

type Changeable = Pick<Incident, "name" | "impactOverride">;

/** Keeps for the public record what the incident was called and how bad staff said it was, where that changes. */
async function storeChange(tx: Tx, incidentId: Id, before: Changeable, after: Changeable, at: Instant): Promise<void> {
  const renamed = before.name !== after.name;
  const impactChanged = before.impactOverride !== after.impactOverride;
  if (!renamed && !impactChanged) return;
  const names = renamed ? { nameFrom: before.name, nameTo: after.name } : {};
  const impacts = impactChanged ? { impactFrom: before.impactOverride, impactTo: after.impactOverride } : {};
  const change = { id: newId(), incidentId, at: dateOf(at), impactChanged, ...names, ...impacts };
  await tx.incidentChange.create({ data: change });
}

/** Takes back an incident that was posted in error; it stays readable, with the reason. */
export async function withdrawIncident(
  actor: Actor | null,
  input: WithdrawIncidentInput,
  now?: Instant,
): Promise<void> {
  authorize(actor, "incidents.write");
  const { incidentId, reason } = parse(withdrawIncidentInput, input);
  await write(
    actor,
    async (tx, at) => {
      await lookUp(tx, incidentId);
      await refuseWithdrawn(tx, incidentId);
      await changeRow(tx, incidentId, { withdrawnAt: dateOf(at), withdrawnReason: reason });
      return { event: about(incidentId, "incident.withdrawn", null, { withdrawnAt: at, reason }), result: undefined };
    },
    { now },
  );
}

async function lookUp(tx: Tx, id: Id): Promise<{ incident: Incident; version: number }> {
  const row = await tx.incident.findUnique({ where: { id }, include: incidentParts });
  if (!row) throw new Refusal("not_found");
  return { incident: incidentOf(row), version: row.version };
}

async function refuseWithdrawn(tx: Tx, id: Id): Promise<void> {
  const { withdrawnAt } = await tx.incident.findUniqueOrThrow({ where: { id } });
  if (withdrawnAt) throw new InvalidInput({ incidentId: "This incident was withdrawn; it stays as it is." });
}

async function changeRow(tx: Tx, id: Id, data: Prisma.IncidentUpdateInput): Promise<void> {
  await tx.incident.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

function about(incidentId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "incident", subjectId: incidentId, before, after };
}
