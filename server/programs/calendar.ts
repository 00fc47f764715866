import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Instant } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import type { Source } from "@/messages/v2/source";
import { effectLines } from "@/messages/window-words";
import { words } from "@/messages/words";

const hourSeconds = 60 * 60;

/** Planned work as RFC 5545 has it, what was cancelled too; what nobody announced in time was never in a calendar. */
export function calendarText({ page, site, windows }: Source): string {
  const host = new URL(site.url).hostname;
  const calendar = ical({
    name: words()("calendar.title", { name: page.name }),
    prodId: { company: "Candor", product: "Status page", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: hourSeconds,
    url: `${site.url}/maintenance.ics`,
  });
  const planned = windows().planned.filter(({ announced }) => announced !== "imported");
  for (const window of planned.sort((a, b) => a.startAt - b.startAt || (a.id < b.id ? -1 : 1))) {
    const changed = new Date(lastChange(window));
    calendar.createEvent({
      id: `${window.id}@${host}`,
      // Every line of its record is a change.
      sequence: window.record.length - 1,
      stamp: changed,
      created: new Date(window.announcedAt),
      lastModified: changed,
      start: new Date(window.startAt),
      end: new Date(window.announcedEndAt),
      summary: `${page.name}: ${window.name}`,
      description: descriptionOf(window),
      url: `${site.url}/maintenance/${window.id}`,
      status: window.cancelled === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function lastChange({ announcedAt, record }: PublicWindow): Instant {
  return Math.max(announcedAt, ...record.map((entry) => (entry.kind === "update" ? entry.postedAt : entry.at)));
}

function descriptionOf(window: PublicWindow): string {
  // Of what is to come, whenever it is read.
  const ahead = effectLines({ ...window, status: "scheduled", runningLate: false });
  return [...ahead, window.message].filter((line) => line.trim() !== "").join("\n");
}
