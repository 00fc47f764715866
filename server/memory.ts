import type { Id } from "@/domain/facts";
import type { Template } from "@/generated/prisma/client";
import { DatabaseAway, isAway } from "./database-away";
import { waitingEntries } from "./journal/pending";
import type { EditorIncident } from "./reads";
import { currentDesk, currentFacts, isDatabaseGone, onDatabaseLost } from "./snapshot";

/** What the database says, or what is in memory where it can't be asked; nobody waits for a database that is lost. */
export async function orFromMemory<T>(ask: () => Promise<T>, memory: () => T): Promise<T> {
  if (isDatabaseGone()) return memory();
  try {
    return await askWhileThere(ask);
  } catch (error) {
    if (error instanceof DatabaseAway || isAway(error)) return memory();
    throw error;
  }
}

/** Rejects with `DatabaseAway` as soon as the database is known to be lost, whatever becomes of what was asked. */
export function askWhileThere<T>(ask: () => Promise<T>): Promise<T> {
  if (isDatabaseGone()) return Promise.reject(new DatabaseAway());
  return new Promise((resolve, reject) => {
    const stop = onDatabaseLost(() => reject(new DatabaseAway()));
    Promise.try(ask).then(resolve, reject).finally(stop);
  });
}

/** An incident as staff see it, with what waits to be filed; null when it isn't in memory. */
export function incidentInMemory(id: Id): EditorIncident | null {
  const incident = currentFacts()?.facts.incidents.find((each) => each.id === id);
  const desk = currentDesk();
  if (!incident || !desk) return null;
  const waiting = waitingEntries()
    .map(({ entry }) => entry)
    .filter((entry) => entry.incidentId === id);
  const names = Object.fromEntries(waiting.map((entry) => [entry.id, entry.actor.name]));
  const authors = { ...desk.authors, ...names };
  return {
    incident,
    version: (desk.versions[id] ?? 0) + waiting.length,
    authors: Object.fromEntries(incident.updates.map((update) => [update.id, authors[update.id] ?? "Candor"])),
    filed: {},
    waiting: waiting.map((entry) => entry.id),
  };
}

export function templatesInMemory(): Template[] {
  return currentDesk()?.templates ?? [];
}
