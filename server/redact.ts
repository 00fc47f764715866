import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import type { Prisma } from "@/generated/prisma/client";
import { type Actor, authorize } from "./actor";
import { type IncidentRow, incidentParts } from "./fact-rows";
import { newId } from "./ids";
import { id, parse } from "./input";
import { loadFacts } from "./load";
import { type Erase, eraseIn, eraserFor } from "./redact-text";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf } from "./time";
import { reasonLine } from "./update-input";
import { type Tx, write } from "./write";

export const redactInput = z.object({
  incidentId: id,
  text: z
    .string({ error: "Copy the words that must go." })
    .trim()
    .min(3, { error: "Give at least three characters, so that nothing else goes with them." })
    .max(25_000, { error: "Redact a shorter part at a time." }),
  reason: reasonLine("why the words go"),
});

/**
 * Takes words out of an incident for good: out of its rows, what they said before, and its events. The public record
 * says that and why. `notes` name other places where the words still stand.
 */
export async function redact(
  actor: Actor | null,
  input: z.input<typeof redactInput>,
  now?: Instant,
): Promise<{ notes: string[] }> {
  authorize(actor, "redact");
  const { incidentId, text, reason } = parse(redactInput, input);
  const erase = eraserFor(text);
  if (erase(reason) !== reason)
    throw new InvalidInput({ reason: "The reason is public: write it without the words that must go." });
  return write(
    actor,
    async (tx, at) => {
      const row = await tx.incident.findUnique({ where: { id: incidentId }, include: incidentParts });
      if (!row) throw new Refusal("not_found");
      const changed = (await eraseIncident(tx, row, erase)) + (await eraseEvents(tx, incidentId, erase));
      if (changed === 0)
        throw new InvalidInput({ text: "These words are not in this incident. Copy them as they stand there." });
      await tx.redaction.create({ data: { id: newId(), incidentId, at: dateOf(at), reason } });
      await tx.incident.update({ where: { id: incidentId }, data: { version: { increment: 1 } } });
      const event = {
        type: "incident.redacted",
        subjectKind: "incident",
        subjectId: incidentId,
        after: { reason, changed },
      };
      return { event, result: { notes: await elsewhere(tx, incidentId, erase) } };
    },
    { now },
  );
}

async function eraseIncident(tx: Tx, row: IncidentRow, erase: Erase): Promise<number> {
  let changed = 0;
  const pick = <T extends Record<string, string | null>>(texts: T): T | null => {
    const erased = eraseIn(texts, erase) as T;
    if (JSON.stringify(erased) === JSON.stringify(texts)) return null;
    changed++;
    return erased;
  };
  const names = pick({ name: row.name, withdrawnReason: row.withdrawnReason });
  if (names) await tx.incident.update({ where: { id: row.id }, data: names });
  for (const { id, body, effect, scope, edits } of row.updates) {
    const data = pick({ body, effect, scope });
    if (data) await tx.incidentUpdate.update({ where: { id }, data });
    for (const { id, bodyBefore, effectBefore, scopeBefore } of edits) {
      const before = pick({ bodyBefore, effectBefore, scopeBefore });
      if (before) await tx.updateEdit.update({ where: { id }, data: before });
    }
  }
  for (const { id, reason } of row.offline) {
    const data = pick({ reason });
    if (data) await tx.offlineInterval.update({ where: { id }, data });
  }
  for (const { id, nameFrom, nameTo } of row.changes) {
    const data = pick({ nameFrom, nameTo });
    if (data) await tx.incidentChange.update({ where: { id }, data });
  }
  for (const { reason } of row.redactions) {
    const data = pick({ reason });
    if (data) await tx.redaction.updateMany({ where: { incidentId: row.id, reason }, data });
  }
  return changed;
}

async function eraseEvents(tx: Tx, incidentId: Id, erase: Erase): Promise<number> {
  let changed = 0;
  const events = await tx.event.findMany({ where: { subjectKind: "incident", subjectId: incidentId } });
  for (const { id, before, after } of events) {
    const data: Prisma.EventUpdateInput = {};
    for (const [key, value] of Object.entries({ before, after })) {
      const erased = eraseIn(value, erase);
      if (JSON.stringify(erased) !== JSON.stringify(value)) Object.assign(data, { [key]: erased });
    }
    if (Object.keys(data).length === 0) continue;
    await tx.event.update({ where: { id }, data });
    changed++;
  }
  return changed;
}

async function elsewhere(tx: Tx, incidentId: Id, erase: Erase): Promise<string[]> {
  const { incidents, maintenances, notices } = await loadFacts(tx);
  const templates = await tx.template.findMany();
  const has = (value: object) => JSON.stringify(eraseIn(value, erase)) !== JSON.stringify(value);
  const found = [
    ...incidents.filter((each) => each.id !== incidentId && has(each)).map(({ name }) => `the incident “${name}”`),
    ...maintenances.filter(has).map(({ announcements }) => `the maintenance “${announcements.at(-1)?.name}”`),
    ...notices.filter(has).map(({ title }) => `the notice “${title}”`),
    ...templates.filter(has).map(({ name }) => `the template “${name}”`),
  ];
  return found.map((place) => `The same words still stand in ${place}.`);
}
