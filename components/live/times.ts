// Adds to printed times what only the reader's browser knows: their own clock, and how long ago.
import { lang, words } from "./words";

// English days are "26 July" on these pages, and its hours "4:36pm".
const dayLang = lang === "en" ? "en-GB" : lang;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string | undefined, options: Intl.DateTimeFormatOptions, locale = lang): Intl.DateTimeFormat {
  const key = [zone, locale, Object.keys(options)].join();
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
}

const hm = { hour: "numeric", minute: "2-digit" } as const;
const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;

function ownTime(at: number, zone: string, printed: string): string {
  const mine = format(undefined, fields);
  // Nobody needs to be told twice: the page has its own zone and UTC.
  if ([zone, "UTC"].some((known) => mine.format(at) === format(known, fields).format(at))) return "";
  const time = format(undefined, hm)
    .format(at)
    .replace(/\s?([AP]M)$/, (_, half) => half.toLowerCase());
  const day = (of?: string) => format(of, { month: "long", day: "numeric" }, dayLang).format(at);
  const dated = day() !== day(zone) || printed.includes(day(zone));
  return words.yours?.replace("{time}", dated ? `${day()}, ${time}` : time) ?? "";
}

const relativeTimes = new Intl.RelativeTimeFormat(dayLang, { numeric: "auto", style: "short" });

function relative(off: number): string {
  const minutes = Math.round(off / 60000);
  if (Math.abs(minutes) < 60) return relativeTimes.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 48
    ? relativeTimes.format(hours, "hour")
    : relativeTimes.format(Math.round(hours / 24), "day");
}

// Lines break after the dots and after a date, nowhere else.
const whole = (text: string) => text.replace(/([^,]) /g, "$1\u00a0");

/** Rewrites the times of a page, one that is shown or one that is to be; `now` by the server's clock. */
export function tellTimes(page: Document, now: number): void {
  const zone = page.getElementById("main")?.dataset.zone;
  if (!zone) return;
  for (const time of page.querySelectorAll<HTMLTimeElement>("time[data-clock]")) {
    const at = Date.parse(time.dateTime);
    const printed = time.textContent ?? "";
    const own = time.dataset.own || (time.dataset.clock !== "far" && ownTime(at, zone, printed));
    if (own && !time.dataset.own) {
      time.dataset.own = own;
      const others = page.createElement("span");
      others.className = "clock-utc";
      others.textContent = [
        "",
        ...printed
          .split(/ \(|\)/)
          .filter(Boolean)
          .map(whole),
      ].join("\u00a0· ");
      time.replaceChildren(own, others);
    }
    const off = at - now;
    // Two weeks back, a hundred days ahead.
    if (!time.dataset.clock || off < -1209600000 || off > 8640000000) continue;
    let ago = time.nextElementSibling;
    if (!ago?.classList.contains("ago")) {
      ago = page.createElement("span");
      ago.className = "ago";
      time.after(" ", ago);
    }
    const said = relative(off);
    if (ago.textContent !== said) ago.textContent = said;
  }
}
