import type { Id, Incident, Instant, Maintenance } from "@/domain/facts";
import type { Event, Template } from "@/generated/prisma/client";
import { database } from "./database";
import { incidentOf, incidentParts, maintenanceOf, maintenanceParts } from "./fact-rows";
import { waitingEntries } from "./journal/pending";
import { incidentInMemory, orFromMemory, templatesInMemory } from "./memory";
import { type EditorSeries, seriesOf, seriesParts } from "./series-occurrences";
import { currentDesk, currentFacts } from "./snapshot";
import { instantOrNull } from "./time";

export type EditorIncident = {
  incident: Incident;
  version: number;
  /** The name of whoever posted each update. */
  authors: Record<Id, string>;
  /** When each update was filed that was posted while the database was away. */
  filed: Record<Id, Instant>;
  /** Updates that were posted while the database was away, and wait to be filed. */
  waiting: readonly Id[];
};

/** One incident as staff see it, fresh from the database, or from memory while that is away. */
export async function incidentForEditor(id: Id): Promise<EditorIncident | null> {
  if (waitingEntries().length > 0) return incidentInMemory(id) ?? readIncident(id);
  return orFromMemory(
    () => readIncident(id),
    () => incidentInMemory(id),
  );
}

async function readIncident(id: Id): Promise<EditorIncident | null> {
  const row = await database().incident.findUnique({ where: { id }, include: incidentParts });
  if (!row) return null;
  const authors = await authorsOf(row.updates);
  const filed = row.updates.flatMap(({ id: each, filedAt }) => (filedAt ? [[each, filedAt.getTime()] as const] : []));
  return { incident: incidentOf(row), version: row.version, authors, filed: Object.fromEntries(filed), waiting: [] };
}

async function authorsOf(updates: { id: Id; authorId: Id | null }[]): Promise<Record<Id, string>> {
  const ids = updates.flatMap(({ authorId }) => authorId ?? []);
  const people = await database().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const tokens = await database().apiToken.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map([...people, ...tokens].map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    updates.map(({ id, authorId }) => [id, (authorId && names.get(authorId)) || "Candor"] as const),
  );
}

export type EditorWindow = {
  window: Maintenance;
  version: number;
  /** The name of whoever posted each update. */
  authors: Record<Id, string>;
};

/** One window as staff see it, fresh from the database, or from memory while that is away. */
export async function windowForEditor(id: Id): Promise<EditorWindow | null> {
  return orFromMemory(
    () => readWindow(id),
    () => windowInMemory(id),
  );
}

function windowInMemory(id: Id): EditorWindow | null {
  const window = currentFacts()?.facts.maintenances.find((each) => each.id === id);
  const desk = currentDesk();
  return window && desk ? { window, version: desk.versions[id] ?? 0, authors: desk.authors } : null;
}

async function readWindow(id: Id): Promise<EditorWindow | null> {
  const row = await database().maintenance.findUnique({ where: { id }, include: maintenanceParts });
  return row && { window: maintenanceOf(row), version: row.version, authors: await authorsOf(row.updates) };
}

/** Windows that are over, the one that was announced or recorded last first; `page` counts from 1. */
export async function listWindows({
  page,
  pageSize,
}: {
  page: number;
  pageSize: number;
}): Promise<{ windows: Maintenance[]; total: number }> {
  const skip = (Math.min(Math.max(1, page), furthestPage) - 1) * pageSize;
  const ids = await database().$queryRaw<{ id: Id }[]>`
    SELECT maintenance_id AS id FROM announcement JOIN maintenance ON maintenance.id = maintenance_id
    WHERE imported OR actual_end IS NOT NULL OR cancelled_at IS NOT NULL OR incident_at IS NOT NULL
    GROUP BY maintenance_id ORDER BY min(announced_at) DESC, maintenance_id DESC LIMIT ${pageSize} OFFSET ${skip}`;
  const where = { id: { in: ids.map(({ id }) => id) } };
  const rows = await database().maintenance.findMany({ where, include: maintenanceParts });
  const windows = new Map(rows.map((row) => [row.id, maintenanceOf(row)]));
  const over = {
    OR: [{ imported: true }, ...["actualEnd", "cancelledAt", "incidentAt"].map((at) => ({ NOT: { [at]: null } }))],
  };
  const total = await database().maintenance.count({ where: over });
  return { windows: ids.flatMap(({ id }) => windows.get(id) ?? []), total };
}

/** How many occurrences to come are told of one series. */
const mostUpcoming = 50;

