import type { Facts, Id } from "@/domain/facts";
import { mostListed } from "@/messages/v2/documents";
import { database } from "../database";
import { DatabaseAway } from "../database-away";
import type { Revision } from "../known-records";
import { log } from "../log";
import { askWhileThere } from "../memory";
import { askForRecords, type OlderFacts, withOlder } from "../older-facts";
import { remember } from "../remember";
import { currentFacts, currentRevision, isDatabaseGone } from "../snapshot";

type Newest = { at: Revision | null; older: OlderFacts; asking: { of: string; answer: Promise<OlderFacts> } | null };

const none: OlderFacts = { incidents: [], maintenances: [], baseChanges: [] };

function newest(): Newest {
  return remember("newest-records", () => ({ at: null, older: none, asking: null }));
}

/**
 * The facts in memory with the newest records that are too old to be there, asked for once for each revision; without a
 * database what was found before. Null while nothing was read at all. Never rejects.
 */
export async function listedFacts(): Promise<Facts | null> {
  const facts = currentFacts()?.facts;
  if (!facts) return null;
  const older = await olderRecords(facts);
  return older === none ? facts : withOlder(facts, older);
}

async function olderRecords(facts: Facts): Promise<OlderFacts> {
  const now = currentRevision();
  const kept = newest();
  if (!now) return none;
  if (kept.at?.databaseId === now.databaseId && kept.at.revision === now.revision) return kept.older;
  const before = kept.at?.databaseId === now.databaseId ? kept.older : none;
  if (isDatabaseGone()) return before;
  const of = `${now.databaseId} ${now.revision}`;
  try {
    if (kept.asking?.of !== of) kept.asking = { of, answer: ask(facts) };
    const { answer } = kept.asking;
    const older = await askWhileThere(() => answer);
    Object.assign(kept, { at: now, older });
    return older;
  } catch (err) {
    if (!(err instanceof DatabaseAway))
      log().warn({ err }, "The newest records could not be read; lists have what is in memory");
    return before;
  } finally {
    if (kept.asking?.of === of) kept.asking = null;
  }
}

async function ask({ incidents, maintenances }: Facts): Promise<OlderFacts> {
  const [newestIncidents, newestWindows] = await Promise.all([
    database().$queryRaw<{ id: Id }[]>`
      SELECT id FROM incident WHERE withdrawn_at IS NULL ORDER BY created_at DESC, id DESC LIMIT ${mostListed}`,
    database().$queryRaw<{ id: Id }[]>`
      SELECT maintenance_id AS id FROM announcement
      GROUP BY maintenance_id ORDER BY min(announced_at) DESC LIMIT ${mostListed}`,
  ]);
  const missing = (rows: { id: Id }[], held: { id: Id }[]) => {
    const ids = new Set(held.map(({ id }) => id));
    return rows.map(({ id }) => id).filter((id) => !ids.has(id));
  };
  const [incidentIds, windowIds] = [missing(newestIncidents, incidents), missing(newestWindows, maintenances)];
  return incidentIds.length + windowIds.length === 0 ? none : askForRecords(incidentIds, windowIds);
}
