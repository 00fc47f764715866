import type { Instant } from "../domain/facts";

/** Where and when something is read: the page's zone, and now; or by whom it is kept for later. A `PublicPage` is one. */
export type Moment = { timeZone: string; at: Instant; isCopy?: boolean };

type Pieces = { year: string; month: string; day: string; weekday: string; hour: string; minute: string; half: string };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${Object.entries(options).join()}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

function pieces(at: Instant, zone: string): Pieces {
  const parts = format("en-US", zone, {
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
  }).formatToParts(at);
  const piece = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return {
    year: piece("year"),
    month: piece("month"),
    day: piece("day"),
    weekday: piece("weekday"),
    hour: piece("hour"),
    minute: piece("minute"),
    half: piece("dayPeriod").toLowerCase(),
  };
}

// Each English locale knows the letters of its own part of the world only: en-US has EDT, en-GB has CEST, en-AU has AEST.
const englishes = ["en-US", "en-GB", "en-AU", "en-IN", "en-ZA", "en-NZ", "en-CA"];

/** "EDT", "CEST", or "UTC+9" where no English locale has letters for the zone at that time. */
export function zoneName(at: Instant, zone: string): string {
  let name = "";
  for (const locale of englishes) {
    const parts = format(locale, zone, { timeZoneName: "short", hour: "numeric" }).formatToParts(at);
    name = parts.find((part) => part.type === "timeZoneName")?.value ?? name;
    if (/^[A-Z]{2,5}$/.test(name)) return name;
  }
  return name.replace("GMT", "UTC").replace("-", "−");
}

/** "10:36am". */
export function shortClock(at: Instant, zone: string): string {
  const { hour, minute, half } = pieces(at, zone);
  return `${hour}:${minute}${half}`;
}

/** "14:36 UTC". */
function utcClock(at: Instant): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** "26 July", with the year where it is not the present one. */
export function dayOf(at: Instant, { timeZone, at: now }: Moment): string {
  const { day, month, year } = pieces(at, timeZone);
  return year === pieces(now, timeZone).year ? `${day} ${month}` : `${day} ${month} ${year}`;
}

/** "Tue 26 July" of a date like `2016-07-26`. */
export function dateInWords(date: string, moment: Moment): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const { weekday, day, month, year } = pieces(noon, "UTC");
  const now = pieces(moment.at, moment.timeZone);
  return year === now.year ? `${weekday} ${day} ${month}` : `${weekday} ${day} ${month} ${year}`;
}

function sameDay(a: Pieces, b: Pieces): boolean {
  return a.day === b.day && a.month === b.month && a.year === b.year;
}

export function isToday(at: Instant, { timeZone, at: now }: Moment): boolean {
  return sameDay(pieces(at, timeZone), pieces(now, timeZone));
}

function utcPart(at: Instant, zone: string): string {
  const utc = pieces(at, "UTC");
  return sameDay(utc, pieces(at, zone)) ? utcClock(at) : `${utcClock(at)} on ${utc.day} ${utc.month}`;
}

/** The clock time in two parts, so that a page can set the date apart. */
export function clockParts(at: Instant, zone: string, now?: Instant): { day: string | null; time: string } {
  const moment = { timeZone: zone, at: now ?? at };
  const day = isToday(at, moment) ? null : dayOf(at, moment);
  const name = zoneName(at, zone);
  const time = name === "UTC" ? utcClock(at) : `${shortClock(at, zone)} ${name} (${utcPart(at, zone)})`;
  return { day, time };
}

/** "10:36am EDT (14:36 UTC)"; with the date before it whenever that is not today: "25 July, 10:36am EDT (14:36 UTC)". */
export function clock(at: Instant, zone: string, now?: Instant): string {
  const { day, time } = clockParts(at, zone, now);
  return day === null ? time : `${day}, ${time}`;
}

/** Always with date and year, for text that is carried elsewhere: "26 July 2016, 10:36am EDT (14:36 UTC)". */
export function fullClock(at: Instant, zone: string): string {
  const { day, month, year } = pieces(at, zone);
  return `${day} ${month} ${year}, ${clock(at, zone)}`;
}

/** The pieces of "Jun 18, 18:09 UTC", as feeds of status pages have them. */
export function feedClock(at: Instant, zone: string): { month: string; day: string; time: string; zone: string } {
  const parts = format("en-US", zone, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const piece = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const time = `${piece("hour")}:${piece("minute")}`;
  return { month: piece("month"), day: piece("day"), time, zone: zoneName(at, zone) };
}
