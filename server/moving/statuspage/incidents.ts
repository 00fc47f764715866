import type { Id, Instant } from "@/domain/facts";
import type { Prisma } from "@/generated/prisma/client";
import { dateOf } from "../../time";
import { counted } from "../counted";
import type { SourceIncident } from "./documents";
import { type Import, mark, markOf, ownIdFor } from "./here";
import { count, fitted } from "./outcome";
import { overrideOf, type ToldInIncident, toldOf } from "./told";

type Rows = {
  incidents: Prisma.IncidentCreateManyInput[];
  updates: Prisma.IncidentUpdateCreateManyInput[];
  claims: Prisma.ComponentClaimCreateManyInput[];
};

/** Brings in incidents that are new, and what is new of those that were brought in before. */
export async function bringIncidents(work: Import): Promise<void> {
  const rows: Rows = { incidents: [], updates: [], claims: [] };
  for (const told of work.source.incidents.toSorted((a, b) => a.created_at - b.created_at)) {
    const known = markOf(work, "incident", told.id);
    if (known) await bringNews(work, rows, told, known.ownId);
    else bringIncident(work, rows, told);
  }
  await work.tx.incident.createMany({ data: rows.incidents });
  await work.tx.incidentUpdate.createMany({ data: rows.updates });
  await work.tx.componentClaim.createMany({ data: rows.claims });
  await moveStarts(work, rows);
}

function bringIncident(work: Import, rows: Rows, told: SourceIncident): void {
  const { outcome, at } = work;
  const updates = toldOf(work, told);
  if (updates.length === 0) {
    outcome.left.push(`The incident “${told.name}” (${told.id}): nothing was posted on it.`);
    return;
  }
  const id = ownIdFor(work, told.id);
  const name = fitted(outcome, told.name, 255, "The incident");
  const createdAt = dateOf(Math.min(told.created_at, at));
  rows.incidents.push({ id, name, impactOverride: overrideOf(told, updates), createdAt });
  mark(work, "incident", told.id, id);
  count(outcome, "incidents, new");
  addUpdates(work, rows, id, updates);
  outcome.done.push(`incident “${name}” with ${counted(updates.length, "update")}`);
  work.events.push(aboutIncident(work, id, told, updates));
  if (isVague(told, updates))
    outcome.notes.add(
      "Some incidents name components without saying how those were; nothing is told of these components.",
    );
}

function isVague({ components }: SourceIncident, updates: readonly ToldInIncident[]): boolean {
  return (components ?? []).length > 0 && updates.every(({ claims }) => claims.length === 0);
}

/** What was posted there since; never over what staff have said here. */
async function bringNews(work: Import, rows: Rows, told: SourceIncident, id: Id): Promise<void> {
  const { tx, outcome } = work;
  const updates = toldOf(work, told);
  const news = updates.filter(({ sourceId }) => !markOf(work, "update", sourceId));
  if (news.length === 0) return;
  const incident = await tx.incident.findUnique({
    where: { id },
    include: { redactions: true, changes: true, updates: { select: { id: true } } },
  });
  const brought = broughtUpdates(work);
  const goesOnHere = incident?.updates.some((update) => !brought.has(update.id));
  if (!incident || incident.withdrawnAt || incident.redactions.length > 0 || goesOnHere) {
    outcome.left.push(
      `${counted(news.length, "update")} of “${told.name}” (${told.id}): staff have gone on with that incident here.`,
    );
    return;
  }
  const impactOverride = incident.changes.some((change) => change.impactChanged)
    ? incident.impactOverride
    : overrideOf(told, updates);
  await tx.incident.update({ where: { id }, data: { impactOverride, version: { increment: 1 } } });
  addUpdates(work, rows, id, news);
  outcome.done.push(`${counted(news.length, "update")} of the incident “${incident.name}”`);
  work.events.push(aboutIncident(work, id, told, news));
}

function broughtUpdates({ marks }: Import): Set<Id> {
  return new Set([...marks].flatMap(([key, { ownId }]) => (key.startsWith("update ") ? [ownId] : [])));
}

function addUpdates(work: Import, rows: Rows, incidentId: Id, updates: readonly ToldInIncident[]): void {
  for (const { sourceId, claims, happenedAt, postedAt, ...said } of updates) {
    const id = ownIdFor(work, sourceId);
    rows.updates.push({ id, incidentId, ...said, happenedAt: dateOf(happenedAt), postedAt: dateOf(postedAt) });
    rows.claims.push(...claims.map((claim) => ({ updateId: id, ...claim })));
    mark(work, "update", sourceId, id);
  }
  count(work.outcome, "updates", updates.length);
}

/** Without their words: whoever redacts those must find them in the incident alone. */
function aboutIncident({ source }: Import, subjectId: Id, { id }: SourceIncident, updates: readonly ToldInIncident[]) {
  const after = { from: source.page.id, sourceId: id, updates: updates.length };
  return { type: "incident.imported", subjectKind: "incident", subjectId, after };
}

/** A component that something is told about was there then. */
async function moveStarts({ tx }: Import, { updates, claims }: Rows): Promise<void> {
  const times = new Map(updates.map(({ id, happenedAt }) => [id, happenedAt as Date]));
  const first = new Map<Id, Instant>();
  for (const { componentId, updateId } of claims) {
    const at = times.get(updateId)?.getTime() ?? Number.POSITIVE_INFINITY;
    first.set(componentId, Math.min(at, first.get(componentId) ?? at));
  }
  for (const [id, at] of first)
    await tx.component.updateMany({ where: { id, startAt: { gt: dateOf(at) } }, data: { startAt: dateOf(at) } });
}
