import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Id } from "@/domain/facts";
import { database } from "./database";
import { buildId } from "./editions/build-id";
import { remember } from "./remember";
import { settings } from "./settings";
import { currentFacts } from "./snapshot";

export type RecordKind = "incident" | "maintenance";
export type RecordName = { kind: RecordKind; id: Id };

/** What the revisions since the last look were about; `everything` where that can't be told. */
export type Touched = { records: RecordName[]; everything: boolean };

export type Revision = { databaseId: string; revision: number };

type Known = {
  ids: Record<RecordKind, Set<Id>>;
  /** Up to where the events were read; null before. */
  at: Revision | null;
};

const folders: Record<RecordKind, string> = { incident: "incidents", maintenance: "maintenance" };

function known(): Known {
  return remember("known-records", () => ({
    ids: { incident: printedBefore("incident"), maintenance: printedBefore("maintenance") },
    at: null,
  }));
}

/** Those of which an earlier process left a printed copy: all that can be told while the database is gone. */
function printedBefore(kind: RecordKind): Set<Id> {
  try {
    return new Set(readdirSync(join(settings().dataDir, "editions", folders[kind])));
  } catch {
    return new Set();
  }
}

/** Whether there is an incident or a window of that id, from memory alone; null when nobody can tell. */
export function isRecord(kind: RecordKind, id: Id): boolean | null {
  if (known().ids[kind].has(id)) return true;
  const facts = currentFacts()?.facts;
  const recent = kind === "incident" ? facts?.incidents : facts?.maintenances;
  if (recent?.some((record) => record.id === id)) return true;
  return known().at === null ? null : false;
}

/** Whether the database has told which records there are. */
export function areRecordsKnown(): boolean {
  return known().at !== null;
}

/** Up to which revision it has told what was touched; null before it did. */
export function learntUpTo(): Revision | null {
  return known().at;
}

export function knownRecords(): RecordName[] {
  const { ids } = known();
  return [
    ...[...ids.incident].map((id) => ({ kind: "incident" as const, id })),
    ...[...ids.maintenance].map((id) => ({ kind: "maintenance" as const, id })),
  ];
}

/**
 * Learns which records there are by now, and says what has changed since it was last asked, or since the copies of
 * an earlier process. Rejects without a database.
 */
export async function learnRecords(now: Revision): Promise<Touched> {
  const before = known().at;
  if (before?.databaseId !== now.databaseId) await readIds();
  const from = before ?? copiedUpTo();
  known().at = now;
  if (from?.databaseId !== now.databaseId || from.revision > now.revision) return { records: [], everything: true };
  const touched = await touchedBetween(from.revision, now.revision).catch((error) => {
    known().at = before;
    throw error;
  });
  for (const { kind, id } of touched.records) known().ids[kind].add(id);
  return touched;
}

async function readIds(): Promise<void> {
  const [incidents, windows] = await Promise.all([
    database().$queryRaw<{ id: Id }[]>`SELECT id FROM incident`,
    database().$queryRaw<{ id: Id }[]>`SELECT id FROM maintenance`,
  ]);
  const idsOf = (rows: { id: Id }[]) => new Set(rows.map(({ id }) => id));
  known().ids = { incident: idsOf(incidents), maintenance: idsOf(windows) };
}

const stateFile = () => join(settings().dataDir, "copies.json");

/** Null also where another build printed them: that one drew its pages in its own way. */
function copiedUpTo(): Revision | null {
  try {
    const kept = JSON.parse(readFileSync(stateFile(), "utf8")) as Revision & { build: string };
    return kept.build === buildId() ? kept : null;
  } catch {
    return null;
  }
}

/** All that was touched up to `revision` has its copy on disk: the next process goes on from here. */
export function keepCopiedUpTo(revision: Revision): void {
  writeFileSync(stateFile(), JSON.stringify({ ...revision, build: buildId() }));
}

const ofRecords = ["incident", "maintenance"];
/** What every printed page shows: its frame, and the names of components. */
const ofAll = ["page", "component", "group"];

async function touchedBetween(from: number, to: number): Promise<Touched> {
  if (from === to) return { records: [], everything: false };
  const rows = await database().$queryRaw<{ kind: string; id: Id }[]>`
    SELECT DISTINCT subject_kind AS kind, subject_id AS id FROM event WHERE revision > ${from} AND revision <= ${to}
    UNION SELECT 'maintenance', maintenance_id FROM incident
      WHERE maintenance_id IS NOT NULL AND id IN (SELECT subject_id FROM event WHERE revision > ${from} AND revision <= ${to})
    UNION SELECT 'incident', id FROM incident
      WHERE maintenance_id IN (SELECT subject_id FROM event WHERE revision > ${from} AND revision <= ${to})`;
  const records = rows.filter(({ kind }) => ofRecords.includes(kind)) as RecordName[];
  return { records, everything: rows.some(({ kind }) => ofAll.includes(kind)) };
}
