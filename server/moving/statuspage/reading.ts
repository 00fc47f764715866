import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../keeping/problem";
import { jsonIn, textOf } from "../export-file";
import { MovingProblem } from "../problem";
import { type Source, sourceIn, type Told } from "./documents";

export type Limits = {
  /** For one document, in milliseconds and bytes. */
  timeout: number;
  bytes: number;
};

const usual: Limits = { timeout: 30_000, bytes: 64 * 1024 * 1024 };

const documents = ["summary", "components", "incidents", "scheduled-maintenances"];

/** Reads a page at its address, a file, or a folder of files. Throws `MovingProblem`. */
export async function readSource(place: string, limits: Limits = usual): Promise<Source> {
  return sourceIn(isAddress(place) ? await fetchAll(place, limits) : await readAll(place));
}

/** Whether a place is an address and no file. */
export function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(place);
}

async function fetchAll(address: string, limits: Limits): Promise<Told[]> {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new MovingProblem(`${address} is no address of a page: it begins with https:// or http://.`);
  const base = `${url.origin}${url.pathname.replace(/\/api\/v2\b.*$/, "").replace(/\/+$/, "")}/api/v2`;
  const told: Told[] = [];
  for (const name of documents) {
    const from = `${base}/${name}.json`;
    told.push({ from, json: jsonIn(await fetchText(from, limits), from) });
  }
  return told;
}

async function fetchText(address: string, { timeout, bytes }: Limits): Promise<string> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(address, { signal, headers: { accept: "application/json" } });
    if (!response.ok) {
      await response.body?.cancel();
      throw new MovingProblem(
        `${address} answered ${response.status}: is there a page that speaks Statuspage's API v2?`,
      );
    }
    return await textOfAnswer(address, response, bytes);
  } catch (error) {
    throw fetchingProblem(address, error, timeout);
  }
}

async function textOfAnswer(address: string, { body }: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most)
      throw new MovingProblem(`${address} answers with more than ${most >> 20} MiB; that is no status page.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function fetchingProblem(address: string, error: unknown, timeout: number): MovingProblem {
  if (error instanceof MovingProblem) return error;
  const { name, cause } = error as Error;
  if (name === "TimeoutError")
    return new MovingProblem(`${address} did not answer in full within ${timeout / 1000} seconds.`);
  return new MovingProblem(`${address} can't be read: ${messageOf(cause ?? error)}.`);
}

async function readAll(place: string): Promise<Told[]> {
  const told: Told[] = [];
  for (const from of filesAt(place)) told.push({ from, json: jsonIn(await textOf(from), from) });
  return told;
}

function filesAt(place: string): string[] {
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [place];
  const files = readdirSync(place, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  if (files.length === 0) throw new MovingProblem(`There is no .json file in ${place}.`);
  return files.sort().map((name) => join(place, name));
}
