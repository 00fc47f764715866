import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import { log } from "../log";
import { countPrint } from "../metrics";
import type { ProgramDocument } from "../programs/documents";
import { programEdition } from "../programs/edition";
import { fingerprintOfSaid } from "../programs/said";
import { saidNow } from "../programs/said-now";
import { remember } from "../remember";
import { currentPage } from "../snapshot";
import { type Document, pageDocument } from "./document";
import { type Edition, pressHarder } from "./edition";
import { type Manuscript, manuscriptOf, printed } from "./printing";

type Kept = { edition: Edition; checkedAt: number };

type Shelf = {
  kept: LRUCache<string, Kept>;
  /** Goes up whenever what is printed may no longer be so. */
  version: number;
  changedAt: number;
  running: Map<string, Promise<Edition>>;
  turns: PQueue;
};

/** Next renders one page after the other anyway; more at once would only hold up each other. */
const printsAtOnce = 2;
/** Beyond this many, whoever asks is better served by what is there. */
const mostWaiting = 200;

const mostBytes = 64 * 1024 * 1024;
/** So often the printed minute is brought up to date, where somebody asks. */
const freshMs = 60_000;
/** So long after a change the old bytes go out while the new ones are printed. */
const meanwhileMs = 2_000;
const patienceMs = 3_000;
/** What stays as long is worth compressing well. */
const restMs = 5_000;

function shelf(): Shelf {
  return remember("editions", () => ({
    kept: new LRUCache({ maxSize: mostBytes, sizeCalculation: ({ edition }) => edition.size }),
    version: 0,
    changedAt: 0,
    running: new Map(),
    turns: new PQueue({ concurrency: printsAtOnce }),
  }));
}

/** What may be sent at once: printed from the facts of this moment, within the last minute; undefined when there is none. */
export function editionAtHand(document: Document): Edition | undefined {
  const { kept, version } = shelf();
  const found = kept.get(document.path);
  if (found?.checkedAt !== version || Date.now() - found.edition.printedAt >= freshMs) return undefined;
  return found.edition;
}

/**
 * The document as it is now, or for a moment after a change as it was before; the last good one when it can't be
 * printed in time. Rejects when there is none at all.
 */
export async function editionFor(document: Document): Promise<Edition> {
  const before = shelf().kept.get(document.path)?.edition;
  const next = refreshed(document);
  if (before === undefined) return next;
  next.catch(() => undefined);
  if (document.kind !== "program" && Date.now() - shelf().changedAt < meanwhileMs) return before;
  return Promise.race([next.catch(() => before), pause(patienceMs, before, { ref: false })]);
}

/** Checks the document against the facts and prints it anew when that is due; those who ask at once share the work. */
export function refreshed(document: Document): Promise<Edition> {
  const { running, version } = shelf();
  const name = `${version} ${document.path}`;
  const under = running.get(name);
  if (under) return under;
  const work = checked(document).finally(() => running.delete(name));
  running.set(name, work);
  return work;
}

async function checked(document: Document): Promise<Edition> {
  if (document.kind === "program") return checkedProgram(document);
  const { kept, version } = shelf();
  const manuscript = await manuscriptOf(document);
  const found = kept.get(document.path);
  if (found && found.edition.fingerprint === manuscript.fingerprint) {
    found.checkedAt = version;
    if (Date.now() - found.edition.printedAt < freshMs) return found.edition;
  }
  const edition = await print(manuscript);
  keep(document.path, edition, version);
  return edition;
}

/** What programs read has no minute in it, and needs nobody's turn. */
async function checkedProgram(document: ProgramDocument): Promise<Edition> {
  const { kept, version } = shelf();
  const said = await saidNow(document, currentPage());
  const found = kept.peek(document.path)?.edition;
  const same = found?.fingerprint === fingerprintOfSaid(said) ? found : null;
  const edition = same ?? (await programEdition(said));
  if (same) same.printedAt = Date.now();
  else countPrint("printed");
  keep(document.path, edition, version);
  return edition;
}

/** A slow print doesn't replace one from newer facts. */
function keep(path: string, edition: Edition, version: number): void {
  const { kept } = shelf();
  const newer = kept.peek(path);
  if (!newer || newer.checkedAt <= version) kept.set(path, { edition, checkedAt: version });
}

async function print(manuscript: Manuscript): Promise<Edition> {
  const { path } = manuscript.document;
  try {
    const edition = await turnFor(path, () => printed(manuscript));
    countPrint("printed");
    pressLater(path, edition);
    return edition;
  } catch (err) {
    countPrint("failed");
    log().error({ err, path }, "A page could not be printed; the last good one stays");
    throw err;
  }
}

/** The status page comes before all that waits. */
function turnFor(path: string, work: () => Promise<Edition>): Promise<Edition> {
  const { turns } = shelf();
  const first = path === pageDocument.path;
  if (!first && turns.size >= mostWaiting) return Promise.reject(new Error("Too much is to be printed at once"));
  return turns.add(work, { priority: first ? 1 : 0 });
}

function pressLater(path: string, edition: Edition): void {
  setTimeout(() => {
    if (shelf().kept.peek(path)?.edition !== edition) return;
    pressHarder(edition).catch((err) => log().warn({ err, path }, "A page could not be compressed well"));
  }, restMs).unref();
}

/** Facts or time have moved on: what is printed is looked at anew before it is sent. */
export function outdateEditions(): void {
  shelf().version++;
  shelf().changedAt = Date.now();
}

export function printsWaiting(): number {
  return shelf().turns.size;
}

/** What the editions take in memory. */
export function editionsInMemory(): { count: number; bytes: number } {
  const { kept } = shelf();
  return { count: kept.size, bytes: kept.calculatedSize ?? 0 };
}
