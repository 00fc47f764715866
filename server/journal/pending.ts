import { log } from "../log";
import { remember } from "../remember";
import { type Entry, readEntry } from "./entry";
import { addFile, fileNames, filesAside, fileText, removeFile, setFileAside } from "./files";

/** A post that waits, and its file's name. */
export type Waiting = { name: string; entry: Entry };
type Pending = {
  waiting: Waiting[];
  version: number;
  /** Files that nobody could make sense of. */
  aside: number;
  /** Those that can't be read for now; they are tried again. */
  closed: Set<string>;
};

function pending(): Pending {
  return remember("journal", () => ({ waiting: [], version: 0, aside: 0, closed: new Set() }));
}

/** What waits to be filed, oldest first, as far as it is in memory. */
export function waitingEntries(): readonly Waiting[] {
  return pending().waiting;
}

/** Goes up whenever what waits is other than before. */
export function journalVersion(): number {
  return pending().version;
}

/** How many files nobody could read; they are kept beside the others. */
export function unreadableEntries(): number {
  return pending().aside + pending().closed.size;
}

/** Looks whether another process has added something; true when what waits has changed. */
export function lookAtJournal(): boolean {
  const shared = pending();
  shared.aside = filesAside().length;
  const known = new Map(shared.waiting.map((each) => [each.name, each]));
  const waiting = fileNames().flatMap((name) => known.get(name) ?? readable(name));
  const isSame = waiting.length === known.size && waiting.every(({ name }) => known.has(name));
  if (isSame) return false;
  shared.waiting = waiting;
  shared.version++;
  return true;
}

function readable(name: string): Waiting[] {
  const { closed } = pending();
  let text: string | null;
  try {
    text = fileText(name);
    closed.delete(name);
  } catch (err) {
    if (!closed.has(name)) log().error({ err, name }, "A post in the journal can't be read now; it is tried again");
    closed.add(name);
    return [];
  }
  const entry = text === null ? null : readEntry(text);
  if (entry) return [{ name, entry }];
  if (text === null) return [];
  log().error({ name }, "A post in the journal can't be read; it is kept aside");
  setFileAside(name);
  return [];
}

/** Keeps a post for when the database is back; on disk when this returns. */
export function addEntry(entry: Entry): void {
  addFile(entry);
  lookAtJournal();
}

/** They are filed: their words are in the database, and nowhere else. */
export function dropEntries(names: readonly string[]): void {
  names.forEach(removeFile);
  lookAtJournal();
}