/** One series as staff see it, with what is to come of it. */
export async function seriesForEditor(id: Id, now: Instant = Date.now()): Promise<EditorSeries | null> {
  const row = await database().maintenanceSeries.findUnique({ where: { id }, include: seriesParts });
  return row && seriesOf(row, now, mostUpcoming);
}

/** Those that go on, then those that were ended, newest first; with the next two occurrences of each. */
export async function listSeries(now: Instant = Date.now()): Promise<EditorSeries[]> {
  const rows = await database().maintenanceSeries.findMany({
    include: seriesParts,
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
  });
  return rows.map((row) => seriesOf(row, now, 2));
}

/** Beyond this no page has anything. */
const furthestPage = 1_000_000;

/** All incidents, newest first; `page` counts from 1. */
export async function listIncidents({
  page,
  pageSize,
}: {
  page: number;
  pageSize: number;
}): Promise<{ incidents: Incident[]; total: number }> {
  return orFromMemory(
    () => readIncidents(page, pageSize),
    () => recentIncidents(page, pageSize),
  );
}

function recentIncidents(page: number, pageSize: number): { incidents: Incident[]; total: number } {
  const all = (currentFacts()?.facts.incidents ?? []).toSorted((a, b) => b.createdAt - a.createdAt);
  return { incidents: all.slice((page - 1) * pageSize, page * pageSize), total: all.length };
}

async function readIncidents(page: number, pageSize: number): Promise<{ incidents: Incident[]; total: number }> {
  const [rows, total] = await Promise.all([
    database().incident.findMany({
      include: incidentParts,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (Math.min(Math.max(1, page), furthestPage) - 1) * pageSize,
      take: pageSize,
    }),
    database().incident.count(),
  ]);
  return { incidents: rows.map(incidentOf), total };
}

export type ListedPerson = {
  id: Id;
  email: string;
  name: string;
  role: "owner" | "responder";
  createdAt: Instant;
  deactivatedAt: Instant | null;
};

/** Everybody on staff, the deactivated ones last. */
export async function listPeople(): Promise<ListedPerson[]> {
  const rows = await database().person.findMany({
    omit: { passwordHash: true, sessionEpoch: true },
    orderBy: [{ deactivatedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
  });
  return rows.map(({ createdAt, deactivatedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.getTime(),
    deactivatedAt: instantOrNull(deactivatedAt),
  }));
}

export type ListedInvitation = {
  id: Id;
  email: string;
  role: "owner" | "responder";
  createdAt: Instant;
  expiresAt: Instant;
};

/** Links that can still be used, newest first. */
export async function listInvitations(now: Instant = Date.now()): Promise<ListedInvitation[]> {
  const rows = await database().invitation.findMany({
    where: { usedAt: null, expiresAt: { gt: new Date(now) } },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, email, role, createdAt, expiresAt }) => ({
    id,
    email,
    role,
    createdAt: createdAt.getTime(),
    expiresAt: expiresAt.getTime(),
  }));
}

export type ListedToken = {
  id: Id;
  name: string;
  scopes: string[];
  createdAt: Instant;
  expiresAt: Instant | null;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
};

/** Every token that was ever made, the revoked ones last, newest first. */
export async function listTokens(): Promise<ListedToken[]> {
  const rows = await database().apiToken.findMany({
    omit: { tokenHash: true },
    orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
  });
  return rows.map(({ createdAt, expiresAt, lastUsedAt, revokedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.getTime(),
    expiresAt: instantOrNull(expiresAt),
    lastUsedAt: instantOrNull(lastUsedAt),
    revokedAt: instantOrNull(revokedAt),
  }));
}

export async function listTemplates(): Promise<Template[]> {
  const orderBy = [{ position: "asc" as const }, { id: "asc" as const }];
  return orFromMemory(() => database().template.findMany({ orderBy }), templatesInMemory);
}

/** Whether anybody is on staff yet. */
export async function hasPeople(): Promise<boolean> {
  return orFromMemory(
    async () => (await database().person.findFirst({ select: { id: true } })) !== null,
    // Nobody is let in as the first owner because the database is away.
    () => true,
  );
}

/** One line of the record. */
export type RecordedEvent = Event;

/** What was done to one thing, oldest first. */
export async function eventsOf(kind: string, id: Id): Promise<RecordedEvent[]> {
  const where = { subjectKind: kind, subjectId: id };
  return orFromMemory(
    () => database().event.findMany({ where, orderBy: { id: "asc" } }),
    () => [],
  );
}
