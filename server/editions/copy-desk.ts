import { setImmediate as turn } from "node:timers/promises";
import type { Component } from "@/domain/facts";
import type { HoldingDocument } from "../holding";
import { isRecord, keepCopiedUpTo, knownRecords, learntUpTo, type Revision } from "../known-records";
import { log } from "../log";
import { type ProgramDocument, presentDocuments, programDocuments } from "../programs/documents";
import { fingerprintOfSaid } from "../programs/said";
import { saidInCopy } from "../programs/said-now";
import { remember } from "../remember";
import { currentPage } from "../snapshot";
import { copyName, hasCopy, writeCopy } from "./copies";
import { type Document, missingDocument, pageDocument, recordDocument } from "./document";
import { type Errand, Errands, first, posted, soon, whenQuiet } from "./errands";
import { heartbeat } from "./heartbeat";
import { holdingCopy, holdingNames, holdingProblemCopy, holdingSubjects } from "./holding-copies";
import { type Changed, onEditions } from "./keeper";
import { manuscriptOf, printedCopy } from "./printing";
import { staticFiles } from "./statics";
import { removeStrays } from "./stray-copies";

type Desk = {
  errands: Errands;
  /** What each file was printed from, so that only what has changed is written. */
  written: Map<string, string>;
  /** What could not be written; tried again every minute. */
  failed: Map<string, Errand>;
  /** The revision whose copies are all written or due; null before any is. */
  upTo: Revision | null;
  ends: (() => void)[];
  draw: HoldingDocument | null;
};

const everyMs = 60_000;
const drainMs = 4_000;

function desk(): Desk {
  return remember("copy-desk", () => ({
    errands: new Errands(after),
    written: new Map(),
    failed: new Map(),
    upTo: null,
    ends: [],
    draw: null,
  }));
}

/** Keeps copies of all that is printed on disk from now on, each with its age, for when Candor is not there. */
export function startCopies(draw: HoldingDocument): void {
  desk().draw = draw;
  desk().ends.push(onEditions(take));
  const timer = setInterval(refresh, everyMs);
  timer.unref();
  desk().ends.push(() => clearInterval(timer));
  refresh();
  later("statics", writeStatics, soon);
}

/** Copies what has none yet, when nothing else is to be done. */
export function copyMissing(): void {
  for (const { kind, id } of knownRecords()) {
    const document = recordDocument(kind, id);
    if (!hasCopy(document)) copy(document, whenQuiet);
  }
}

/** Resolves when what is urgent was written, or after a few seconds; the next process writes the rest. */
export async function stopCopies(): Promise<void> {
  for (const end of desk().ends.splice(0)) end();
  await desk().errands.end(drainMs);
  keepUpTo();
}

export function copiesWaiting(): number {
  return desk().errands.waiting;
}

/** What has an age is printed anew, and what failed is tried again. */
function refresh(): void {
  keepUpTo();
  for (const errand of desk().failed.values()) desk().errands.run(errand);
  later("heartbeat.json", writeHeartbeat, first);
  for (const document of [pageDocument, ...presentDocuments]) copy(document, first);
  copyFrames();
}

/** What shows the status beside something else, and what lists records. */
function copyFrames(): void {
  for (const document of [missingDocument, ...programDocuments]) copy(document, soon);
  for (const subject of holdingSubjects()) later(holdingNames(subject)[0] ?? "", () => writeHolding(subject), soon);
}

function take({ documents, everything }: Changed): void {
  for (const document of documents) copy(document, document.kind === "page" ? first : posted);
  copyFrames();
  if (everything) {
    for (const { kind, id } of knownRecords()) copy(recordDocument(kind, id), whenQuiet);
    later("strays", () => removeStrays((name) => desk().written.delete(name)), whenQuiet);
  }
  desk().upTo = learntUpTo();
}

/** The next process needs to look only at what comes after. */
function keepUpTo(): void {
  const { errands, failed, upTo } = desk();
  if (errands.isDone && failed.size === 0 && upTo) keepCopiedUpTo(upTo);
}

function later(name: string, work: () => Promise<void>, rank: number): void {
  desk().errands.run({ name, work, rank });
}

/** A full disk is said once, and when it is over. */
function after(errand: Errand, err: unknown): void {
  const { failed } = desk();
  const { name } = errand;
  if (err === null) {
    if (failed.delete(name) && failed.size === 0) log().info("All copies could be written again");
    return;
  }
  if (failed.size === 0) log().error({ err, name }, "A copy can't be written; it is tried again every minute");
  failed.set(name, errand);
}

function copy(document: Document, rank: number): void {
  later(copyName(document), () => writeDocument(document, rank), rank);
}

async function writeDocument(document: Document, rank: number): Promise<void> {
  if (document.kind === "program") return writeProgram(document, rank);
  if ("id" in document && isRecord(document.kind, document.id) === false) return;
  const manuscript = await manuscriptOf(document);
  const minute = "id" in document ? "" : Math.floor(manuscript.page.at / everyMs);
  const printedFrom = `${manuscript.fingerprint} ${minute}`;
  await put(copyName(document), printedFrom, () => printedCopy(manuscript), rank);
}

async function writeProgram(document: ProgramDocument, rank: number): Promise<void> {
  const said = await saidInCopy(document, currentPage());
  await put(copyName(document), fingerprintOfSaid(said), () => said.text, rank);
}

async function writeHolding(subject: Component | null): Promise<void> {
  const { draw } = desk();
  if (draw === null) return;
  // There may be a thousand of them: others have their turn in between.
  await turn();
  const { printedFrom, text } = holdingCopy(subject, draw);
  for (const name of holdingNames(subject)) await put(name, printedFrom, text, soon);
  if (subject !== null) return;
  const problem = holdingProblemCopy();
  await put("holding/index.json", problem.printedFrom, problem.text, soon);
}

async function writeStatics(): Promise<void> {
  for (const { name, bytes } of staticFiles()) await writeCopy(name, bytes, soon);
}

function writeHeartbeat(): Promise<void> {
  return put("heartbeat.json", null, heartbeat, first);
}

/** Writes what is printed from something else than the last time; `null` is always. */
async function put(name: string, printedFrom: string | null, text: () => string | Promise<string>, rank: number) {
  const { written } = desk();
  if (printedFrom !== null && written.get(name) === printedFrom) return;
  await writeCopy(name, Buffer.from(await text()), rank);
  if (printedFrom !== null) written.set(name, printedFrom);
}
