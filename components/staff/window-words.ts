import type { Id, Instant } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { clock, type Moment, shortClock } from "@/messages/clock";
import { duration, words } from "@/messages/words";
import { sinceWords } from "./since";

/** Running work, as far as staff are asked about its end. */
export type WatchedWindow = {
  id: Id;
  name: string;
  /** The end that was announced in time. */
  endAt: Instant;
  /** The end that is announced by now; later, where it was extended too late. */
  plannedEndAt: Instant;
  /** When it becomes an incident by itself; null where nobody notices the work. */
  becomesAt: Instant | null;
  /** Whether it will end by itself, if all is well then. */
  autoComplete: boolean;
  /** False for what customers notice and nobody announced: they are told of an outage. */
  announced: boolean;
};

export type WindowDue = "running" | "ending" | "late";

const minute = 60_000;
const askedBefore = 15 * minute;

export function windowDue({ endAt }: Pick<WatchedWindow, "endAt">, now: Instant): WindowDue {
  if (now >= endAt) return "late";
  return endAt - now <= askedBefore ? "ending" : "running";
}

/** What will happen when, unless somebody acts. */
export function dueSentence(window: WatchedWindow, zone: string, now: Instant): string {
  const due = windowDue(window, now);
  const end = sinceWords(window.endAt, zone, now);
  if (due === "late")
    return `It was to end at ${end}, and the page says that it is running late. ${next(window, zone)}`;
  const left = duration(Math.max(minute, window.endAt - now), words());
  if (window.autoComplete) return `${left} left: at ${end} it ends by itself, unless something in it is unwell.`;
  if (due === "running") return `${left} left, until ${end}.`;
  return `${left} left. If nobody has confirmed it by ${end}, the page says that it is running late.`;
}

function next({ becomesAt }: WatchedWindow, zone: string): string {
  if (becomesAt === null) return "Nobody should notice this work, so it never becomes an incident by itself.";
  return `At ${shortClock(becomesAt, zone)} this becomes an incident by itself.`;
}

/** The same where it is only heard: it names the work. */
export function dueReminder(window: WatchedWindow, zone: string, now: Instant): string | null {
  const due = windowDue(window, now);
  const end = shortClock(window.endAt, zone);
  if (due === "running") return null;
  if (due === "late") return `“${window.name}” is past its end of ${end}. ${next(window, zone)}`;
  return window.autoComplete
    ? `“${window.name}” ends by itself at ${end}.`
    : `“${window.name}” ends at ${end}. Confirm that everything is back, or extend it.`;
}

/** Work that became an incident by itself a short while ago. */
export type TurnedWindow = { id: Id; name: string; at: Instant };

export function turnedReminder({ name, at }: TurnedWindow, zone: string): string {
  return `“${name}” became an incident at ${shortClock(at, zone)}, as nobody had confirmed its end.`;
}

/** How a window stands, in a sentence. */
export function windowSentence(window: PublicWindow, page: Moment): string {
  const at = (instant: Instant) => clock(instant, page.timeZone, page.at);
  const { status, startAt, endAt, actualStart, actualEnd } = window;
  if (window.cancelled) return `Cancelled ${at(window.cancelled.at)}: ${window.cancelled.reason}`;
  if (status === "incident" && window.incidentAt !== null) return `Became an incident ${at(window.incidentAt)}`;
  if (window.recordedAt !== null)
    return `${at(startAt)} to ${clock(endAt, page.timeZone, startAt)}, recorded afterwards`;
  if (status === "scheduled") return `Begins ${at(startAt)}, until ${clock(endAt, page.timeZone, startAt)}`;
  if (actualEnd !== null) {
    const how = window.endedAutomatically ? "ended by itself" : "ended";
    const unwell = status === "ended" ? ", while something in it was unwell" : "";
    const began = actualStart ?? startAt;
    return `Began ${at(began)}, ${how} ${clock(actualEnd, page.timeZone, began)}${unwell}`;
  }
  if (actualStart !== null && startAt > page.at) {
    const begun = `Begun by hand ${at(actualStart)}`;
    return window.effect === "none"
      ? `${begun}, earlier than announced; nobody should notice it`
      : `${begun}. Until ${at(startAt)} nobody was told of it, so customers see an outage`;
  }
  if (status === "verifying" && window.runningLate)
    return `Finished and being checked, was to end ${at(window.announcedEndAt)}`;
  if (status === "verifying") return `Finished and being checked, until ${at(endAt)}`;
  return window.runningLate ? `Running late, was to end ${at(window.announcedEndAt)}` : `Running until ${at(endAt)}`;
}

/** What publishing a later end now is, before it is done. */
export function extensionWords(
  window: Pick<PublicWindow, "endAt" | "announcedEndAt" | "effect">,
  settings: { noticeMinutes: number; shortNoticeMinutes: number; graceMinutes: number },
  page: Moment,
): string {
  const before = window.endAt - page.at;
  const end = sinceWords(window.announcedEndAt, page.timeZone, page.at);
  if (window.announcedEndAt >= window.endAt && before >= settings.noticeMinutes * minute)
    return "You are in time: the added time is planned too.";
  if (window.announcedEndAt >= window.endAt && before >= settings.shortNoticeMinutes * minute)
    return "You are in time. The added minutes are told as short notice and count as unplanned.";
  const late =
    page.at >= window.announcedEndAt
      ? `It is running late since ${end} and stays so. A later end tells customers when to expect it back; the page names both ends.`
      : `It is too late to make more time planned: from ${end} on the page says that it is running late, and names both ends.`;
  if (window.effect === "none") return late;
  const becomes = shortClock(window.announcedEndAt + settings.graceMinutes * minute, page.timeZone);
  return `${late} Without a word that everything is back, it becomes an incident at ${becomes} all the same.`;
}

/** Later ends that one touch gives: from the end, or from now where that is over. */
export function laterEnds(endAt: Instant, now: Instant): { minutes: number; at: Instant }[] {
  const from = now < endAt ? endAt : Math.ceil(now / (5 * minute)) * 5 * minute;
  return [15, 30, 60].map((minutes) => ({ minutes, at: from + minutes * minute }));
}
