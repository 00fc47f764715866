import type { Id, Incident, Instant } from "@/domain/facts";
import type { Event, Template } from "@/generated/prisma/client";
import { database } from "./database";
import { incidentOf, incidentParts } from "./fact-rows";
import { instantOrNull } from "./time";

export type EditorIncident = {
  incident: Incident;
  version: number;
  /** The name of whoever posted each update. */
  authors: Record<Id, string>;
};

/** One incident as staff see it, fresh from the database. */
export async function incidentForEditor(id: Id): Promise<EditorIncident | null> {
  const row = await database().incident.findUnique({ where: { id }, include: incidentParts });
  if (!row) return null;
  const ids = row.updates.flatMap(({ authorId }) => authorId ?? []);
  const people = await database().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const tokens = await database().apiToken.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map([...people, ...tokens].map(({ id, name }) => [id, name]));
  const authors = row.updates.map(({ id, authorId }) => [id, (authorId && names.get(authorId)) || "Candor"] as const);
  return { incident: incidentOf(row), version: row.version, authors: Object.fromEntries(authors) };
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

export async function listTemplates(): Promise<Template[]> {
  return database().template.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
}

/** Whether anybody is on staff yet. */
export async function hasPeople(): Promise<boolean> {
  return (await database().person.findFirst({ select: { id: true } })) !== null;
}

/** One line of the record. */
export type RecordedEvent = Event;

/** What was done to one thing, oldest first. */
export async function eventsOf(kind: string, id: Id): Promise<RecordedEvent[]> {
  return database().event.findMany({ where: { subjectKind: kind, subjectId: id }, orderBy: { id: "asc" } });
}
