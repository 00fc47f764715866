import { open, readFile, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { codeOf, messageOf, writingProblem } from "../keeping/problem";
import { type Export, exportSchema, format, formatVersion } from "./export-schema";
import { faultIn } from "./fault";
import { MovingProblem } from "./problem";

/** An export as it is in its file. */
export function writtenExport(page: Export): string {
  return `${JSON.stringify(z.encode(exportSchema, page), null, 2)}\n`;
}

/** What a file holds. Throws `MovingProblem`, which names the field that is not as it should be. */
export async function readExportFile(file: string): Promise<Export> {
  const document = jsonIn(await textOf(file), file) as { format?: unknown; formatVersion?: unknown } | null;
  if (document?.format !== format)
    throw new MovingProblem(`${file} is no export of a Candor: it has no "format": "${format}".`);
  const { formatVersion: written } = document;
  if (typeof written === "number" && written > formatVersion)
    throw new MovingProblem(`${file} was written by a newer Candor (format ${written}). Restore it with that one.`);
  const parsed = exportSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new MovingProblem(`${file} is not as an export is: ${faultIn(parsed.error)}.`);
}

/** All of a file. Throws `MovingProblem`. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw new MovingProblem(`There is no file ${file}.`);
    throw new MovingProblem(`${file} can't be read: ${messageOf(error)}.`);
  }
}

/** What JSON says. Throws `MovingProblem`, which names where it came from. */
export function jsonIn(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MovingProblem(`${from} is not JSON; it begins with “${text.trim().slice(0, 40)}”.`);
  }
}

/** Writes a file that only this user may read: aside, flushed and renamed. Throws `MovingProblem` when it can't. */
export async function keepText(file: string, text: string): Promise<void> {
  const draft = `${file}.tmp-${process.pid}`;
  try {
    const handle = await open(draft, "w", 0o600);
    await handle
      .writeFile(text)
      .then(() => handle.sync())
      .finally(() => handle.close());
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw writingProblem(file, error);
  }
}
