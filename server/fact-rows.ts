import type {
  Announcement,
  BaseChange,
  Component,
  Incident,
  IncidentChange,
  IncidentUpdate,
  Maintenance,
  Notice,
} from "@/domain/facts";
import type { IncidentComponentStatus } from "@/domain/status";
import type { Prisma } from "@/generated/prisma/client";
import { instantOrNull } from "./time";

const asc = "asc" as const;

/**
 * In which order what belongs to one thing is read: pages list components by it, and a database without it gives rows
 * in any order, another one today than tomorrow.
 */
export const inOrder = {
  components: [{ component: { position: asc } }, { componentId: asc }],
  updates: [{ happenedAt: asc }, { postedAt: asc }, { id: asc }],
  changes: [{ at: asc }, { id: asc }],
  offline: [{ fromAt: asc }, { component: { position: asc } }, { id: asc }],
  announcements: [{ announcedAt: asc }, { id: asc }],
};

export const incidentParts = {
  updates: {
    include: { claims: { orderBy: inOrder.components }, edits: { orderBy: inOrder.changes } },
    orderBy: inOrder.updates,
  },
  offline: { orderBy: inOrder.offline },
  redactions: { orderBy: inOrder.changes },
  changes: { orderBy: inOrder.changes },
} satisfies Prisma.IncidentInclude;
export type IncidentRow = Prisma.IncidentGetPayload<{ include: typeof incidentParts }>;

export const maintenanceParts = {
  announcements: {
    include: { components: { orderBy: inOrder.components } },
    orderBy: inOrder.announcements,
  },
  updates: { orderBy: inOrder.updates },
} satisfies Prisma.MaintenanceInclude;
export type MaintenanceRow = Prisma.MaintenanceGetPayload<{ include: typeof maintenanceParts }>;

export function componentOf(row: Prisma.ComponentGetPayload<object>): Component {
  return { ...row, startAt: row.startAt.getTime(), archivedAt: instantOrNull(row.archivedAt) };
}

export function baseChangeOf(row: Prisma.BaseChangeGetPayload<object>): BaseChange {
  return { ...row, happenedAt: row.happenedAt.getTime(), postedAt: row.postedAt.getTime() };
}

export function noticeOf({ fromAt, untilAt, postedAt, withdrawnAt, ...row }: Prisma.NoticeGetPayload<object>): Notice {
  return {
    ...row,
    fromAt: fromAt.getTime(),
    untilAt: instantOrNull(untilAt),
    postedAt: postedAt.getTime(),
    withdrawnAt: instantOrNull(withdrawnAt),
  };
}

export function incidentOf(row: IncidentRow): Incident {
  const { withdrawnAt, withdrawnReason } = row;
  return {
    id: row.id,
    name: row.name,
    impactOverride: row.impactOverride,
    limitedDetail: row.limitedDetail,
    createdAt: row.createdAt.getTime(),
    withdrawn: withdrawnAt && { at: withdrawnAt.getTime(), reason: withdrawnReason ?? "" },
    maintenanceId: row.maintenanceId,
    updates: row.updates.map(updateOf),
    offline: row.offline.map((interval) => ({
      id: interval.id,
      componentId: interval.componentId,
      from: interval.fromAt.getTime(),
      to: instantOrNull(interval.toAt),
      reason: interval.reason,
      postedAt: interval.postedAt.getTime(),
      endPostedAt: instantOrNull(interval.endPostedAt),
    })),
    redactions: row.redactions.map(({ at, reason }) => ({ at: at.getTime(), reason })),
    changes: row.changes.map(changeOf),
  };
}

function changeOf({ id, at, ...row }: IncidentRow["changes"][number]): IncidentChange {
  const { nameFrom, nameTo, impactChanged, impactFrom, impactTo } = row;
  return {
    id,
    at: at.getTime(),
    name: nameFrom === null || nameTo === null ? null : { from: nameFrom, to: nameTo },
    impactOverride: impactChanged ? { from: impactFrom, to: impactTo } : null,
  };
}

function updateOf(row: IncidentRow["updates"][number]): IncidentUpdate {
  return {
    id: row.id,
    status: row.status,
    body: row.body,
    effect: row.effect,
    scope: row.scope,
    happenedAt: row.happenedAt.getTime(),
    postedAt: row.postedAt.getTime(),
    nextUpdateBy: instantOrNull(row.nextUpdateBy),
    components: row.claims.map(({ componentId, status }) => ({
      componentId,
      // A claim is only ever written from a state that an incident may give.
      status: status as IncidentComponentStatus,
    })),
    edits: row.edits.map((edit) => ({
      at: edit.at.getTime(),
      bodyBefore: edit.bodyBefore,
      effectBefore: edit.effectBefore,
      scopeBefore: edit.scopeBefore,
    })),
  };
}

export function maintenanceOf(row: MaintenanceRow): Maintenance {
  return {
    id: row.id,
    seriesId: row.seriesId,
    actualStart: instantOrNull(row.actualStart),
    actualEnd: instantOrNull(row.actualEnd),
    endedAutomatically: row.endedAutomatically,
    imported: row.imported,
    recordedAt: instantOrNull(row.recordedAt),
    cancelled: row.cancelledAt && { at: row.cancelledAt.getTime(), reason: row.cancelledReason ?? "" },
    incidentAt: instantOrNull(row.incidentAt),
    announcements: row.announcements.map(announcementOf),
    updates: row.updates.map(({ id, status, body, happenedAt, postedAt }) => ({
      id,
      status,
      body,
      happenedAt: happenedAt.getTime(),
      postedAt: postedAt.getTime(),
    })),
  };
}

function announcementOf(row: MaintenanceRow["announcements"][number]): Announcement {
  return {
    id: row.id,
    announcedAt: row.announcedAt.getTime(),
    name: row.name,
    message: row.message,
    autoComplete: row.autoComplete,
    noticeMinutes: row.noticeMinutes,
    shortNoticeMinutes: row.shortNoticeMinutes,
    startAt: row.startAt.getTime(),
    endAt: row.endAt.getTime(),
    components: row.components.map(({ componentId, effect }) => ({ componentId, effect })),
  };
}
