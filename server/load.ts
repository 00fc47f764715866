import type { Facts, Instant } from "@/domain/facts";
import type { Page } from "@/generated/prisma/client";
import { database } from "./database";
import { type Desk, readDesk } from "./desk";
import {
  baseChangeOf,
  componentOf,
  incidentOf,
  incidentParts,
  maintenanceOf,
  maintenanceParts,
  noticeOf,
} from "./fact-rows";
import { neededIncidents, type ReadBefore } from "./needed-incidents";
import { settings } from "./settings";
import { instantOrNull } from "./time";
import type { Tx } from "./write";

/** What the facts were, at which revision of which database, by the database's clock. */
export type Loaded = { databaseId: string; revision: number; loadedAt: Instant; facts: Facts; desk: Desk };

const day = 24 * 60 * 60_000;
const keptDays = 90;

/**
 * One consistent reading; the revision first. Null while the database has no page. With what was read before, it takes
 * no longer for what is long over.
 */
export async function loadSnapshot(before: Loaded | null = null): Promise<Loaded | null> {
  const limits = { isolationLevel: "RepeatableRead", maxWait: 5_000, timeout: 10_000 } as const;
  return database().$transaction(async (tx) => {
    const read = await readAll(tx, before);
    if (!read) return null;
    const { records, ...loaded } = read;
    return { ...loaded, desk: await readDesk(tx, records) };
  }, limits);
}

/** The facts within a transaction, as a command needs them. */
export async function loadFacts(tx?: Tx): Promise<Facts> {
  const loaded = tx ? await readAll(tx) : await loadSnapshot();
  if (!loaded) throw new Error("The database has no page.");
  return loaded.facts;
}

async function readAll(tx: Tx, before: Loaded | null = null) {
  const page = await tx.page.findUnique({ where: { id: "page" } });
  if (!page) return null;
  const loadedAt = await databaseNow(tx);
  const since = new Date(loadedAt - keptDays * day);
  const incidentRows = await readIncidents(tx, since, earlierOf(before, page));
  const incidents = incidentRows.map(incidentOf);
  const windowRows = await readMaintenances(tx, since, incidents);
  const facts: Facts = {
    page: pageOf(page),
    settings: maintenanceSettings(page),
    groups: await tx.componentGroup.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] }),
    components: (await tx.component.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] })).map(componentOf),
    baseChanges: await readBaseChanges(tx, since),
    incidents,
    maintenances: windowRows.map(maintenanceOf),
    notices: await readNotices(tx, since),
  };
  const records = [...incidentRows, ...windowRows];
  return { databaseId: page.databaseId, revision: page.revision, loadedAt, facts, records };
}

/** What was read before, where the database has only gone on since; null where it was put back or is another. */
function earlierOf(before: Loaded | null, { databaseId, revision }: Page): ReadBefore | null {
  if (before?.databaseId !== databaseId || before.revision > revision) return null;
  return { revision: before.revision, incidents: before.facts.incidents };
}

/** The database's clock. */
export async function databaseNow(tx: Tx): Promise<Instant> {
  const [row] = await tx.$queryRaw<{ now: number }[]>`
    SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  return row?.now ?? Date.now();
}

/** What the environment sets comes before what the page has. */
export function maintenanceSettings({
  noticeMinutes,
  shortNoticeMinutes,
  graceMinutes,
}: Facts["settings"]): Facts["settings"] {
  return { noticeMinutes, shortNoticeMinutes, graceMinutes, ...settings().maintenance };
}

function pageOf(page: Page): Facts["page"] {
  const { name, timeZone, supportLink, accentColor, logo, setUpAt } = page;
  return { name, timeZone, supportLink, accentColor, logo, setUpAt: instantOrNull(setUpAt) };
}

/** Those since then, and for each component the last one before. */
async function readBaseChanges(tx: Tx, since: Date): Promise<Facts["baseChanges"]> {
  const needed = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM base_change WHERE happened_at >= ${since} OR posted_at >= ${since}
    UNION
    SELECT id FROM (
      SELECT DISTINCT ON (component_id) id FROM base_change WHERE happened_at < ${since}
      ORDER BY component_id, happened_at DESC, posted_at DESC, id COLLATE "C" DESC
    ) AS last_before`;
  return (await tx.baseChange.findMany({ where: { id: { in: needed.map(({ id }) => id) } } })).map(baseChangeOf);
}

async function readIncidents(tx: Tx, since: Date, before: ReadBefore | null) {
  const where = { id: { in: await neededIncidents(tx, since, before) } };
  return tx.incident.findMany({ where, include: incidentParts });
}

/** What is to come, under way or ended since then, and what the incidents came from. */
async function readMaintenances(tx: Tx, since: Date, incidents: Facts["incidents"]) {
  const where = {
    OR: [
      { id: { in: incidents.flatMap(({ maintenanceId }) => maintenanceId ?? []) } },
      { actualEnd: null, cancelledAt: null, incidentAt: null },
      { incidentAt: { gte: since } },
      { actualEnd: { gte: since } },
      { cancelledAt: { gte: since } },
      { announcements: { some: { endAt: { gte: since } } } },
    ],
  };
  return tx.maintenance.findMany({ where, include: maintenanceParts });
}

async function readNotices(tx: Tx, since: Date): Promise<Facts["notices"]> {
  const where = { OR: [{ untilAt: null }, { untilAt: { gte: since } }, { postedAt: { gte: since } }] };
  return (await tx.notice.findMany({ where })).map(noticeOf);
}
