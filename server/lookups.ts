import { LRUCache } from "lru-cache";
import type { Id } from "@/domain/facts";
import { remember } from "./remember";

/** Which facts are in memory; null before any were read. */
type Revision = { databaseId: string; revision: number } | null;

/** How many ask the database at once: strangers can make up addresses faster than it answers. */
export const mostLookUps = 4;
const failureMs = 2_000;

type LookUps = {
  /** What an id was at a revision, also that it was nothing. */
  found: LRUCache<string, { answer: unknown }>;
  /** Kept for a moment, so that all of one answer say the same. */
  failed: LRUCache<string, Error>;
  running: Map<string, Promise<unknown>>;
};

function lookUps(): LookUps {
  return remember("lookups", () => ({
    found: new LRUCache({ max: 2_000 }),
    failed: new LRUCache({ max: 2_000, ttl: failureMs }),
    running: new Map(),
  }));
}

/**
 * What `ask` finds in the database of an id that isn't in memory, asked once for each revision; null when there is
 * none. Throws when it can't tell. One `kind` always comes with the same `ask`.
 */
export async function lookUp<T>(
  kind: "incident" | "maintenance",
  id: Id,
  at: Revision,
  ask: (id: Id) => Promise<T | null>,
): Promise<T | null> {
  const { found, failed, running } = lookUps();
  const key = `${at?.databaseId} ${at?.revision} ${kind} ${id}`;
  const known = at && found.get(key);
  if (known) return known.answer as T | null;
  const failure = failed.get(key);
  if (failure) throw failure;
  if (!running.has(key) && running.size >= mostLookUps) throw new Error("Too many records are looked up at once");
  const asked = (running.get(key) as Promise<T | null> | undefined) ?? ask(id).finally(() => running.delete(key));
  running.set(key, asked);
  try {
    const answer = await asked;
    if (at) found.set(key, { answer });
    return answer;
  } catch (error) {
    failed.set(key, error as Error);
    throw error;
  }
}
