import type { Headline, PublicIncident, PublicPage } from "../domain/public-page";
import { asOf } from "./as-of";
import { incidentState } from "./incident-words";
import { type Phrase, phrase, plain, time, told } from "./phrase";
import { isBeingChecked, quietWorkIsLate, quietWorkIsUnannounced } from "./windows";
import { listOf, someNames, type Words, words } from "./words";

/** The page's first sentence: is it me, and what is it? */
export function answer(page: PublicPage, t: Words = words()): Phrase {
  return phrase(sentence(page, t), page);
}

function sentence(page: PublicPage, t: Words): string {
  const { headline } = page;
  if (page.isCopy && isOfTheMoment(headline)) return copySentence(page, headline, t);
  switch (headline.kind) {
    case "unknown":
      return t(page.unknownBecause === "not_set_up" ? "headline.notSetUp" : "headline.unknown");
    case "clear":
      return page.staleSince === null ? t("headline.clear") : t("headline.clearStale", { at: asOf(page) });
    case "effect":
      return told(headline.text);
    case "taken_offline":
      return offlineWords("headline.taken_offline", headline.names, headline.reason, t);
    case "breadth":
      return breadth(headline, t);
    case "incident":
      return told(headline.name);
    case "working":
      return t(headline.label === "recovered" ? "headline.recovered" : "headline.unstable", {
        since: time(headline.since),
      });
    case "quiet_work": {
      const names = told(someNames(headline.names, t));
      if (quietWorkIsUnannounced(page)) return t("headline.quiet_unannounced", { names });
      return t(quietWorkIsLate(page) ? "headline.running_late.none" : "headline.quiet_work", { names });
    }
    default:
      return workSentence(page, headline, t);
  }
}

type OfTheMoment = Extract<Headline, { kind: "possible_problem" | "quiet_work" | "window" | "running_late" }>;

/** What a copy can't say: it may be over, or worse, when it is read. */
function isOfTheMoment(headline: Headline): headline is OfTheMoment {
  const { kind } = headline;
  return kind === "possible_problem" || kind === "quiet_work" || kind === "window" || kind === "running_late";
}

function copySentence(page: PublicPage, headline: OfTheMoment, t: Words): string {
  if (headline.kind === "possible_problem") return t("headline.copy.possible_problem");
  const names = told(someNames(headline.names, t));
  if (headline.kind === "quiet_work") return t("headline.copy.quiet_work", { names });
  if (headline.kind === "running_late") return t("headline.copy.running_late", { names });
  if (isBeingChecked(page)) return t("headline.copy.checking", { names });
  return t("headline.copy.window", { names, until: time(headline.until) });
}

type WorkHeadline = Extract<Headline, { kind: "possible_problem" | "unannounced_work" | "window" | "running_late" }>;

function workSentence(page: PublicPage, headline: WorkHeadline, t: Words): string {
  if (headline.kind === "possible_problem") return t("headline.possible_problem");
  const names = told(someNames(headline.names, t));
  const count = headline.names.length;
  if (headline.kind === "unannounced_work") {
    return count === 0 ? t("headline.unannounced_work_here") : t("headline.unannounced_work", { names });
  }
  const values = { names, count, until: time(headline.until) };
  if (headline.kind === "window" && isBeingChecked(page)) return t(`headline.checking.${headline.effect}`, values);
  return headline.kind === "window"
    ? t(`headline.window.${headline.effect}`, values)
    : t(`headline.running_late.${headline.effect}`, values);
}

function breadth(headline: Extract<Headline, { kind: "breadth" }>, t: Words): string {
  const { names, affected, total } = headline;
  const state = t(`state.${headline.status}`);
  if (affected > 3)
    return t(affected === total ? "headline.breadthAll" : "headline.breadthSome", { affected, total, state });
  return t("headline.breadthNames", { names: told(listOf(names)), count: names.length, state });
}

type OfflineKey = "headline.taken_offline" | "incident.takenOffline" | "incident.offlineNow";

/** Staff's reason follows as part of the sentence ("to find out why") or after a colon ("Databases crash"). */
export function offlineWords(key: OfflineKey, names: readonly string[], reason: string, t: Words = words()): string {
  const first = reason.trim().split(/\s/, 1)[0] ?? "";
  const joins = t("headline.reasonJoinsAfter").split(" ").includes(first);
  return t(joins ? key : `${key}_reason`, { names: told(listOf(names)), reason: told(reason.trim()) });
}

/** What the browser's tab says. */
export function pageTitle(page: PublicPage, t: Words = words()): string {
  const title = titleOf(page, t);
  if (!page.isCopy || page.staleSince === null) return title;
  return t("title.copy", { title, at: plain(phrase(asOf(page), page)) });
}

function titleOf(page: PublicPage, t: Words): string {
  if (page.mode === "unknown") return t("title.unknown", { name: page.name });
  return page.label === null ? page.name : t(`title.${page.label}`, { name: page.name });
}

export function incidentTitle(incident: PublicIncident, page: PublicPage, t: Words = words()): string {
  return t("title.incident", { state: incidentState(incident, t), incident: incident.name, name: page.name });
}

export function pageDescription(page: PublicPage, t: Words = words()): string {
  return t("page.description", { headline: plain(answer(page, t)), name: page.name });
}
