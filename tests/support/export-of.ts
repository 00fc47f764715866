import type { Facts, Instant } from "@/domain/facts";
import type { Export } from "@/server/moving/export-schema";

const date = (at: Instant) => new Date(at);
const dateOrNull = (at: Instant | null) => (at === null ? null : new Date(at));
const byId = <T extends { id: string }>(all: T[]): T[] => all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
/** What a page with these facts exports. */
export function exportOf(facts: Facts): Export {
  const { page, settings } = facts;
  return {
    format: "candor-export",
    formatVersion: 1,
    candor: "0.1.0",
    exportedAt: new Date(0),
    page: {
      id: "ac9k2m4p7q1x",
      ...page,
      setUpAt: dateOrNull(page.setUpAt),
      ...settings,
      statusEmbed: null,
      createdAt: new Date(0),
    },
    groups: byId(facts.groups).map((group) => ({ ...group, description: null })),
    components: byId(facts.components).map(({ startAt, archivedAt, ...rest }) => {
      const kept = { showcase: null, onlyShowIfDegraded: null };
      return { ...rest, ...kept, startAt: date(startAt), archivedAt: dateOrNull(archivedAt) };
    }),
    baseChanges: byId(facts.baseChanges).map(({ happenedAt, postedAt, ...rest }) => {
      return { ...rest, happenedAt: date(happenedAt), postedAt: date(postedAt) };
    }),
    incidents: byId(facts.incidents).map(incidentOf),
    series: [],
    maintenances: byId(facts.maintenances).map(maintenanceOf),
    notices: [],
    templates: [],
    authors: [],
    importedRecords: [],
    events: [],
  };
}

function incidentOf(incident: Facts["incidents"][number]): Export["incidents"][number] {
  const { id, name, impactOverride, limitedDetail, createdAt, maintenanceId } = incident;
  return {
    id,
    name,
    version: 1,
    impactOverride,
    limitedDetail,
    createdAt: date(createdAt),
    withdrawnAt: null,
    withdrawnReason: null,
    maintenanceId,
    updates: incident.updates.map(({ components, edits, happenedAt, postedAt, nextUpdateBy, ...rest }) => ({
      ...rest,
      happenedAt: date(happenedAt),
      postedAt: date(postedAt),
      nextUpdateBy: dateOrNull(nextUpdateBy),
      filedAt: null,
      authorId: null,
      claims: components,
      edits: [],
    })),
    offline: incident.offline.map(({ from, to, postedAt, endPostedAt, ...rest }) => ({
      ...rest,
      fromAt: date(from),
      toAt: dateOrNull(to),
      postedAt: date(postedAt),
      endPostedAt: dateOrNull(endPostedAt),
    })),
    redactions: [],
    changes: [],
  };
}

function maintenanceOf(window: Facts["maintenances"][number]): Export["maintenances"][number] {
  const { cancelled } = window;
  return {
    id: window.id,
    version: 1,
    seriesId: null,
    occurrence: null,
    actualStart: dateOrNull(window.actualStart),
    actualEnd: dateOrNull(window.actualEnd),
    endedAutomatically: window.endedAutomatically,
    imported: window.imported,
    recordedAt: null,
    cancelledAt: dateOrNull(cancelled?.at ?? null),
    cancelledReason: cancelled?.reason ?? null,
    incidentAt: dateOrNull(window.incidentAt),
    announcements: window.announcements.map(({ announcedAt, startAt, endAt, components, ...rest }) => ({
      ...rest,
      announcedAt: date(announcedAt),
      startAt: date(startAt),
      endAt: date(endAt),
      components: components,
    })),
    updates: window.updates.map(({ happenedAt, postedAt, ...rest }) => {
      return { ...rest, authorId: null, happenedAt: date(happenedAt), postedAt: date(postedAt) };
    }),
  };
}
