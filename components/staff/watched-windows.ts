import type { Facts, Instant } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { announcementInForce } from "@/domain/window";
import type { WatchedWindow } from "./window-words";

const minute = 60_000;

/** Running windows as staff are asked about them. */
export function watchedWindows(windows: readonly PublicWindow[], facts: Facts | null, now: Instant): WatchedWindow[] {
  return windows.map((window) => watchedWindow(window, facts, now));
}

function watchedWindow(window: PublicWindow, facts: Facts | null, now: Instant): WatchedWindow {
  const { id, name, announcedEndAt: endAt, effect } = window;
  const told = facts?.maintenances.find((each) => each.id === id);
  const grace = facts && effect !== "none" ? facts.settings.graceMinutes * minute : null;
  return {
    id,
    name,
    endAt,
    becomesAt: grace === null ? null : endAt + grace,
    autoComplete: (told && announcementInForce(told, now)?.autoComplete) ?? false,
  };
}
