import type { Id, Incident, Maintenance } from "@/domain/facts";
import { isOpen } from "@/domain/incident";
import { hasBecomeIncident } from "@/domain/window-state";
import { Prisma } from "@/generated/prisma/client";
import { database } from "../database";
import { incidentOf, incidentParts, maintenanceOf, maintenanceParts } from "../fact-rows";
import { waitingEntries } from "../journal/pending";
import { orFromMemory } from "../memory";
import { currentFacts } from "../snapshot";
import { type Context, contextNow } from "./context";
import { incidentAnswer } from "./incident-answers";
import type { IncidentShape } from "./shapes";
import { windowAnswer, windowStatus } from "./window-answers";

type Asked = { q?: string | undefined; page: number; limit: number };
type Records = { incidents: Incident[]; maintenances: Maintenance[] };

/** All incidents and planned work, newest first, without what was taken back. */
export async function listAll({ q = "", page, limit }: Asked): Promise<IncidentShape[]> {
  const waiting = waitingEntries().length > 0;
  const offset = (page - 1) * limit;
  const records = waiting
    ? inMemory(q, offset, limit)
    : await orFromMemory(
        () => inDatabase(q, offset, limit),
        () => inMemory(q, offset, limit),
      );
  return answers(await contextNow(records), records);
}

function answers(context: Context, { incidents, maintenances }: Records): IncidentShape[] {
  const all = [
    ...incidents.map((incident) => incidentAnswer(context, incident)),
    ...maintenances.map((window) => windowAnswer(context, window)),
  ];
  return all.sort((a, b) =>
    a.created_at === b.created_at ? (a.id < b.id ? 1 : -1) : a.created_at < b.created_at ? 1 : -1,
  );
}

async function inDatabase(q: string, offset: number, limit: number): Promise<Records> {
  const like = `%${q.replaceAll("\0", "").replace(/[\\%_]/g, "\\$&")}%`;
  const told = q
    ? Prisma.sql`AND (name ILIKE ${like} OR EXISTS (
        SELECT 1 FROM incident_update WHERE incident_id = incident.id AND body ILIKE ${like}))`
    : Prisma.empty;
  const said = q ? Prisma.sql`AND (name ILIKE ${like} OR message ILIKE ${like})` : Prisma.empty;
  const rows = await database().$queryRaw<{ kind: string; id: Id }[]>`
    SELECT kind, id FROM (
      SELECT 'incident' AS kind, id, created_at AS at FROM incident WHERE withdrawn_at IS NULL ${told}
      UNION ALL
      SELECT 'maintenance', maintenance_id, min(announced_at) FROM announcement
        JOIN maintenance ON maintenance.id = maintenance_id
        WHERE cancelled_at IS NULL ${said} GROUP BY maintenance_id
    ) AS everything ORDER BY at DESC, id DESC LIMIT ${limit} OFFSET ${offset}`;
  const idsOf = (wanted: string) => rows.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const [incidents, maintenances] = await Promise.all([
    database().incident.findMany({ where: { id: { in: idsOf("incident") } }, include: incidentParts }),
    database().maintenance.findMany({ where: { id: { in: idsOf("maintenance") } }, include: maintenanceParts }),
  ]);
  return { incidents: incidents.map(incidentOf), maintenances: maintenances.map(maintenanceOf) };
}

/** What is recent or still open, while nothing else can be read. */
function inMemory(q: string, offset: number, limit: number): Records {
  const { incidents = [], maintenances = [] } = currentFacts()?.facts ?? {};
  const has = (texts: string[]) => texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));
  const told = incidents
    .filter(({ withdrawn, name, updates }) => !withdrawn && has([name, ...updates.map(({ body }) => body)]))
    .map((incident) => ({ at: incident.createdAt, incident }));
  const said = maintenances
    .filter(
      ({ cancelled, announcements }) => !cancelled && has(announcements.flatMap((each) => [each.name, each.message])),
    )
    .map((window) => ({ at: Math.min(...window.announcements.map(({ announcedAt }) => announcedAt)), window }));
  const shown = [...told, ...said].sort((a, b) => b.at - a.at).slice(offset, offset + limit);
  return {
    incidents: shown.flatMap((each) => ("incident" in each ? each.incident : [])),
    maintenances: shown.flatMap((each) => ("window" in each ? each.window : [])),
  };
}

/** Incidents that are open, newest first. */
export async function listUnresolved(): Promise<IncidentShape[]> {
  const context = await contextNow();
  const incidents = context.facts.incidents.filter((incident) => isOpen(incident, context.now));
  return answers(context, { incidents, maintenances: [] });
}

/** Planned work that has one of these states, and was not taken back or turned into an incident. */
export async function listWork(...wanted: IncidentShape["status"][]): Promise<IncidentShape[]> {
  const context = await contextNow();
  const maintenances = context.facts.maintenances.filter(
    (window) =>
      !window.cancelled &&
      !window.imported &&
      !hasBecomeIncident(window, context.now) &&
      wanted.includes(windowStatus(context, window)),
  );
  return answers(context, { incidents: [], maintenances });
}

/** One page of a list. */
export function paged<T>(all: readonly T[], { page, per_page }: { page: number; per_page: number }): T[] {
  return all.slice((page - 1) * per_page, page * per_page);
}
