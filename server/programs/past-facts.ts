import type { Facts, Id, Instant } from "@/domain/facts";
import { database } from "../database";
import { DatabaseAway } from "../database-away";
import { baseChangeOf, noticeOf } from "../fact-rows";
import { earliest } from "../input";
import { askWhileThere } from "../memory";
import { askForRecords, withOlder } from "../older-facts";
import { currentFacts, isDatabaseGone } from "../snapshot";

const day = 24 * 60 * 60_000;
/** So far back what is in memory tells all (`server/load.ts`). */
const keptDays = 90;
/** Whether work was announced over something that was well is seen in the days before. */
const daysBefore = 30;

/** The facts that tell how things were at a moment; null while none were read. Rejects when only the database could tell and can't. */
export async function factsOf(at: Instant): Promise<Facts | null> {
  const current = currentFacts();
  if (!current) return null;
  // Of the time before any fact there is nothing to ask for.
  if (at >= current.loadedAt - keptDays * day || at < earliest) return current.facts;
  if (isDatabaseGone()) throw new DatabaseAway();
  return askWhileThere(() => askAround(current.facts, at));
}

async function askAround(facts: Facts, at: Instant): Promise<Facts> {
  const [then, since] = [new Date(at), new Date(at - daysBefore * day)];
  const [incidents, windows, baseChanges, notices] = await Promise.all([
    database().$queryRaw<{ id: Id }[]>`
      SELECT incident_id AS id FROM incident_update WHERE happened_at BETWEEN ${since} AND ${then}
      UNION SELECT incident_id FROM (
        SELECT DISTINCT ON (incident_id) incident_id, status FROM incident_update WHERE happened_at <= ${then}
        ORDER BY incident_id, happened_at DESC, posted_at DESC, id COLLATE "C" DESC
      ) AS latest WHERE status <> 'resolved'`,
    database().$queryRaw<{ id: Id }[]>`
      SELECT DISTINCT maintenance_id AS id FROM announcement JOIN maintenance ON maintenance.id = maintenance_id
      WHERE announced_at <= ${then} AND (end_at >= ${since} OR actual_end >= ${since} OR actual_end IS NULL)`,
    database().baseChange.findMany({ where: { happenedAt: { lte: then } } }),
    database().notice.findMany({ where: { fromAt: { lte: then } } }),
  ]);
  const idsOf = (rows: { id: Id }[]) => rows.map(({ id }) => id);
  const older = await askForRecords(idsOf(incidents), idsOf(windows));
  const all = { ...older, baseChanges: [...older.baseChanges, ...baseChanges.map(baseChangeOf)] };
  return { ...withOlder(facts, unique(all)), notices: notices.map(noticeOf) };
}

function unique<T extends { baseChanges: Facts["baseChanges"] }>(older: T): T {
  return { ...older, baseChanges: [...new Map(older.baseChanges.map((change) => [change.id, change])).values()] };
}
