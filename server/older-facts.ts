import type { Facts, Id, Maintenance } from "@/domain/facts";
import type { Prisma } from "@/generated/prisma/client";
import { database } from "./database";
import { baseChangeOf, incidentOf, incidentParts, maintenanceOf, maintenanceParts } from "./fact-rows";

/** Facts that are too old to be in memory, with those that tell what became of them. */
export type OlderFacts = Pick<Facts, "incidents" | "maintenances" | "baseChanges">;

/** An incident, with the window that it came from; null when there is none. */
export async function askForIncident(id: Id): Promise<OlderFacts | null> {
  const row = await database().incident.findUnique({
    where: { id },
    include: { ...incidentParts, maintenance: { include: maintenanceParts } },
  });
  if (!row) return null;
  const maintenances = row.maintenance ? [maintenanceOf(row.maintenance)] : [];
  return { incidents: [incidentOf(row)], maintenances, baseChanges: [] };
}

/**
 * A window, with what was told of its components up to its end: whether it was completed follows from that.
 * Null when there is none.
 */
export async function askForMaintenance(id: Id): Promise<OlderFacts | null> {
  const row = await database().maintenance.findUnique({ where: { id }, include: maintenanceParts });
  if (!row) return null;
  const window = maintenanceOf(row);
  const around = componentsAndTimes(window);
  const incidents = await database().incident.findMany({
    where: { OR: [{ maintenanceId: id }, toldOf(around)] },
    include: incidentParts,
  });
  const { componentId, until } = around;
  const baseChanges = await database().baseChange.findMany({ where: { componentId, happenedAt: { lte: until } } });
  return { incidents: incidents.map(incidentOf), maintenances: [window], baseChanges: baseChanges.map(baseChangeOf) };
}

/** Several at once, the windows again with what was told of their components. */
export async function askForRecords(incidentIds: Id[], windowIds: Id[]): Promise<OlderFacts> {
  const windows = await database().maintenance.findMany({
    where: { id: { in: windowIds } },
    include: maintenanceParts,
  });
  const maintenances = windows.map(maintenanceOf);
  const around = maintenances.map(componentsAndTimes);
  const incidents = await database().incident.findMany({
    where: { OR: [{ id: { in: incidentIds } }, { maintenanceId: { in: windowIds } }, ...around.map(toldOf)] },
    include: incidentParts,
  });
  const baseChanges = await database().baseChange.findMany({
    where: { OR: around.map(({ componentId, until }) => ({ componentId, happenedAt: { lte: until } })) },
  });
  return { incidents: incidents.map(incidentOf), maintenances, baseChanges: baseChanges.map(baseChangeOf) };
}

type Around = { componentId: { in: Id[] }; since: Date; until: Date };

function componentsAndTimes({ announcements, actualStart, actualEnd }: Maintenance): Around {
  const times = announcements.flatMap(({ announcedAt, startAt, endAt }) => [announcedAt, startAt, endAt]);
  for (const at of [actualStart, actualEnd]) if (at !== null) times.push(at);
  const ids = announcements.flatMap(({ components }) => components.map(({ componentId }) => componentId));
  return {
    componentId: { in: [...new Set(ids)] },
    since: new Date(Math.min(...times)),
    until: new Date(Math.max(...times)),
  };
}

/** What was over before the window was announced, or began after its end, says nothing about it. */
function toldOf({ componentId, since, until }: Around): Prisma.IncidentWhereInput {
  return {
    AND: [
      { updates: { some: { happenedAt: { gte: since } } } },
      { updates: { some: { happenedAt: { lte: until } } } },
      { OR: [{ updates: { some: { claims: { some: { componentId } } } } }, { offline: { some: { componentId } } }] },
    ],
  };
}

/** Both together; what is in memory wins. */
export function withOlder(facts: Facts, older: OlderFacts): Facts {
  const joined = <T extends { id: Id }>(known: T[], found: T[]) => {
    const ids = new Set(known.map(({ id }) => id));
    return [...known, ...found.filter(({ id }) => !ids.has(id))];
  };
  return {
    ...facts,
    incidents: joined(facts.incidents, older.incidents),
    maintenances: joined(facts.maintenances, older.maintenances),
    baseChanges: joined(facts.baseChanges, older.baseChanges),
  };
}
