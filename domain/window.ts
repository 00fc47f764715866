import type { Announcement, Id, Instant, Maintenance } from "./facts";
import { type ExpectedEffect, expectedEffects } from "./status";

const minute = 60_000;
const announcementOrders = new WeakMap<readonly Announcement[], Announcement[]>();

/** Announcements published by `at`, oldest first; an imported window has its first one from the start. */
export function announcementsUntil(window: Maintenance, at: Instant): Announcement[] {
  let ordered = announcementOrders.get(window.announcements);
  if (!ordered) {
    ordered = [...window.announcements].sort((a, b) => a.announcedAt - b.announcedAt || (a.id < b.id ? -1 : 1));
    announcementOrders.set(window.announcements, ordered);
  }
  return window.imported ? ordered : ordered.filter(({ announcedAt }) => announcedAt <= at);
}

export function announcementInForce(window: Maintenance, at: Instant): Announcement | null {
  return announcementsUntil(window, at).at(-1) ?? null;
}

/** The effect that the plan in force gives a component; null when it is not part of the window. */
export function plannedEffect(announcement: Announcement | null | undefined, componentId: Id): ExpectedEffect | null {
  return announcement?.components.find((part) => part.componentId === componentId)?.effect ?? null;
}

export function worstEffect(announcement: Announcement | null): ExpectedEffect {
  const ranks = announcement?.components.map(({ effect }) => expectedEffects.indexOf(effect)) ?? [];
  return expectedEffects[Math.max(0, ...ranks)] ?? "none";
}

/** When work began: by hand, else at the planned start; null before. */
export function workBeganAt(window: Maintenance, at: Instant): Instant | null {
  const inForce = announcementInForce(window, at);
  if (!inForce || (window.cancelled !== null && window.cancelled.at <= at)) return null;
  const start = window.actualStart ?? inForce.startAt;
  return start <= at ? start : null;
}

/**
 * The end up to which the window is announced: an extension counts only when it was published at least
 * `shortNotice` before the end that stood until then; a shortened plan counts at once.
 */
export function announcedEnd(window: Maintenance, at: Instant): Instant | null {
  let end: Instant | null = null;
  for (const announcement of announcementsUntil(window, at)) {
    const late =
      end !== null && announcement.endAt > end && announcement.announcedAt > end - shortNoticeMs(announcement);
    const moved = end !== null && announcement.startAt > announcement.announcedAt && announcement.startAt >= end;
    if (!late || moved) end = announcement.endAt;
  }
  return end;
}

export function shortNoticeMs({ shortNoticeMinutes }: Pick<Announcement, "shortNoticeMinutes">): number {
  return shortNoticeMinutes * minute;
}

/** How far ahead of `newFrom` an announcement was published, in words that the thresholds of its time give. */
export function noticeOf(announcement: Thresholds, newFrom: Instant): "full" | "short" | null {
  const ahead = newFrom - announcement.announcedAt;
  if (ahead < shortNoticeMs(announcement)) return null;
  return ahead >= announcement.noticeMinutes * minute ? "full" : "short";
}

type Thresholds = Pick<Announcement, "announcedAt" | "noticeMinutes" | "shortNoticeMinutes">;

export type Coverage = {
  /** What the plan in force says of the component. */
  planned: ExpectedEffect;
  /** How much of that was announced in time; `none` when nothing was. */
  covered: ExpectedEffect;
  /** How the covered part was announced; null when nothing is covered. */
  notice: "full" | "short" | null;
  /** The component must have been well at some moment from here on; null when nothing is covered. */
  wellFrom: Instant | null;
};

/**
 * What a running window covers of a component at `at`, by announcement version: the level that has been announced
 * without a break since a version published in time for what it newly covered.
 * Whether the component was well is for the caller to find out.
 */
export function announcedCoverage(window: Maintenance, componentId: Id, at: Instant): Coverage | null {
  const versions = announcementsUntil(window, at);
  const planned = plannedEffect(versions.at(-1), componentId);
  const began = workBeganAt(window, at);
  if (planned === null || began === null) return null;
  const uncovered: Coverage = { planned, covered: "none", notice: null, wellFrom: null };
  if (window.imported) return uncovered;
  for (let rank = expectedEffects.indexOf(planned); rank > 0; rank--) {
    const since = announcedSince(versions, componentId, rank, at);
    const notice = since && noticeOf(since.version, since.newFrom);
    if (notice) {
      const wellFrom = Math.max(began, since.version.announcedAt);
      return { planned, covered: expectedEffects[rank] ?? "none", notice, wellFrom };
    }
  }
  return uncovered;
}

/** The version since which every later one covers the component at that level and moment, and where its news begins. */
function announcedSince(versions: Announcement[], componentId: Id, rank: number, at: Instant) {
  const reaches = (version: Announcement | undefined) =>
    expectedEffects.indexOf(plannedEffect(version, componentId) ?? "none") >= rank;
  const contains = (version: Announcement | undefined) =>
    version !== undefined && reaches(version) && version.startAt <= at && at < version.endAt;
  let first = versions.length;
  while (contains(versions[first - 1])) first--;
  const version = versions[first];
  if (!version) return null;
  const before = versions[first - 1];
  const isExtension = before !== undefined && reaches(before) && before.endAt <= at && before.endAt > version.startAt;
  return { version, newFrom: isExtension ? before.endAt : version.startAt };
}
