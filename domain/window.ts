import {
  type Announcement,
  type Id,
  type Instant,
  type Maintenance,
  type MaintenanceUpdate,
  orderUpdates,
} from "./facts";
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

/** What was posted on it of the time until `at`, oldest first. */
export function updatesOf({ updates }: Maintenance, at: Instant): MaintenanceUpdate[] {
  return orderUpdates(updates.filter(({ happenedAt }) => happenedAt <= at));
}

/** The effect that the plan in force gives a component; null when it is not part of the window. */
export function plannedEffect(announcement: Announcement | null | undefined, componentId: Id): ExpectedEffect | null {
  return announcement?.components.find((part) => part.componentId === componentId)?.effect ?? null;
}

export function worstEffect(announcement: Announcement | null): ExpectedEffect {
  const ranks = announcement?.components.map(({ effect }) => expectedEffects.indexOf(effect)) ?? [];
  return expectedEffects[Math.max(0, ...ranks)] ?? "none";
}

/**
 * When work began: by hand, else at the start of the plan that was in force then; a later plan doesn't undo it.
 * Null before, and where it was taken back or told as an incident before it began.
 */
export function workBeganAt(window: Maintenance, at: Instant): Instant | null {
  const planned = plannedStart(window, at);
  if (planned === null) return null;
  const start = Math.min(planned, window.actualStart ?? planned);
  const takenBack = Math.min(window.cancelled?.at ?? start + 1, window.incidentAt ?? start + 1);
  return start <= at && start < takenBack ? start : null;
}

/** The first start that came while its plan was in force, else the start in force. */
function plannedStart(window: Maintenance, at: Instant): Instant | null {
  const versions = announcementsUntil(window, at);
  const kept = versions.find(({ startAt, announcedAt }, index) => {
    const next = versions[index + 1];
    return next === undefined || Math.max(startAt, announcedAt) < next.announcedAt;
  });
  return kept?.startAt ?? null;
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
};

/** What announcements cover, where the component was well at some moment from `wellFrom` on. */
export type Claim = { covered: ExpectedEffect; notice: "full" | "short"; wellFrom: Instant };

/**
 * What a running window covers of a component at `at`, by announcement version: the level that has been announced
 * without a break since a version published in time for what it newly covered.
 * Whether the component was well is for the caller to find out.
 */
export function announcedCoverage(window: Maintenance, componentId: Id, at: Instant): Coverage | null {
  const planned = plannedEffect(announcementInForce(window, at), componentId);
  if (planned === null || workBeganAt(window, at) === null) return null;
  const [best] = announcedClaims(window, componentId, at);
  return { planned, covered: best?.covered ?? "none", notice: best?.notice ?? null };
}

/** The same with the moment from which on the component must have been well, the best first; by `known` at the latest. */
export function announcedClaims(window: Maintenance, componentId: Id, at: Instant, known = at): Claim[] {
  const versions = announcementsUntil(window, known);
  const planned = plannedEffect(versions.at(-1), componentId);
  if (planned === null || window.imported) return [];
  const ranks = expectedEffects.slice(1, expectedEffects.indexOf(planned) + 1).reverse();
  return ranks.flatMap((covered) => {
    const claims = claimsTo(versions, componentId, covered, at);
    return [...claims.filter(({ notice }) => notice === "full"), ...claims.filter(({ notice }) => notice === "short")];
  });
}

/** The versions since which every later one covers the component at that level and moment, each by what it newly covers. */
function claimsTo(versions: Announcement[], componentId: Id, covered: ExpectedEffect, at: Instant): Claim[] {
  const rank = expectedEffects.indexOf(covered);
  const reaches = (version: Announcement | undefined) =>
    expectedEffects.indexOf(plannedEffect(version, componentId) ?? "none") >= rank;
  const contains = (version: Announcement) => reaches(version) && version.startAt <= at && at < version.endAt;
  const broken = versions.findLastIndex((version) => !contains(version));
  return versions.slice(broken + 1).flatMap((version, index): Claim[] => {
    const before = versions[broken + index];
    const isExtension = before !== undefined && reaches(before) && before.endAt <= at && before.endAt > version.startAt;
    const notice = noticeOf(version, isExtension ? before.endAt : version.startAt);
    return notice ? [{ covered, notice, wellFrom: Math.max(version.startAt, version.announcedAt) }] : [];
  });
}
