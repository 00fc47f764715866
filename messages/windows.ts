import type { Instant } from "../domain/facts";
import type { PublicPage, PublicWindow } from "../domain/public-page";

/** The window that the page's mode speaks of: the one whose end its headline names. */
export function speakingWindow({ runningWindows, label, headline }: PublicPage): PublicWindow | null {
  const felt = runningWindows.filter((window) => window.effect !== "none");
  const late = (felt.length > 0 ? felt : runningWindows).filter((window) => window.runningLate);
  const able = label === "running_late" || headline.kind === "quiet_work" ? late : felt;
  const told = able.length > 0 ? able : felt.length > 0 ? felt : runningWindows;
  const until = headline.kind === "window" || headline.kind === "running_late" ? headline.until : null;
  return (
    told.find((window) => window.announcedEndAt === until) ?? told.toSorted((a, b) => b.endAt - a.endAt)[0] ?? null
  );
}

/** The next time at which a window begins, or is to be over; null when none is in view. */
export function nextBoundary({ at, runningWindows, upcomingWindows }: PublicPage): Instant | null {
  const ends = runningWindows.flatMap(({ endAt, announcedEndAt }) => [endAt, announcedEndAt]);
  const times = [...ends, ...upcomingWindows.map(({ startAt }) => startAt)].filter((each) => each > at);
  return times.length === 0 ? null : Math.min(...times);
}

/** The window that the label "at short notice" is about. */
export function shortNoticeWindow({ runningWindows, label }: PublicPage): PublicWindow | null {
  if (label !== "maintenance_short_notice") return null;
  const short = runningWindows.filter((window) => window.announced === "short");
  return short.find((window) => window.effect !== "none") ?? short[0] ?? null;
}

/** Work without effect of which all is past its end. */
export function quietWorkIsLate({ runningWindows, headline }: PublicPage): boolean {
  return headline.kind === "quiet_work" && runningWindows.every((window) => window.runningLate);
}

/** Work without effect of which nothing was announced in time. */
export function quietWorkIsUnannounced({ runningWindows, headline }: PublicPage): boolean {
  return headline.kind === "quiet_work" && runningWindows.every(({ announced }) => announced === "uncovered");
}

/** All the work that customers notice is finished, as far as its staff know. */
export function isBeingChecked({ runningWindows }: PublicPage): boolean {
  const felt = runningWindows.filter(({ effect }) => effect !== "none");
  return felt.length > 0 && felt.every(({ status, runningLate }) => status === "verifying" && !runningLate);
}
