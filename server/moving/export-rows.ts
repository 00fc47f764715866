import { pageIdOf } from "@/domain/derived-id";
import type { Prisma } from "@/generated/prisma/client";
import { database } from "../database";
import { incidentParts, inOrder, maintenanceParts } from "../fact-rows";
import { version } from "../version";
import type { Tx } from "../write";
import { type Contents, type Export, format, formatVersion } from "./export-schema";

/** The events that are neither of accounts and tokens nor of this database alone. */
export const ofThePage = {
  NOT: [{ subjectKind: { in: ["person", "invitation", "token"] } }, { type: "page.restored" }],
} satisfies Prisma.EventWhereInput;

const minutes = 60_000;

/** All that the page is made of, as of one moment. */
export async function readExport(): Promise<Export> {
  const limits = { isolationLevel: "RepeatableRead", maxWait: 10_000, timeout: 10 * minutes } as const;
  return database().$transaction(async (tx) => {
    const contents = await contentsIn(tx);
    return { format, formatVersion, candor: version(), exportedAt: new Date(), ...contents };
  }, limits);
}

/** The same within a transaction. */
export async function contentsIn(tx: Tx): Promise<Contents> {
  return {
    page: await readPage(tx),
    groups: byId(await tx.componentGroup.findMany()),
    components: byId(await tx.component.findMany()),
    baseChanges: byId(await tx.baseChange.findMany()),
    incidents: await readIncidents(tx),
    series: await readSeries(tx),
    maintenances: await readMaintenances(tx),
    notices: byId(await tx.notice.findMany()),
    templates: byId(await tx.template.findMany()),
    authors: await readAuthors(tx),
    importedRecords: sorted(
      await tx.importedRecord.findMany(),
      ({ source, kind, sourceId }) => `${source} ${kind} ${sourceId}`,
    ),
    events: await readEvents(tx),
  };
}

async function readPage(tx: Tx): Promise<Contents["page"]> {
  const omit = { id: true, revision: true, holdingMutedUntil: true } as const;
  const { databaseId, statusEmbed, ...page } = await tx.page.findUniqueOrThrow({ where: { id: "page" }, omit });
  return { id: pageIdOf(databaseId), ...page, statusEmbed: objectOf(statusEmbed) };
}

// As pages read it, so that it says the same on any database.
const ofIncident = { omit: { incidentId: true } } as const;

async function readIncidents(tx: Tx): Promise<Contents["incidents"]> {
  const { updates: said, offline, redactions, changes } = incidentParts;
  const { claims, edits } = said.include;
  const ofUpdate = { omit: { updateId: true } } as const;
  const updates = {
    ...said,
    ...ofIncident,
    include: { claims: { ...claims, ...ofUpdate }, edits: { ...edits, ...ofUpdate } },
  };
  const include = {
    updates,
    offline: { ...offline, ...ofIncident },
    redactions: { ...redactions, ...ofIncident },
    changes: { ...changes, ...ofIncident },
  };
  return byId(await tx.incident.findMany({ include }));
}

async function readSeries(tx: Tx): Promise<Contents["series"]> {
  const include = {
    effects: { omit: { seriesId: true }, orderBy: inOrder.components },
  } satisfies Prisma.MaintenanceSeriesInclude;
  return byId(await tx.maintenanceSeries.findMany({ include }));
}

async function readMaintenances(tx: Tx): Promise<Contents["maintenances"]> {
  const { announcements: all, updates } = maintenanceParts;
  const omit = { maintenanceId: true } as const;
  const components = { ...all.include.components, omit: { announcementId: true } } as const;
  const include = { announcements: { ...all, omit, include: { components } }, updates: { ...updates, omit } };
  return byId(await tx.maintenance.findMany({ include }));
}

/** Whoever wrote an update, by name only: people and tokens of here, and those that came with an export before. */
async function readAuthors(tx: Tx): Promise<Contents["authors"]> {
  const rows = await tx.$queryRaw<Contents["authors"]>`
    SELECT DISTINCT ON (id) id, name FROM (
      SELECT id, name, 1 AS rank FROM person UNION ALL SELECT id, name, 2 FROM api_token
      UNION ALL SELECT id, name, 3 FROM author
    ) AS everybody
    WHERE id IN (SELECT author_id FROM incident_update UNION SELECT author_id FROM maintenance_update)
    ORDER BY id, rank`;
  return byId(rows);
}

async function readEvents(tx: Tx): Promise<Contents["events"]> {
  const omit = { id: true, revision: true } as const;
  const rows = await tx.event.findMany({ where: ofThePage, orderBy: { id: "asc" }, omit });
  return rows.map(({ before, after, ...event }) => ({ ...event, before: objectOf(before), after: objectOf(after) }));
}

function objectOf(value: Prisma.JsonValue): Record<string, unknown> | null {
  return value as Record<string, unknown> | null;
}

/** One order in every database, whatever its collation. */
function sorted<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  const keyed = rows.map((row) => ({ key: keyOf(row), row })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map(({ row }) => row);
}

function byId<T extends { id: string }>(rows: readonly T[]): T[] {
  return sorted(rows, ({ id }) => id);
}
