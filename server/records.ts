import type { Facts, Id, Instant } from "@/domain/facts";
import { publicIncident } from "@/domain/public-incident";
import type { PublicIncident, PublicWindow } from "@/domain/public-page";
import { publicWindow } from "@/domain/public-window";
import { loadFacts } from "./load";
import { lookUp } from "./lookups";
import { askForIncident, askForMaintenance, type OlderFacts, withOlder } from "./older-facts";
import { currentFacts, currentPage, currentRevision, isDatabaseGone } from "./snapshot";

/** From memory, or an older one from the database; null when there is no such incident. Throws when it can't tell. */
export function findPublicIncident(id: Id, now?: Instant): Promise<PublicIncident | null> {
  return find({ kind: "incident", told: publicIncident, ask: askForIncident }, id, now);
}

/** The same for a window. */
export function findPublicWindow(id: Id, now?: Instant): Promise<PublicWindow | null> {
  return find({ kind: "maintenance", told: publicWindow, ask: askForMaintenance }, id, now);
}

/** Nobody waits for a database that is known to be away. */
function askIfThere(ask: (id: Id) => Promise<OlderFacts | null>) {
  return (id: Id) => (isDatabaseGone() ? Promise.reject(new Error("The database is away")) : ask(id));
}

type Kind<T> = {
  kind: "incident" | "maintenance";
  told: (facts: Facts, id: Id, now: Instant) => T | null;
  ask: (id: Id) => Promise<OlderFacts | null>;
};

async function find<T>({ kind, told, ask }: Kind<T>, id: Id, now: Instant = currentPage().at): Promise<T | null> {
  const facts = currentFacts()?.facts;
  const found = facts && told(facts, id, now);
  if (found) return found;
  if (!/^[a-z0-9]{1,64}$/.test(id)) return null;
  const older = await lookUp(kind, id, currentRevision(), askIfThere(ask));
  return older && told(withOlder(facts ?? (await loadFacts()), older), id, now);
}
