import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import type { Id } from "@/domain/facts";
import { remember } from "./remember";

/** Which facts are in memory; null before any were read. */
type Revision = { databaseId: string; revision: number } | null;

/** How many ask the database at once, and how many wait for that: beyond, it could not keep up. */
export const mostLookUps = 4;
export const mostWaitingLookUps = 100;
const failureMs = 2_000;

type LookUps = {
  /** What an id was at a revision, also that it was nothing. */
  found: LRUCache<string, { answer: unknown }>;
  /** Kept for a moment, so that all of one answer say the same. */
  failed: LRUCache<string, Error>;
  running: Map<string, Promise<unknown>>;
  turns: PQueue;
};

function lookUps(): LookUps {
  return remember("lookups", () => ({
    found: new LRUCache({ max: 2_000 }),
    failed: new LRUCache({ max: 2_000, ttl: failureMs }),
    running: new Map(),
    turns: new PQueue({ concurrency: mostLookUps }),
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
  const { found, failed, running, turns } = lookUps();
  const key = `${at?.databaseId} ${at?.revision} ${kind} ${id}`;
  const known = at && found.get(key);
  if (known) return known.answer as T | null;
  const failure = failed.get(key);
  if (failure) throw failure;
  if (!running.has(key) && turns.size >= mostWaitingLookUps) throw new Error("Too many records are looked up at once");
  const under = running.get(key) as Promise<T | null> | undefined;
  const asked = under ?? turns.add(() => ask(id)).finally(() => running.delete(key));
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
