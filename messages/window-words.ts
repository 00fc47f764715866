import type { PublicWindow } from "../domain/public-page";
import { expectedEffects } from "../domain/status";
import { fullClock, type Moment } from "./clock";
import { phrase, plain, time, timeAfter } from "./phrase";
import { ahead, someNames, type Words, words } from "./words";

/** The status, and `late` where it is past its end and nobody has said that it is finished. */
export type WindowState = PublicWindow["status"] | "late";

export function windowState({ status, runningLate }: PublicWindow): WindowState {
  return runningLate && status === "in_progress" ? "late" : status;
}

/** How it was announced. `outside`: in time, but what is under way goes beyond it. */
export function windowKind({ announced, startAnnounced }: PublicWindow) {
  return announced === "uncovered" && startAnnounced !== null ? "outside" : announced;
}

/** Work that goes on or is to come, as it was announced: the calm page. */
export function isCalm({ status, announced }: PublicWindow): boolean {
  const ahead = status === "scheduled" || status === "in_progress" || status === "verifying";
  return ahead && (announced === "full" || announced === "short");
}

export function isOver({ status }: PublicWindow): boolean {
  return status === "completed" || status === "ended" || status === "cancelled" || status === "incident";
}

/** How far ahead work at short notice was announced; where only a later change of it was, that the start was not. */
export function shortNoticeWords({ startAnnounced, minutesAhead }: PublicWindow, t: Words = words()): string {
  return startAnnounced === "full"
    ? t("window.changedShort")
    : t("window.announcedShort", { ahead: ahead(minutesAhead, t) });
}

/** What it is, for small capitals, and what follows in quieter letters. */
export function windowLabel(window: PublicWindow, t: Words = words()): { label: string; aside: string | null } {
  const state = windowState(window);
  const kind = windowKind(window);
  const short = kind === "short" ? shortNoticeWords(window, t) : null;
  if (state === "scheduled" || state === "in_progress" || kind === "imported")
    return { label: t(`window.kind.${kind}`), aside: short };
  if (state === "incident")
    return { label: t("window.state.incident"), aside: t("window.sinceShort", { at: time(window.incidentAt ?? 0) }) };
  const aside = [t(`window.kindAside.${kind}`), ...(short ? [short] : [])].join(", ");
  return { label: t(`window.state.${state}`), aside };
}

/** The label alone, without times: "Scheduled maintenance", "Cancelled". */
export function windowStateWords(window: PublicWindow, t: Words = words()): string {
  return windowLabel(window, t).label;
}

/** How the effects are told: to come, now, perhaps still, and afterwards. What a copy says of now may be over. */
function tense(window: PublicWindow, isCopy: boolean) {
  const state = windowState(window);
  if (isCopy && state !== "scheduled" && window.announced !== "imported") return "window.effectSaid";
  if (state === "scheduled") return "window.effectAhead";
  if (state === "in_progress") return "window.effectOn";
  if (state === "late" || state === "verifying") return "window.effectMay";
  return window.announced === "imported" ? "window.effectWas" : "window.effectSaid";
}

/** "Harvest is down", worst first: one sentence for each effect. `most`: names in each before the rest is counted. */
export function effectLines(
  window: PublicWindow,
  { isCopy = false }: Pick<Moment, "isCopy"> = {},
  t: Words = words(),
  most = 6,
): string[] {
  const key = tense(window, isCopy);
  return expectedEffects.toReversed().flatMap((effect) => {
    const names = window.components.filter((component) => component.effect === effect).map(({ name }) => name);
    const values = { names: someNames(names, t, most), count: names.length };
    return names.length === 0 ? [] : [t(`${key}.${effect}`, values)];
  });
}

/** What of its plan was changed since it was first announced; null when nothing was. */
export function windowMoved({ original, startAt, endAt }: PublicWindow): "original" | "extended" | "shortened" | null {
  if (original === null) return null;
  if (original.startAt !== startAt) return "original";
  return endAt > original.endAt ? "extended" : "shortened";
}

export function movedWords(window: PublicWindow, t: Words = words()): string | null {
  const moved = windowMoved(window);
  if (moved === null || window.original === null) return null;
  const { startAt, endAt } = window.original;
  return moved === "original"
    ? t("window.original", { from: time(startAt), to: timeAfter(startAt, endAt) })
    : t(`window.${moved}`, { to: time(endAt), end: timeAfter(endAt, window.endAt) });
}

/** How much longer it went on than was announced, in ms; 0 when it did not, or is not over. */
export function overran({ actualEnd, announcedEndAt, announced }: PublicWindow): number {
  if (actualEnd === null || announced === "imported" || announced === "uncovered") return 0;
  return actualEnd - announcedEndAt < 60_000 ? 0 : actualEnd - announcedEndAt;
}

/** "From … to …": the plan in force. */
export function planWords({ startAt, endAt }: PublicWindow, t: Words = words()): string {
  return t("window.plan", { from: time(startAt), to: timeAfter(startAt, endAt) });
}

/** When work is meant to run, and when it began where that was another time. */
export function meantWords({ startAt, endAt, actualStart, runningLate }: PublicWindow, t: Words = words()): string {
  const values = { from: time(startAt), to: timeAfter(startAt, endAt) };
  const meant = t(runningLate ? "window.wasMeant" : "window.meant", values);
  if (actualStart === null || actualStart >= startAt) return meant;
  return `${t("window.begunAt", { at: time(actualStart) })} · ${meant}`;
}

export function windowTitle(window: PublicWindow, pageName: string, t: Words = words()): string {
  return t("title.incident", { state: windowStateWords(window, t), incident: window.name, name: pageName });
}

export function windowDescription(window: PublicWindow, moment: Moment, t: Words = words()): string {
  const effects = effectLines(window, moment, t, 3).map((line) => `${line}.`);
  return [`${plain(phrase(planWords(window, t), moment))}.`, ...effects].join(" ");
}

/** What a customer's own helpdesk needs to know, for pasting. The link is added by the button. */
export function windowTicket(window: PublicWindow, pageName: string, moment: Moment, t: Words = words()): string {
  const full = (at: number) => fullClock(at, moment.timeZone);
  const { name, startAt, endAt, actualStart, actualEnd } = window;
  const lines = [t("copy.ticketText", { state: windowStateWords(window, t), name: pageName, effect: name })];
  const effects = effectLines(window, moment, t, 8);
  if (effects.length > 0) lines.push(t("window.ticketExpect", { effects: effects.join("; ") }));
  lines.push(t("window.ticketPlan", { from: full(startAt), to: full(endAt) }));
  if (actualStart !== null && actualStart !== startAt) lines.push(t("window.ticketBegan", { at: full(actualStart) }));
  if (actualEnd !== null) lines.push(t("window.ticketEnded", { at: full(actualEnd) }));
  return lines.join("\n");
}
