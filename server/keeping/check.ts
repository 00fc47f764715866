import { createHash } from "node:crypto";
import { checksumOf, migrationNames, migrationsFolder } from "../migrations";
import { version } from "../version";
import { damaged, notOurs, type Part, readArchive } from "./archive";
import { type Contents, contentsIn, contentsName, type Head, headIn, headName, tablePart } from "./manifest";
import { KeepingProblem } from "./problem";

/** A backup whose every byte was looked at; `files` are the names of what is no table. */
export type Checked = { file: string; head: Head; contents: Contents; rows: number };

type Sum = { bytes: number; sha256: string };

/**
 * Reads a whole backup and gives back what it is of. Throws `KeepingProblem` for one that is none, is not whole, or
 * was made by another Candor than those that this one comes after.
 */
export async function checkBackup(file: string): Promise<Checked> {
  let head: Head | null = null;
  let contents: Contents | null = null;
  const sums = new Map<string, Sum>();
  for await (const part of readArchive(file)) {
    if (head === null) head = await headOf(file, part);
    else if (part.name === contentsName) contents = contentsIn((await bytesOf(part)).toString());
    else sums.set(part.name, await sumOf(part));
  }
  if (head === null) throw notOurs(file);
  refuseOther(file, head);
  if (contents === null) throw damaged(file, "it does not say what must be in it");
  refuseUnlike(file, head, contents, sums);
  const rows = Object.values(contents.parts).reduce((sum, part) => sum + part.rows, 0);
  return { file, head, contents, rows };
}

async function headOf(file: string, part: Part): Promise<Head> {
  const head = part.name === headName ? headIn((await bytesOf(part)).toString()) : null;
  if (head === null) throw notOurs(file);
  if ("newer" in head) throw madeByNewer(file, head.newer, "it is written in a newer way");
  return head;
}

/** Compares what is in the file with what must be in it. */
function refuseUnlike(file: string, head: Head, { parts }: Contents, sums: ReadonlyMap<string, Sum>): void {
  const nothing = createHash("sha256").digest("hex");
  for (const [name, { bytes, sha256 }] of Object.entries(parts)) {
    const found = sums.get(name) ?? { bytes: 0, sha256: nothing };
    if (found.bytes !== bytes || found.sha256 !== sha256) throw damaged(file, `${name} is not what it was`);
  }
  const extra = [...sums.keys()].find((name) => !(name in parts));
  const missing = head.tables.find(({ name }) => !(tablePart(name) in parts));
  if (extra || missing) throw damaged(file, `${extra ?? missing?.name} should be told of`);
}

function refuseOther(file: string, { migrations, version: maker }: Head): void {
  const known = migrationNames(migrationsFolder);
  for (const [index, { name, checksum }] of migrations.entries()) {
    if (!known.includes(name)) throw madeByNewer(file, maker, `the migration ${name} is not known here`);
    if (known[index] !== name || checksumOf(migrationsFolder, name) !== checksum) {
      throw new KeepingProblem(
        `${file} was made by another Candor, ${maker}, whose migration ${name} is not the one of this Candor: restore it with that one.`,
      );
    }
  }
}

function madeByNewer(file: string, maker: string, why: string): KeepingProblem {
  const than = maker === version() ? "a newer Candor" : `a newer Candor, ${maker}`;
  return new KeepingProblem(
    `${file} holds the data of ${than}; this one is ${version()} (${why}). Restore it with that version or a later one.`,
  );
}

async function sumOf({ chunks }: Part): Promise<Sum> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** All of a part that is known to be short. */
export async function bytesOf({ chunks }: Part): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
