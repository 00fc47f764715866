import { Prisma } from "@/generated/prisma/client";
import type { Tx } from "../write";
import type { Contents } from "./export-schema";

/** Gives the page what the export says of it. Its database gets another id, by which every process reads all anew. */
export async function fitPage(tx: Tx, { id, statusEmbed, ...page }: Contents["page"]): Promise<void> {
  const databaseId = `${id.slice(0, 8)}-${id.slice(8)}-${crypto.randomUUID().slice(14)}`;
  await tx.page.update({ where: { id: "page" }, data: { ...page, databaseId, statusEmbed: json(statusEmbed) } });
}

/** Adds everything else, what is referred to first. */
export async function addContents(tx: Tx, file: Contents): Promise<void> {
  await tx.componentGroup.createMany({ data: file.groups });
  await tx.component.createMany({ data: file.components });
  await tx.baseChange.createMany({ data: file.baseChanges });
  await addSeries(tx, file.series);
  await addMaintenances(tx, file.maintenances);
  await addIncidents(tx, file.incidents);
  await tx.notice.createMany({ data: file.notices });
  await tx.template.createMany({ data: file.templates });
  await tx.author.createMany({ data: file.authors, skipDuplicates: true });
  await tx.importedRecord.createMany({ data: file.importedRecords });
  await addEvents(tx, file.events);
}

async function addSeries(tx: Tx, series: Contents["series"]): Promise<void> {
  await tx.maintenanceSeries.createMany({ data: series.map(({ effects, ...row }) => row) });
  await tx.seriesEffect.createMany({
    data: series.flatMap(({ id: seriesId, effects }) => effects.map((part) => ({ ...part, seriesId }))),
  });
}

async function addMaintenances(tx: Tx, windows: Contents["maintenances"]): Promise<void> {
  const announcements = windows.flatMap(({ id: maintenanceId, announcements }) =>
    announcements.map((part) => ({ ...part, maintenanceId })),
  );
  await tx.maintenance.createMany({ data: windows.map(({ announcements, updates, ...row }) => row) });
  await tx.announcement.createMany({ data: announcements.map(({ components, ...row }) => row) });
  await tx.announcedEffect.createMany({
    data: announcements.flatMap(({ id: announcementId, components }) =>
      components.map((part) => ({ ...part, announcementId })),
    ),
  });
  await tx.maintenanceUpdate.createMany({
    data: windows.flatMap(({ id: maintenanceId, updates }) => updates.map((part) => ({ ...part, maintenanceId }))),
  });
}

async function addIncidents(tx: Tx, incidents: Contents["incidents"]): Promise<void> {
  const updates = incidents.flatMap(({ id: incidentId, updates }) => updates.map((part) => ({ ...part, incidentId })));
  const rows = incidents.map(({ updates, offline, redactions, changes, ...row }) => row);
  await tx.incident.createMany({ data: rows });
  await tx.incidentUpdate.createMany({ data: updates.map(({ claims, edits, ...row }) => row) });
  await tx.componentClaim.createMany({
    data: updates.flatMap(({ id: updateId, claims }) => claims.map((part) => ({ ...part, updateId }))),
  });
  await tx.updateEdit.createMany({
    data: updates.flatMap(({ id: updateId, edits }) => edits.map((part) => ({ ...part, updateId }))),
  });
  await tx.offlineInterval.createMany({
    data: incidents.flatMap(({ id: incidentId, offline }) => offline.map((part) => ({ ...part, incidentId }))),
  });
  await tx.redaction.createMany({
    data: incidents.flatMap(({ id: incidentId, redactions }) => redactions.map((part) => ({ ...part, incidentId }))),
  });
  await tx.incidentChange.createMany({
    data: incidents.flatMap(({ id: incidentId, changes }) => changes.map((part) => ({ ...part, incidentId }))),
  });
}

/** As of this change: whoever looks for what it was about finds them. */
async function addEvents(tx: Tx, events: Contents["events"]): Promise<void> {
  const { revision } = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
  const data = events.map(({ before, after, ...event }) => ({
    ...event,
    revision,
    before: json(before),
    after: json(after),
  }));
  await tx.event.createMany({ data });
}

function json(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value ? (value as Prisma.InputJsonValue) : Prisma.DbNull;
}
