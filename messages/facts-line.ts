import type { PublicPage, PublicPromise, PublicWindow } from "../domain/public-page";
import { day, type Phrase, phrase, time, told } from "./phrase";
import { speakingWindow } from "./windows";
import { ahead, type Words, words } from "./words";

/** The second line under the page's answer, fact by fact. */
export function factsLine(page: PublicPage, t: Words = words()): Phrase[] {
  return factsOf(page, t).map((fact) => phrase(fact, page));
}

function factsOf(page: PublicPage, t: Words): string[] {
  if (page.mode === "unknown") return [t(page.unknownBecause === "not_set_up" ? "fact.notSetUp" : "fact.unknown")];
  if (page.mode === "outage") return outageFacts(page, t);
  if (page.mode === "maintenance") return windowFacts(page, t);
  return quietFacts(page, t);
}

function outageFacts(page: PublicPage, t: Words): string[] {
  const facts: string[] = [];
  const { headline, since, problemsBeganAt } = page;
  if (headline.kind === "working" && headline.label === "unstable") {
    facts.push(headline.failedAt === null ? t("fact.mayFail") : t("fact.failed", { failed: time(headline.failedAt) }));
  } else if (page.label === "recovered") facts.push(t("fact.watching"));
  const sinceSaid = headline.kind === "working" && headline.label === "recovered";
  if (since !== null && !sinceSaid) facts.push(t(sinceKey(headline.kind), { since: time(since) }));
  if (problemsBeganAt !== null && problemsBeganAt !== since)
    facts.push(t("fact.began", { began: time(problemsBeganAt) }));
  const only = page.openIncidents.length === 1 ? page.openIncidents[0] : undefined;
  if (only?.scope) facts.push(t("fact.scope", { scope: told(only.scope) }));
  return facts;
}

/** Taken offline after it had failed: "since" alone would be read as since it was taken offline. */
function sinceKey(headline: PublicPage["headline"]["kind"]) {
  if (headline === "working") return "fact.workingSince";
  return headline === "taken_offline" ? "fact.downSince" : "fact.since";
}

function windowFacts(page: PublicPage, t: Words): string[] {
  const window = speakingWindow(page);
  if (!window) return [];
  if (window.status === "verifying")
    return [t("window.checkingFact"), ...(window.runningLate ? endFacts(window, t) : [])];
  if (window.runningLate) return lateFacts(window, t);
  return page.label === "maintenance" ? [t("fact.announcedAhead", { ahead: ahead(window.minutesAhead, t) })] : [];
}

/** What is said of work past its end. */
export function lateFacts(window: PublicWindow, t: Words): string[] {
  return [t("fact.notFinished"), ...endFacts(window, t)];
}

/** The end that counts, and the one that was said too late to count. */
export function endFacts({ announcedEndAt, endAt }: PublicWindow, t: Words): string[] {
  const was = t("fact.wasToEnd", { until: time(announcedEndAt) });
  return endAt > announcedEndAt ? [was, t("fact.expectedBy", { until: time(endAt) })] : [was];
}

function quietFacts(page: PublicPage, t: Words): string[] {
  const facts: string[] = [];
  const window = page.headline.kind === "quiet_work" ? speakingWindow(page) : null;
  if (window?.runningLate) facts.push(...lateFacts(window, t));
  else if (window?.announced === "uncovered") facts.push(t("fact.quietUnannounced", { until: time(window.endAt) }));
  else if (window) facts.push(t("fact.quiet", { ahead: ahead(window.minutesAhead, t), until: time(window.endAt) }));
  if (page.headline.kind === "possible_problem") facts.push(t("fact.possible"));
  if (page.lastPostedAt !== null) facts.push(t("fact.lastPosted", { at: day(page.lastPostedAt) }));
  return facts;
}

/** "Next update by …", or that it is late. */
export function promiseWords(promise: PublicPromise, t: Words = words()): string {
  return t(promise.overdue ? "promise.overdue" : "promise.due", { by: time(promise.by) });
}
