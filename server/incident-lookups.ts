import { LRUCache } from "lru-cache";
import type { Id, Incident } from "@/domain/facts";
import { database } from "./database";
import { incidentOf, incidentParts } from "./fact-rows";
import { remember } from "./remember";

/** Which facts are in memory; null before any were read. */
type Revision = { databaseId: string; revision: number } | null;

/** How many ask the database at once: strangers can make up addresses faster than it answers. */
export const mostLookUps = 4;
const failureMs = 2_000;

type LookUps = {
  /** What an id was at a revision, also that it was nothing. */
  found: LRUCache<string, { incident: Incident | null }>;
  /** Kept for a moment, so that all of one answer say the same. */
  failed: LRUCache<string, Error>;
  running: Map<string, Promise<Incident | null>>;
};

function lookUps(): LookUps {
  return remember("incident-lookups", () => ({
    found: new LRUCache({ max: 2_000 }),
    failed: new LRUCache({ max: 2_000, ttl: failureMs }),
    running: new Map(),
  }));
}

/** An incident from the database, asked once for each revision; null when there is none. Throws when it can't tell. */
export async function lookUpIncident(id: Id, at: Revision): Promise<Incident | null> {
  const { found, failed, running } = lookUps();
  const key = `${at?.databaseId} ${at?.revision} ${id}`;
  const known = at && found.get(key);
  if (known) return known.incident;
  const failure = failed.get(key);
  if (failure) throw failure;
  if (!running.has(key) && running.size >= mostLookUps) throw new Error("Too many incidents are looked up at once");
  const asked = running.get(key) ?? ask(id).finally(() => running.delete(key));
  running.set(key, asked);
  try {
    const incident = await asked;
    if (at) found.set(key, { incident });
    return incident;
  } catch (error) {
    failed.set(key, error as Error);
    throw error;
  }
}

async function ask(id: Id): Promise<Incident | null> {
  const row = await database().incident.findUnique({ where: { id }, include: incidentParts });
  return row && incidentOf(row);
}
