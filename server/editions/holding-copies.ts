import { componentsAt } from "@/domain/component-state";
import { copyOf } from "@/domain/copy";
import type { Component } from "@/domain/facts";
import { deriveHolding, type Holding } from "@/domain/holding";
import { securityHeaders, styleHashOf } from "../headers";
import type { HoldingDocument } from "../holding";
import { holdingProblem } from "../holding-problem";
import { settings } from "../settings";
import { currentFacts, currentPage } from "../snapshot";

/** A holding page as it is kept: equal `printedFrom` are the same text. */
export type HoldingCopy = { printedFrom: string; text: () => string };

/** What a holding page may be asked of: the product as a whole (null), and each component. */
export function holdingSubjects(): (Component | null)[] {
  const facts = currentFacts()?.facts;
  return [null, ...(facts ? componentsAt(facts, currentPage().at) : [])];
}

/** The files of a holding page, by the names that an address may have. */
export function holdingNames(subject: Component | null): string[] {
  const names = subject === null ? ["holding"] : [`holding/${subject.slug}`, `holding/${subject.id}`];
  return [...new Set(names)].map((folder) => `${folder}/index.html`);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * A copy may be read long after: it tells the last known outage with its age, and never explains anything by work,
 * which may be over.
 */
export function holdingCopy(subject: Component | null, draw: HoldingDocument): HoldingCopy {
  const page = copyOf(currentPage());
  const facts = currentFacts()?.facts ?? null;
  const told = deriveHolding(facts, page, subject, page.at);
  const holding = told.mode === "outage" ? withoutWork(told) : deriveHolding(null, page, null, page.at);
  // Where nothing is told of one component among many its age matters less.
  const printedEvery = told.mode === "outage" || subject === null ? minuteMs : hourMs;
  const printedAt = Math.floor(page.at / printedEvery);
  return {
    printedFrom: JSON.stringify([{ ...holding, at: 0 }, page.name, page.supportLink, page.timeZone, printedAt]),
    text: () => withPolicy(draw({ holding, page, statusUrl: `${settings().siteUrl}/` })),
  };
}

function withoutWork(holding: Holding): Holding {
  return { ...holding, also: holding.also.filter(({ kind }) => kind !== "work") };
}

/** What programs are told by a server of files: that nobody can tell, whatever they asked of. */
export function holdingProblemCopy(): HoldingCopy {
  const page = copyOf(currentPage());
  const problem = { ...holdingProblem(deriveHolding(null, page, null, page.at), page, settings().siteUrl) };
  const printedFrom = JSON.stringify({ ...problem, asOf: Math.floor(page.at / hourMs) });
  return { printedFrom, text: () => `${JSON.stringify(problem)}\n` };
}

/** For those who serve the file without headers of ours. */
function withPolicy({ html, style }: ReturnType<HoldingDocument>): string {
  const headers = securityHeaders("holding", { nonce: "", secure: false, dev: false, styleHash: styleHashOf(style) });
  const policy = headers["Content-Security-Policy"];
  return html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}"/>`);
}
