import { waitingEntries } from "../journal/pending";
import { learnRecords, learntUpTo, type Touched } from "../known-records";
import { log } from "../log";
import { presentDocuments } from "../programs/documents";
import { remember } from "../remember";
import { currentPage, currentRevision, isDatabaseGone, onFacts } from "../snapshot";
import { type Document, pageDocument, recordDocument } from "./document";
import { outdateEditions, refreshed } from "./shelf";

/** Told of each document that was printed because something changed, once the front has it. */
export type Changed = { documents: Document[]; everything: boolean };

type Keeper = {
  timer: NodeJS.Timeout | null;
  end: () => void;
  validUntil: number | null;
  minute: number;
  /** Whether something that waits will look at all that has changed by then. */
  waiting: boolean;
  /** The work under way; what comes meanwhile waits for it. */
  running: Promise<void>;
  listeners: Set<(changed: Changed) => void>;
};

/** A wall clock that is looked at: a timer of thirty days would go off at once. */
const lookEveryMs = 1_000;

function keeper(): Keeper {
  return remember("editions-keeper", () => ({
    timer: null,
    end: () => undefined,
    validUntil: null,
    minute: 0,
    waiting: false,
    running: Promise.resolve(),
    listeners: new Set(),
  }));
}

/** Keeps what is printed in step with the facts and with time from now on. Resolves when the first page is there. */
export async function startEditions(): Promise<void> {
  keeper().end = onFacts(changed);
  keeper().timer = setInterval(look, lookEveryMs);
  keeper().timer?.unref();
  changed();
  await keeper().running;
}

export async function stopEditions(): Promise<void> {
  const { timer, end } = keeper();
  if (timer) clearInterval(timer);
  end();
  await keeper().running;
}

/** Resolves when all that has changed so far is printed. */
export async function whenPrinted(): Promise<void> {
  await keeper().running;
}

/** Calls `listener` after each change, when what it touched is printed. */
export function onEditions(listener: (changed: Changed) => void): () => void {
  keeper().listeners.add(listener);
  return () => keeper().listeners.delete(listener);
}

function look(): void {
  const page = currentPage();
  const { validUntil, minute } = keeper();
  if (page.validUntil !== validUntil || isBehind()) changed();
  else if (Math.floor(page.at / 60_000) !== minute)
    queue(async () => tell({ documents: [await refresh(page.at)], everything: false }));
}

/** The database can tell, and has not told yet, what this revision was about. */
function isBehind(): boolean {
  const revision = currentRevision();
  const learnt = learntUpTo();
  const same = learnt?.databaseId === revision?.databaseId && learnt?.revision === revision?.revision;
  return revision !== null && !same && !keeper().waiting && !isDatabaseGone();
}

/** Brings the printed minute up to date. */
async function refresh(at: number): Promise<Document> {
  keeper().minute = Math.floor(at / 60_000);
  await refreshed(pageDocument);
  return pageDocument;
}

/** Something is to be said anew: the status page and what programs are told of it at once, then what was touched; the rest when it is asked for. */
function changed(): void {
  outdateEditions();
  keeper().validUntil = currentPage().validUntil;
  if (keeper().waiting) return;
  keeper().waiting = true;
  queue(async () => {
    keeper().waiting = false;
    // What can't be printed for now is said by the shelf; it has changed all the same, and so has the rest.
    await Promise.allSettled([...presentDocuments.map(refreshed), refresh(currentPage().at)]);
    tell({ documents: [pageDocument, ...presentDocuments], everything: false });
    const touched = await touchedRecords();
    const documents = touched.records.map(({ kind, id }) => recordDocument(kind, id));
    await Promise.allSettled(documents.map((document) => refreshed(document)));
    if (documents.length > 0 || touched.everything) tell({ documents, everything: touched.everything });
  });
}

/** What the new revision was about, what is open or under way, since time may have changed that, and what waits to be filed. */
async function touchedRecords(): Promise<Touched> {
  const revision = currentRevision();
  const { openIncidents, runningWindows } = currentPage();
  const current = [
    ...openIncidents.map(({ id }) => ({ kind: "incident" as const, id })),
    ...runningWindows.map(({ id }) => ({ kind: "maintenance" as const, id })),
    ...waitingEntries().map(({ entry }) => ({ kind: "incident" as const, id: entry.incidentId })),
  ];
  if (!revision) return { records: [], everything: false };
  const learnt = await learnRecords(revision).catch(() => ({ records: [], everything: false }));
  const names = new Map([...learnt.records, ...current].map((record) => [`${record.kind} ${record.id}`, record]));
  return { records: [...names.values()], everything: learnt.everything };
}

function queue(work: () => Promise<void>): void {
  const next = keeper()
    .running.then(work)
    .catch((err) => log().error({ err }, "Not everything could be printed"));
  keeper().running = next;
}

function tell(said: Changed): void {
  for (const listener of keeper().listeners) {
    try {
      listener(said);
    } catch (err) {
      log().error({ err }, "Somebody could not take the new editions");
    }
  }
}
