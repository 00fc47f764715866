import type { PublicWindow } from "../domain/public-page";
import { time, timeAfter, told } from "./phrase";
import { movedWords, overran, windowKind, windowMoved, windowState } from "./window-words";
import { ahead, duration, type Words, words } from "./words";

/** The line under a window's name on its own page, fact by fact. */
export function windowFacts(window: PublicWindow, t: Words = words()): string[] {
  switch (windowState(window)) {
    case "scheduled":
    case "in_progress":
      return [...announcedFacts(window, t), ...movedFact(window, t)];
    case "late":
      return [t("fact.notFinished"), t("fact.wasToEnd", { until: time(window.announcedEndAt) })];
    case "verifying":
      return [t("window.checkingFact")];
    case "completed":
      return window.announced === "imported"
        ? [t("window.importedFact")]
        : [t("window.completedFact"), ...howItEnded(window, t)];
    case "ended":
      return [t("window.endedFact"), ...howItEnded(window, t)];
    case "cancelled":
      return [...reasonOf(window), t("window.cancelledFact")];
    case "incident":
      return windowKind(window) === "uncovered"
        ? []
        : [
            t("window.incidentFact", {
              end: time(Math.min(window.announcedEndAt, window.incidentAt ?? window.announcedEndAt)),
            }),
          ];
  }
}

function announcedFacts(window: PublicWindow, t: Words): string[] {
  const kind = windowKind(window);
  if (kind === "outside") return [t(`window.outsideBy.${outsideBy(window)}`)];
  if (kind === "uncovered") return [tooLate(window, t)];
  return kind === "full" ? [t("window.announced", { ahead: ahead(window.minutesAhead, t) })] : [];
}

/** Why work that was announced in time is an outage for a part of it. */
function outsideBy({ actualStart, startAt, record }: PublicWindow): "early" | "widened" | "unwell" {
  if (actualStart !== null && actualStart < startAt) return "early";
  return record.some(({ kind }) => kind === "effects" || kind === "moved") ? "widened" : "unwell";
}

function tooLate({ minutesAhead }: PublicWindow, t: Words): string {
  return minutesAhead > 0
    ? t("window.announcedTooLate", { ahead: ahead(minutesAhead, t) })
    : t("window.announcedNotAhead");
}

function movedFact(window: PublicWindow, t: Words): string[] {
  const moved = movedWords(window, t);
  return moved === null ? [] : [moved];
}

function reasonOf({ cancelled }: PublicWindow): string[] {
  const reason = told(cancelled?.reason ?? "").trim();
  return reason === "" ? [] : [reason];
}

function howItEnded(window: PublicWindow, t: Words): string[] {
  const longer = overran(window);
  if (longer > 0) return [t("window.overran", { duration: duration(longer, t) })];
  return window.endedAutomatically ? [t("window.endedByItself")] : [];
}

/** A row of the times on a window's page. */
export type TimesRow = { key: string; term: string; says: string };

/** When it is or was: the plan in force, the one before, what came of it, and when that was said. */
export function windowTimes(window: PublicWindow, t: Words = words()): TimesRow[] {
  return [...planRows(window, t), ...courseRows(window, t), announcedRow(window, t)];
}

function planRows(window: PublicWindow, t: Words): TimesRow[] {
  const { startAt, endAt, announced, announcedEndAt, original } = window;
  if (announced === "imported") return [];
  const range = (from: number, to: number) => t("window.times.range", { from: time(from), to: timeAfter(from, to) });
  const term = t(announced === "uncovered" ? "window.times.other" : "window.times.planned");
  const says = [range(startAt, endAt), duration(endAt - startAt, t)].join(" · ");
  const rows = [{ key: "plan", term, says }];
  const moved = windowMoved(window);
  if (moved !== null && original !== null)
    rows.push({ key: "before", term: t(`window.times.${moved}`), says: range(original.startAt, original.endAt) });
  if (announcedEndAt < endAt)
    rows.push({
      key: "late",
      term: t("window.state.late"),
      says: t("window.times.lateEnd", { at: time(announcedEndAt) }),
    });
  return rows;
}

function courseRows(window: PublicWindow, t: Words): TimesRow[] {
  const { startAt, actualStart, actualEnd, endedAutomatically, announced } = window;
  const rows: TimesRow[] = [];
  if (actualStart !== null) {
    const early = startAt - actualStart;
    const says =
      early >= 60_000 && announced !== "imported"
        ? t("window.times.early", { at: time(actualStart), ahead: duration(early, t) })
        : time(actualStart);
    rows.push({ key: "began", term: t("window.times.began"), says });
  }
  if (actualEnd !== null) {
    const at = actualStart === null ? time(actualEnd) : timeAfter(actualStart, actualEnd);
    const says = endedAutomatically ? t("window.times.automatically", { at }) : at;
    rows.push({ key: "ended", term: t("window.times.ended"), says });
  }
  return rows;
}

function announcedRow(window: PublicWindow, t: Words): TimesRow {
  const { announced, recordedAt, announcedAt, startAt, original } = window;
  if (announced === "imported") {
    const at = time(recordedAt ?? announcedAt);
    return { key: "said", term: t("window.times.recorded"), says: t("window.times.after", { at }) };
  }
  if (announced === "uncovered") return { key: "said", term: t("window.times.said"), says: time(announcedAt) };
  const minutes = Math.floor(((original?.startAt ?? startAt) - announcedAt) / 60_000);
  const says = t("window.times.ahead", { at: time(announcedAt), ahead: ahead(minutes, t) });
  return { key: "said", term: t("window.times.announced"), says };
}
