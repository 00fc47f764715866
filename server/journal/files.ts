import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { settings } from "../settings";
import { type Entry, writtenEntry } from "./entry";

const ending = ".json";
const aside = ".unreadable";

function journalFolder(): string {
  return join(settings().dataDir, "journal");
}

/**
 * Puts an entry on disk, for good when this returns. A file of its own for each: whoever adds one needs no lock, a
 * crash leaves none by halves, and what was filed is gone with its file. Names go by the time, never back.
 */
export function addFile(entry: Entry): string {
  const last = Number(fileNames().at(-1)?.split("-", 1)[0] ?? 0);
  const name = `${String(Math.max(entry.postedAt, last + 1)).padStart(15, "0")}-${entry.id}${ending}`;
  putFile(name, writtenEntry(entry));
  return name;
}

/** Puts a file of that name into the journal, for good when this returns. */
export function putFile(name: string, text: string): void {
  const folder = journalFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${name}`);
  const file = openSync(draft, "w", 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(draft, join(folder, name));
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The names of what waits to be filed, oldest first. Throws when that can't be told. */
export function fileNames(): string[] {
  const names = whereThere(() => readdirSync(journalFolder())) ?? [];
  return names.filter((name) => name.endsWith(ending) && !name.startsWith(".")).sort();
}

/** What a file of the journal holds, as it is; null when it was filed meanwhile. Throws when that can't be told. */
export function fileText(name: string): string | null {
  return whereThere(() => readFileSync(join(journalFolder(), name), "utf8"));
}

function whereThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export function removeFile(name: string): void {
  rmSync(join(journalFolder(), name), { force: true });
}

/** What can't be read is kept for a person to look at, and holds up nothing. */
export function setFileAside(name: string): void {
  whereThere(() => renameSync(join(journalFolder(), name), join(journalFolder(), `${name}${aside}`)));
}

export function filesAside(): string[] {
  return (whereThere(() => readdirSync(journalFolder())) ?? []).filter((name) => name.endsWith(aside));
}
