import type { Announcement, Facts, Instant, Maintenance } from "./facts";
import type { NameOf } from "./public-incident";
import type { PublicWindow, WindowEntry, WindowTimes } from "./public-page";
import { announcedEnd, announcementsUntil, noticeOf, updatesOf, workBeganAt } from "./window";
import { endedAt } from "./window-state";

const minute = 60_000;
/** What belongs together at one moment is told in this order. */
const order: WindowEntry["kind"][] = [
  "announced",
  "reworded",
  "effects",
  "moved",
  "cancelled",
  "started",
  "late",
  "update",
  "became_incident",
  "ended",
];

/** All that was told of a window by `now`, newest first; nothing in it is ever taken back. */
export function recordOf(facts: Facts, window: Maintenance, now: Instant, nameOf: NameOf): WindowEntry[] {
  const entries = [...announced(window, now, nameOf), ...updates(window, now), ...course(facts, window, now)];
  return entries.sort((a, b) => b.at - a.at || order.indexOf(b.kind) - order.indexOf(a.kind) || (a.id < b.id ? 1 : -1));
}

function announced(window: Maintenance, now: Instant, nameOf: NameOf): WindowEntry[] {
  return announcementsUntil(window, now).flatMap((version, index, versions): WindowEntry[] => {
    const before = versions[index - 1];
    return before ? changesOf(version, before, nameOf) : [firstLine(window, version)];
  });
}

function firstLine(window: Maintenance, version: Announcement): WindowEntry {
  const { id, announcedAt, startAt } = version;
  const how = window.imported ? "imported" : (noticeOf(version, startAt) ?? "uncovered");
  const at = window.recordedAt ?? announcedAt;
  const minutesAhead = Math.floor((startAt - at) / minute);
  return { id, at, kind: "announced", times: timesOf(version), how, minutesAhead };
}

function changesOf(version: Announcement, before: Announcement, nameOf: NameOf): WindowEntry[] {
  const { announcedAt: at, id } = version;
  const [from, to] = [timesOf(before), timesOf(version)];
  const entries: WindowEntry[] = [];
  if (from.startAt !== to.startAt || from.endAt !== to.endAt)
    entries.push({ id: `${id}-times`, at, kind: "moved", how: howMoved(from, to), from, to });
  const changes = effectChanges(version, before, nameOf);
  if (changes.length > 0) entries.push({ id: `${id}-effects`, at, kind: "effects", changes });
  if (version.name !== before.name || version.message !== before.message)
    entries.push({ id: `${id}-words`, at, kind: "reworded", before: { name: before.name, message: before.message } });
  return entries;
}

function timesOf({ startAt, endAt }: Announcement): WindowTimes {
  return { startAt, endAt };
}

function howMoved(from: WindowTimes, to: WindowTimes): "rescheduled" | "extended" | "shortened" {
  if (from.startAt !== to.startAt) return "rescheduled";
  return to.endAt > from.endAt ? "extended" : "shortened";
}

function effectChanges(version: Announcement, before: Announcement, nameOf: NameOf) {
  const effects = new Map(version.components.map(({ componentId, effect }) => [componentId, effect]));
  const former = new Map(before.components.map(({ componentId, effect }) => [componentId, effect]));
  return [...new Set([...former.keys(), ...effects.keys()])].flatMap((id) => {
    const [from, to] = [former.get(id) ?? null, effects.get(id) ?? null];
    return from === to ? [] : [{ name: nameOf(id), from, to }];
  });
}

function updates(window: Maintenance, now: Instant): WindowEntry[] {
  return updatesOf(window, now).map(({ id, status, body, happenedAt: at, postedAt }) => {
    return { id, at, kind: "update", status, body, postedAt };
  });
}

/** What became of it: begun, late, ended, cancelled, told as an outage. */
function course(facts: Facts, window: Maintenance, now: Instant): WindowEntry[] {
  const end = endOf(facts, window, now);
  const ending = end ? [end] : [];
  const began = workBeganAt(window, now);
  if (began === null) return ending;
  const { id, imported, actualStart } = window;
  const started: WindowEntry = { id: `${id}-started`, at: began, kind: "started", byHand: actualStart === began };
  const due = announcedEnd(window, end?.at ?? now);
  const overran = !imported && due !== null && (end ? due < end.at : due <= now);
  return [started, ...(overran ? [{ id: `${id}-late`, at: due, kind: "late" } as const] : []), ...ending];
}

function endOf(facts: Facts, window: Maintenance, now: Instant): WindowEntry | null {
  const { id, cancelled, incidentAt } = window;
  if (cancelled && cancelled.at <= now)
    return { id: `${id}-cancelled`, at: cancelled.at, kind: "cancelled", reason: cancelled.reason };
  if (incidentAt !== null && incidentAt <= now) {
    const incidents = cameFrom(facts, window, now);
    return { id: `${id}-incident`, at: incidentAt, kind: "became_incident", incidents };
  }
  const ended = endedAt(facts, window, now);
  return ended === null
    ? null
    : { id: `${id}-ended`, at: ended, kind: "ended", automatically: endedByItself(window, ended) };
}

/** Whether it was over without anybody's word. */
export function endedByItself(window: Maintenance, ended: Instant): boolean {
  return window.endedAutomatically || window.actualEnd !== ended;
}

/** The incidents that a window was turned into. */
export function cameFrom({ incidents }: Facts, window: Maintenance, now: Instant): PublicWindow["incidents"] {
  return incidents
    .filter(({ maintenanceId, createdAt }) => maintenanceId === window.id && createdAt <= now)
    .map(({ id, name }) => ({ id, name }));
}
