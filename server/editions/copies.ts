import { existsSync } from "node:fs";
import { chmod, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { securityHeaders } from "../headers";
import { remember } from "../remember";
import { settings } from "../settings";
import type { Document, PageDocument } from "./document";
import { type Edition, editionOf } from "./edition";

/** A file of the copies that was written, or taken away; told to whoever keeps them elsewhere. */
export type CopyChange = { name: string; rank: number };

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const quality = 9;

/** Where printed copies lie: files that any web server can serve as they are. */
export function copiesFolder(): string {
  return join(settings().dataDir, "editions");
}

/** The file of a document's copy, within the folder of copies. */
export function copyName({ kind, path }: Document): string {
  if (kind === "program") return path.slice(1);
  if (path === "/") return "index.html";
  return path === "/404" ? "404.html" : `${path.slice(1)}/index.html`;
}

export function hasCopy(document: Document): boolean {
  return existsSync(join(copiesFolder(), copyName(document)));
}

/** The copy of a document on disk, for when it can't be printed. Rejects when there is none. */
export async function readCopy(document: PageDocument): Promise<Edition> {
  const text = await copyBytes(copyName(document));
  const headers = securityHeaders("copy", { nonce: "", secure: false, dev: false, styleHash: null });
  return editionOf({
    status: document.kind === "missing" ? 404 : 200,
    type: "text/html; charset=utf-8",
    text,
    fingerprint: "",
    headers: { ...headers, "Cache-Control": "no-store" },
  });
}

/** What a file of the copies holds. Rejects when there is none. */
export function copyBytes(name: string): Promise<Buffer> {
  return readFile(join(copiesFolder(), name));
}

/** The names of all files of the copies, without their twins. */
export async function copyNames(): Promise<string[]> {
  const found = await readdir(copiesFolder(), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && !/\.(?:br|gz|tmp)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(copiesFolder().length + 1));
}

/** Replaces a file and its compressed twins, for servers that send those as they are. */
export async function writeCopy(name: string, bytes: Buffer, rank: number): Promise<void> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([compressBrotli(bytes, { params }), compressGzip(bytes)]);
  await replace(`${name}.br`, br);
  await replace(`${name}.gz`, gz);
  await replace(name, bytes);
  tell({ name, rank });
}

/** Takes a file away, with its twins and the folder that it had for itself. */
export async function removeCopy(name: string, rank: number): Promise<void> {
  const file = join(copiesFolder(), name);
  if (name.endsWith("/index.html")) await rm(dirname(file), { recursive: true, force: true });
  else await Promise.all(["", ".br", ".gz"].map((twin) => rm(`${file}${twin}`, { force: true })));
  tell({ name, rank });
}

/** A reader, or a crash, meets the old file or the new one. Whoever serves it is another user, and may read it. */
async function replace(name: string, bytes: Buffer): Promise<void> {
  const file = join(copiesFolder(), name);
  await makeFolder(dirname(file));
  const draft = `${file}.tmp`;
  const handle = await open(draft, "w");
  try {
    await handle.chmod(0o644);
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  for (let each = folder; made && each.length >= made.length; each = dirname(each)) await chmod(each, 0o755);
}

function listeners(): Set<(change: CopyChange) => void> {
  return remember("copy-listeners", () => new Set());
}

/** Calls `listener` with each file that is written or taken away; gives back what ends that. */
export function onCopies(listener: (change: CopyChange) => void): () => void {
  listeners().add(listener);
  return () => listeners().delete(listener);
}

function tell(change: CopyChange): void {
  for (const listener of listeners()) listener(change);
}
