import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { extract, pack } from "tar-stream";
import type { PartSum } from "./manifest";
import { codeOf, KeepingProblem, messageOf, writingProblem } from "./problem";

/** Adds a part to the archive; `bytes` are taken as fast as they are written. */
export type AddPart = (name: string, bytes: AsyncIterable<Buffer> | Iterable<Buffer>) => Promise<Omit<PartSum, "rows">>;

/** A part of an archive; what nobody reads of it is passed over. */
export type Part = { name: string; chunks: AsyncGenerator<Buffer> };

/** A tar wants to know the size of an entry first, so a long part is several of this size. */
const entryBytes = 1_048_576;

/**
 * Writes a tar of what `fill` adds, compressed, to `file`, which only this user may read: aside, flushed and renamed,
 * so that a failure leaves nothing, and an older file as it was. Throws `KeepingProblem` when it can't be written.
 */
export async function writeArchive<T>(file: string, fill: (add: AddPart) => Promise<T>): Promise<T> {
  const draft = `${file}.tmp-${process.pid}`;
  const archive = pack();
  const target = createWriteStream(draft, { mode: 0o600, flush: true });
  const written = pipeline(archive, createGzip(), target);
  try {
    // A disk that is full ends the filling too, which would wait for room for ever.
    const filled = await Promise.race([fill(adder(archive)), written.then(() => Promise.reject(new Error("Ended")))]);
    archive.finalize();
    await written;
    await rename(draft, file);
    await flushFolder(dirname(file));
    return filled;
  } catch (error) {
    archive.destroy();
    await written.catch(() => undefined);
    await rm(draft, { force: true }).catch(() => undefined);
    throw writingProblem(file, error);
  }
}

function adder(archive: ReturnType<typeof pack>): AddPart {
  const put = (name: string, bytes: Buffer) =>
    new Promise<void>((resolve, reject) => {
      archive.entry({ name, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve()));
    });
  return async (name, bytes) => {
    const hash = createHash("sha256");
    const sum = { bytes: 0, count: 0 };
    for await (const each of cut(bytes)) {
      hash.update(each);
      sum.bytes += each.length;
      await put(
        sum.count === 0 && name.endsWith(".json") ? name : `${name}/${String(sum.count).padStart(6, "0")}`,
        each,
      );
      sum.count++;
    }
    return { bytes: sum.bytes, sha256: hash.digest("hex") };
  };
}

/** The same bytes in pieces of one size, the last one shorter. */
async function* cut(bytes: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const each of bytes) {
    held.push(each);
    length += each.length;
    if (length < entryBytes) continue;
    const all = Buffer.concat(held);
    const whole = length - (length % entryBytes);
    for (let at = 0; at < whole; at += entryBytes) yield all.subarray(at, at + entryBytes);
    held = [all.subarray(whole)];
    length -= whole;
  }
  if (length > 0) yield Buffer.concat(held);
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** The parts of an archive, in their order. Throws `KeepingProblem` for a file that is none, is cut short or damaged. */
export async function* readArchive(file: string): AsyncGenerator<Part> {
  const entries = entriesOf(file);
  let entry = await entries.next();
  const isOf = (name: string) => !entry.done && partName(entry.value.name) === name;
  while (!entry.done) {
    const name = partName(entry.value.name);
    const chunks = async function* () {
      for (; !entry.done && isOf(name); entry = await entries.next()) yield entry.value.bytes;
    };
    yield { name, chunks: chunks() };
    while (isOf(name)) entry = await entries.next();
  }
}

function partName(entry: string): string {
  return entry.replace(/\/\d{6,}$/, "");
}

async function* entriesOf(file: string): AsyncGenerator<{ name: string; bytes: Buffer }> {
  const source = createReadStream(file);
  const unpacked = extract();
  let count = 0;
  const read = pipeline(source, createGunzip(), unpacked);
  read.catch(() => undefined);
  try {
    for await (const entry of unpacked) {
      if (entry.header.size > entryBytes) throw notOurs(file);
      yield { name: entry.header.name, bytes: await bytesOf(entry) };
      count++;
    }
    await read;
  } catch (error) {
    throw readingProblem(file, error, count);
  } finally {
    source.destroy();
  }
}

async function bytesOf(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** For a file that holds something else. */
export function notOurs(file: string): KeepingProblem {
  return new KeepingProblem(`${file} is not a backup of Candor.`);
}

/** For a file that does not hold what it did when it was written. */
export function damaged(file: string, what: string): KeepingProblem {
  return new KeepingProblem(`${file} is damaged (${what}). Take another copy of it, or an older backup.`);
}

function readingProblem(file: string, error: unknown, count: number): unknown {
  if (error instanceof KeepingProblem) return error;
  const code = codeOf(error);
  const cutShort = code === "Z_BUF_ERROR" || /unexpected end of data/i.test(messageOf(error));
  if (code === "ENOENT" || code === "ENOTDIR") return new KeepingProblem(`There is no file ${file}.`);
  if (code === "EISDIR") return new KeepingProblem(`${file} is a folder. Name the backup in it.`);
  if (code === "EACCES" || code === "EPERM")
    return new KeepingProblem(`${file} may not be read by this user (${code}).`);
  if (cutShort) {
    return new KeepingProblem(`${file} is cut short: its end is missing. Take another copy of it, or an older backup.`);
  }
  if (count === 0 && !existsSync(file)) return error;
  if (count === 0) return notOurs(file);
  return damaged(file, messageOf(error));
}
