import type { Facts, Instant } from "@/domain/facts";
import { isOpen } from "@/domain/incident";
import type { PublicWindow } from "@/domain/public-page";
import { announcedEnd, announcementInForce } from "@/domain/window";
import type { TurnedWindow, WatchedWindow } from "./window-words";

const minute = 60_000;

/** Running windows as staff are asked about them. */
export function watchedWindows(windows: readonly PublicWindow[], facts: Facts | null, now: Instant): WatchedWindow[] {
  return windows.map((window) => watchedWindow(window, facts, now));
}

function watchedWindow(window: PublicWindow, facts: Facts | null, now: Instant): WatchedWindow {
  const { id, name, announcedEndAt: endAt, endAt: plannedEndAt, effect } = window;
  const told = facts?.maintenances.find((each) => each.id === id);
  const grace = facts && effect !== "none" ? facts.settings.graceMinutes * minute : null;
  return {
    id,
    name,
    endAt,
    plannedEndAt,
    becomesAt: grace === null ? null : endAt + grace,
    // An end that was moved too late needs a person.
    autoComplete: endAt === plannedEndAt && ((told && announcementInForce(told, now)?.autoComplete) ?? false),
    announced: window.announced !== "uncovered" || effect === "none",
  };
}

/** Work that became an incident by itself, until somebody has written an update of it. */
export function turnedWindows(facts: Facts | null, now: Instant): TurnedWindow[] {
  if (!facts) return [];
  return facts.incidents.flatMap((incident) => {
    const window = facts.maintenances.find(({ id }) => id === incident.maintenanceId);
    const at = window?.incidentAt ?? null;
    if (!window || at === null || incident.updates.length > 1 || !isOpen(incident, now)) return [];
    const end = announcedEnd(window, at);
    if (end === null || at < end + facts.settings.graceMinutes * minute) return [];
    return [{ id: incident.id, name: announcementInForce(window, at)?.name ?? incident.name, at }];
  });
}
