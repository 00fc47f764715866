import { log } from "../log";
import { remember } from "../remember";
import type { Entry } from "./entry";
import { addFile, fileNames, filesAside, type JournalFile, readFile, removeFile, setFileAside } from "./files";

type Waiting = { name: string; entry: Entry };
type Pending = { waiting: Waiting[]; names: string; version: number; aside: number };

function pending(): Pending {
  return remember("journal", () => ({ waiting: [], names: "", version: 0, aside: 0 }));
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
  return pending().aside;
}

/** Looks whether another process has added something; true when what waits has changed. */
export function lookAtJournal(): boolean {
  const shared = pending();
  shared.aside = filesAside().length;
  const names = fileNames();
  if (names.join() === shared.names) return false;
  const known = new Map(shared.waiting.map((each) => [each.name, each]));
  shared.waiting = names.flatMap((name) => known.get(name) ?? readable(readFile(name)));
  shared.names = shared.waiting.map(({ name }) => name).join();
  shared.version++;
  return true;
}

function readable({ name, entry }: JournalFile): Waiting[] {
  if (entry) return [{ name, entry }];
  log().error({ name }, "A post in the journal can't be read; it is kept aside");
  setFileAside(name);
  return [];
}

/** Keeps a post for when the database is back; on disk when this returns. */
export function addEntry(entry: Entry): void {
  addFile(entry);
  lookAtJournal();
}

/** It is filed: its words are in the database, and nowhere else. */
export function dropEntry(name: string): void {
  removeFile(name);
  lookAtJournal();
}
