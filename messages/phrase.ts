import type { Instant } from "../domain/facts";
import { clock, dayOf, isToday, type Moment } from "./clock";

/** A sentence with its times told apart, so that a page can make `<time>` of them. */
export type Phrase = (string | { at: Instant; text: string; dayOnly: boolean })[];

// Private-use characters that no text of people contains; `phrase` takes them out again.
const open = "\uE000";
const close = "\uE001";
const marked = /\uE000(-?\d+)([df]?)(?:~(-?\d+))?\uE001/g;

/** Stands for a time in a message's values: `t("fact.since", { since: time(at) })`. */
export function time(at: Instant): string {
  return `${open}${at}${close}`;
}

/** A time that follows `near` in the same sentence: its date is said only where it is another one. */
export function timeAfter(near: Instant, at: Instant): string {
  return `${open}${at}~${near}${close}`;
}

/** Like `time`, but only the day where it is not today. */
export function day(at: Instant): string {
  return `${open}${at}d${close}`;
}

/** Like `time`, with its date also where that is today: for text that may be read on another day. */
export function dated(at: Instant): string {
  return `${open}${at}f${close}`;
}

/** Text that people wrote, safe beside times. */
export function told(text: string): string {
  return text.replaceAll(open, "").replaceAll(close, "");
}

export function phrase(text: string, moment: Moment): Phrase {
  const parts: Phrase = [];
  let from = 0;
  for (const found of text.matchAll(marked)) {
    if (found.index > from) parts.push(text.slice(from, found.index));
    const at = Number(found[1]);
    const near = found[3] === undefined ? moment.at : Number(found[3]);
    const dayOnly = found[2] === "d" && !isToday(at, moment);
    const withDate = found[2] === "f" ? `${dayOf(at, moment)}, ${clock(at, moment.timeZone)}` : null;
    parts.push({ at, dayOnly, text: dayOnly ? dayOf(at, moment) : (withDate ?? clock(at, moment.timeZone, near)) });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

export function plain(parts: Phrase): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}
