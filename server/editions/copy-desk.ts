import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import PQueue from "p-queue";
import type { HoldingDocument } from "../holding";
import { keepCopiedUpTo, knownRecords } from "../known-records";
import { log } from "../log";
import { remember } from "../remember";
import { currentPage, currentRevision } from "../snapshot";
import { buildId } from "./build-id";
import { copyName, hasCopy, writeCopy } from "./copies";
import { type Document, missingDocument, pageDocument, recordDocument } from "./document";
import { holdingCopies } from "./holding-copies";
import { type Changed, onEditions } from "./keeper";
import { manuscriptOf, printedCopy } from "./printing";
import { staticFiles } from "./statics";

/** A file of the copies as it was written; also told to whoever keeps them elsewhere. */
export type CopyFile = { name: string; bytes: Buffer };

type Desk = {
  turns: PQueue;
  /** What each file was printed from, so that only what has changed is written. */
  written: Map<string, string>;
  due: Set<string>;
  listeners: Set<(file: CopyFile) => void>;
  ends: (() => void)[];
  draw: HoldingDocument | null;
};

const everyMs = 60_000;
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const soon = 1;
const whenQuiet = 0;

function desk(): Desk {
  return remember("copy-desk", () => ({
    turns: new PQueue({ concurrency: 1 }),
    written: new Map(),
    due: new Set(),
    listeners: new Set(),
    ends: [],
    draw: null,
  }));
}

/** Keeps copies of all that is printed on disk from now on, each with its age, for when Candor is not there. */
export function startCopies(draw: HoldingDocument): void {
  desk().draw = draw;
  const refresh = () => {
    if (desk().turns.size === 0) keepCopiedUpTo();
    later("heartbeat.json", writeHeartbeat, soon);
    take({ documents: [pageDocument], everything: false });
  };
  desk().ends.push(onEditions(take));
  const timer = setInterval(refresh, everyMs);
  timer.unref();
  desk().ends.push(() => clearInterval(timer));
  refresh();
  later("statics", writeStatics, soon);
  take({ documents: [missingDocument], everything: false });
}

/** Copies what has none yet, when nothing else is to be done. */
export function copyMissing(): void {
  for (const { kind, id } of knownRecords()) {
    const document = recordDocument(kind, id);
    if (!hasCopy(document)) copy(document, whenQuiet);
  }
}

/** Resolves when what is urgent was written; the rest is written by the next process. */
export async function stopCopies(): Promise<void> {
  for (const end of desk().ends.splice(0)) end();
  desk().turns.clear();
  await desk().turns.onIdle();
}

/** Calls `listener` with each file that was written. */
export function onCopies(listener: (file: CopyFile) => void): () => void {
  desk().listeners.add(listener);
  return () => desk().listeners.delete(listener);
}

export function copiesWaiting(): number {
  return desk().turns.size;
}

/** The heartbeat as it is now: that somebody is there who keeps the copies. */
export function heartbeat(): string {
  const { at } = currentPage();
  const revision = currentRevision()?.revision ?? null;
  return `${JSON.stringify({ at: new Date(at).toISOString(), build: buildId(), revision })}\n`;
}

function take({ documents, everything }: Changed): void {
  for (const document of documents) copy(document, soon);
  later("holding", writeHolding, soon);
  if (everything) for (const { kind, id } of knownRecords()) copy(recordDocument(kind, id), whenQuiet);
}

function copy(document: Document, priority: number): void {
  later(copyName(document), () => writeDocument(document), priority);
}

/** In turn, one after the other; what is due already is not queued again. */
function later(name: string, work: () => Promise<void>, priority: number): void {
  const { due, turns } = desk();
  const key = `${priority} ${name}`;
  if (due.has(key)) return;
  due.add(key);
  const run = () => {
    due.delete(key);
    return work().catch((err) => log().error({ err, name }, "A copy could not be written"));
  };
  void turns.add(run, { priority });
}

async function writeDocument(document: Document): Promise<void> {
  const manuscript = await manuscriptOf(document);
  const name = copyName(document);
  const minute = document.kind === "page" ? Math.floor(manuscript.page.at / everyMs) : "";
  const printedFrom = `${manuscript.fingerprint} ${minute}`;
  if (desk().written.get(name) === printedFrom) return;
  await put(name, Buffer.from(await printedCopy(manuscript)));
  desk().written.set(name, printedFrom);
}

async function writeHolding(): Promise<void> {
  const { draw } = desk();
  if (draw === null) return;
  for (const { name, html, printedFrom } of holdingCopies(draw)) {
    if (desk().written.get(name) === printedFrom) continue;
    await put(name, Buffer.from(html));
    desk().written.set(name, printedFrom);
  }
}

async function writeStatics(): Promise<void> {
  for (const { name, bytes } of staticFiles()) await put(name, bytes);
}

async function writeHeartbeat(): Promise<void> {
  await put("heartbeat.json", Buffer.from(heartbeat()));
}

/** The file with its compressed twins, for servers that send those as they are. */
async function put(name: string, bytes: Buffer): Promise<void> {
  const [br, gz] = await Promise.all([compressBrotli(bytes), compressGzip(bytes)]);
  await writeCopy(`${name}.br`, br);
  await writeCopy(`${name}.gz`, gz);
  await writeCopy(name, bytes);
  for (const listener of desk().listeners) listener({ name, bytes });
}
