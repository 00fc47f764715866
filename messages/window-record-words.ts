import type { PublicWindow, WindowEntry } from "../domain/public-page";
import { time, timeAfter, told } from "./phrase";
import { ahead, duration, someNames, type Words, words } from "./words";

type Line<K extends WindowEntry["kind"]> = Extract<WindowEntry, { kind: K }>;

/** What kind of line of the public record this is. `completed` is said only of a window that was. */
export function windowEntryLabel(entry: WindowEntry, window: PublicWindow, t: Words = words()): string {
  switch (entry.kind) {
    case "announced":
      if (entry.how === "imported") return t("window.record.importedLabel");
      return t(entry.how === "uncovered" ? "window.record.saidLabel" : "window.record.announcedLabel");
    case "moved":
      return t(`window.record.${entry.how}Label`);
    case "effects":
      return t("window.record.effectsLabel");
    case "reworded":
      return t("window.record.rewordedLabel");
    case "update":
      return t(`window.record.update.${entry.status === "completed" && !wentWell(window) ? "ended" : entry.status}`);
    case "started":
      return t("window.record.startedLabel");
    case "late":
      return t("window.record.lateLabel");
    case "ended":
      return t(wentWell(window) ? "window.record.completedLabel" : "window.record.endedLabel");
    case "became_incident":
      return t("window.record.incidentLabel");
    case "cancelled":
      return t("window.record.cancelledLabel");
  }
}

/** All of it was well at its end, as far as anybody had announced it. */
function wentWell({ status, announced }: PublicWindow): boolean {
  return status === "completed" && announced !== "imported";
}

/** A line of the public record in sentences; an update's own words and what was said before are not among them. */
export function windowEntryWords(entry: WindowEntry, window: PublicWindow, t: Words = words()): string[] {
  switch (entry.kind) {
    case "announced":
      return [announcedWords(entry, t)];
    case "moved":
      return movedLines(entry, t);
    case "effects":
      return effectLines(entry.changes, t);
    case "reworded":
      return wordsAfter(entry, window).name === entry.before.name
        ? []
        : [t("window.record.renamed", { name: told(entry.before.name) })];
    case "update":
      return [];
    case "started":
      return [startedWords(entry, window, t)];
    case "late":
      return [t("window.record.late")];
    case "ended":
      return [endedWords(entry, window, t)];
    case "became_incident":
      return incidentLines(entry, window, t);
    case "cancelled":
      return [entry.reason.trim() === "" ? t("window.record.cancelled") : told(entry.reason)];
  }
}

function announcedWords({ how, minutesAhead, times }: Line<"announced">, t: Words): string {
  const range = { from: time(times.startAt), to: timeAfter(times.startAt, times.endAt) };
  return t(`window.record.announced.${how}`, { ahead: ahead(minutesAhead, t), ...range });
}

function movedLines({ how, at, from, to }: Line<"moved">, t: Words): string[] {
  if (how === "rescheduled") {
    const range = (of: typeof from) => ({ from: time(of.startAt), to: timeAfter(of.startAt, of.endAt) });
    return [t("window.record.rescheduled", range(to)), t("window.record.rescheduledBefore", range(from))];
  }
  const ends = t("window.record.newEnd", { to: time(to.endAt), was: timeAfter(to.endAt, from.endAt) });
  return how === "extended" && at >= from.endAt ? [ends, t("window.record.saidPastEnd")] : [ends];
}

/** What a window said once its words had been changed. */
export function wordsAfter(entry: Line<"reworded">, { record, name, message }: PublicWindow) {
  const newer = record.slice(0, record.indexOf(entry)).findLast(({ kind }) => kind === "reworded");
  return newer?.kind === "reworded" ? newer.before : { name, message };
}

type Changes = Line<"effects">["changes"];

/** A sentence for each change, with all the components that it was made to. */
function effectLines(changes: Changes, t: Words): string[] {
  const groups = new Map<string, Changes>();
  for (const change of changes) {
    const key = `${change.from} ${change.to}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map((group) => effectChange(group, t));
}

function effectChange(group: Changes, t: Words): string {
  const { from, to } = group[0] ?? { from: null, to: null };
  const names = told(
    someNames(
      group.map(({ name }) => name),
      t,
      6,
    ),
  );
  const count = group.length;
  const word = (effect: NonNullable<typeof to>) => t(`window.effectWord.${effect}`);
  if (to === null) return t("window.record.effectRemoved", { names, count });
  return from === null
    ? t("window.record.effectAdded", { names, count, to: word(to) })
    : t("window.record.effectChanged", { names, to: word(to), from: word(from) });
}

function startedWords({ at, byHand }: Line<"started">, { startAt, announced }: PublicWindow, t: Words): string {
  const early = startAt - at;
  return byHand && early >= 60_000 && announced !== "imported"
    ? t("window.record.startedEarly", { ahead: duration(early, t) })
    : t("window.record.started");
}

function endedWords({ automatically }: Line<"ended">, window: PublicWindow, t: Words): string {
  if (window.announced === "imported") return t("window.record.endedImported");
  if (wentWell(window)) return t(automatically ? "window.record.completedAutomatically" : "window.record.completed");
  return [...(automatically ? [t("window.record.endedAutomatically")] : []), t("window.record.ended")].join(" ");
}

function incidentLines({ incidents }: Line<"became_incident">, { announced }: PublicWindow, t: Words): string[] {
  const said = t(incidents.length > 0 ? "window.record.incident" : "window.record.incidentNoLink");
  return announced === "uncovered" ? [said] : [t("window.record.incidentPlanned"), said];
}

/** The end belongs to the words that were posted with it, where there are some. */
export function recordLines(window: PublicWindow): { entry: WindowEntry; end: Line<"ended"> | null }[] {
  const end = window.record.find((entry): entry is Line<"ended"> => entry.kind === "ended");
  const isWithEnd = (entry: WindowEntry) =>
    entry.kind === "update" && entry.status === "completed" && entry.at === end?.at;
  const told = window.record.find(isWithEnd);
  return window.record
    .filter((entry) => told === undefined || entry !== end)
    .map((entry) => ({ entry, end: entry === told ? (end ?? null) : null }));
}
