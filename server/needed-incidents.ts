import type { Facts, Id } from "@/domain/facts";
import { isOpen } from "@/domain/incident";
import { Prisma } from "@/generated/prisma/client";
import type { Tx } from "./write";

/** What was read before, at an earlier revision of the same database. */
export type ReadBefore = { revision: number; incidents: Facts["incidents"] };

/**
 * Those that were told or changed since then, and whatever is open, however old. What was not open when it was last
 * read can only be so by something that was told of it since; without `before` all are gone through, which takes the
 * longer the more of them there are.
 */
export async function neededIncidents(tx: Tx, since: Date, before: ReadBefore | null): Promise<Id[]> {
  const recent = await tx.$queryRaw<{ id: Id }[]>`
    SELECT id FROM incident WHERE created_at >= ${since} OR withdrawn_at >= ${since}
    UNION SELECT incident_id FROM incident_update WHERE happened_at >= ${since} OR posted_at >= ${since}
    UNION SELECT incident_id FROM offline_interval WHERE to_at IS NULL OR to_at >= ${since}
    UNION SELECT incident.id FROM incident JOIN announcement USING (maintenance_id) WHERE end_at >= ${since}`;
  const open = await openAmong(tx, before && [...openIn(before), ...(await toldSince(tx, before))]);
  return [...new Set([...recent, ...open].map(({ id }) => id))];
}

function openIn({ incidents }: ReadBefore): Id[] {
  return incidents.filter((incident) => isOpen(incident, Number.POSITIVE_INFINITY)).map(({ id }) => id);
}

async function toldSince(tx: Tx, { revision }: ReadBefore): Promise<Id[]> {
  const rows = await tx.$queryRaw<{ id: Id }[]>`
    SELECT DISTINCT subject_id AS id FROM event WHERE revision > ${revision} AND subject_kind = 'incident'`;
  return rows.map(({ id }) => id);
}

/** Those of `ids`, or of all, whose latest update leaves them open. */
function openAmong(tx: Tx, ids: Id[] | null): Promise<{ id: Id }[]> {
  const among = ids === null ? Prisma.empty : Prisma.sql`WHERE incident_id = ANY(${ids})`;
  return tx.$queryRaw<{ id: Id }[]>`
    SELECT incident_id AS id FROM (
      SELECT DISTINCT ON (incident_id) incident_id, status FROM incident_update ${among}
      ORDER BY incident_id, happened_at DESC, posted_at DESC, id COLLATE "C" DESC
    ) AS latest WHERE status <> 'resolved'`;
}
