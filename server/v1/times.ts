import type { Id, Instant } from "@/domain/facts";
import { database } from "../database";
import { orFromMemory } from "../memory";
import { remember } from "../remember";
import { currentRevision } from "../snapshot";

/** When something was made and last changed, as far as that is recorded. */
export type Times = { createdAt: Instant; updatedAt: Instant };
type Revision = { databaseId: string; revision: number };

const nothingRead = () => ({ upTo: null as Revision | null, times: new Map<Id, Times>() });

/** The times of components and groups by their ids: all of them are read once, and then what each revision adds. */
export async function componentTimes(): Promise<ReadonlyMap<Id, Times>> {
  const now = currentRevision();
  const known = remember("component-times", () => ({ read: nothingRead() }));
  const before = now && goesOnFrom(known.read.upTo, now) ? known.read : nothingRead();
  if (now && before.upTo?.revision === now.revision) return before.times;
  return orFromMemory(
    async () => {
      const times = new Map(before.times);
      for (const [id, each] of await readSince(before.upTo?.revision ?? -1)) times.set(id, joined(times.get(id), each));
      known.read = { upTo: now, times };
      return times;
    },
    () => known.read.times,
  );
}

function goesOnFrom(before: Revision | null, { databaseId, revision }: Revision): boolean {
  return before?.databaseId === databaseId && before.revision <= revision;
}

function joined(before: Times | undefined, { createdAt, updatedAt }: Times): Times {
  if (!before) return { createdAt, updatedAt };
  return { createdAt: Math.min(before.createdAt, createdAt), updatedAt: Math.max(before.updatedAt, updatedAt) };
}

async function readSince(revision: number): Promise<[Id, Times][]> {
  const rows = await database().$queryRaw<{ id: Id; createdAt: Date; updatedAt: Date }[]>`
    SELECT subject_id AS id, min(at) AS "createdAt", max(at) AS "updatedAt" FROM event
    WHERE subject_kind IN ('component', 'group') AND revision > ${revision} GROUP BY subject_id`;
  return rows.map(({ id, createdAt, updatedAt }) => [
    id,
    { createdAt: createdAt.getTime(), updatedAt: updatedAt.getTime() },
  ]);
}
