import { createHash } from "node:crypto";
import { extname } from "node:path";
import { log } from "../log";
import type { MirrorSettings } from "../mirror-settings";
import { remember } from "../remember";
import { type Bucket, openBucket } from "./bucket";
import { copyBytes, copyNames, onCopies } from "./copies";
import { type Errand, Errands, soon, whenQuiet } from "./errands";

type Mirror = {
  errands: Errands;
  bucket: Bucket;
  name: string;
  /** The MD5 of what the bucket has, as far as that is known. */
  has: Map<string, string>;
  /** What did not work and has not worked since. */
  failing: Set<string>;
  /** How often in a row it did not work. */
  failures: number;
  /** What was logged of the present failure, so that each reason is logged once. */
  said: Set<string>;
  end: () => void;
};

/** The errand that is no file's. */
const comparison = "";
const drainMs = 3_000;
/** One failure alone is nothing to wake anybody for. */
const toldFrom = 2;
const restMs = { first: 1_000, most: 60_000 };

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".atom": "application/atom+xml; charset=utf-8",
  ".rss": "application/rss+xml; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
};
/** A cache between may spare the bucket a crowd, for seconds, and shows nothing older when the bucket is away. */
const briefly = "public, max-age=0, s-maxage=5, must-revalidate";
const forAnHour = "public, max-age=3600";

function home(): { mirror: Mirror | null } {
  return remember("mirror", () => ({ mirror: null }));
}

/** Keeps every copy in a bucket too, from now on; what that bucket lacks, or has otherwise, is brought up to date. */
export async function startMirror(settings: MirrorSettings): Promise<void> {
  home().mirror = {
    errands: new Errands(after),
    bucket: await openBucket(settings),
    name: settings.bucket,
    has: new Map(),
    failing: new Set(),
    failures: 0,
    said: new Set(),
    end: onCopies(({ name, rank }) => bring(name, rank)),
  };
  compareSoon();
}

/** Resolves when what is urgent is in the bucket, or after a few seconds. */
export async function stopMirror(): Promise<void> {
  const { mirror } = home();
  if (!mirror) return;
  mirror.end();
  await mirror.errands.end(drainMs);
  home().mirror = null;
  mirror.bucket.close();
}

/** How the bucket is; null where there is none. */
export function mirrorState(): { ok: boolean; waiting: number } | null {
  const { mirror } = home();
  return mirror && { ok: mirror.failing.size === 0, waiting: mirror.errands.waiting };
}

function bring(name: string, rank: number): void {
  home().mirror?.errands.run({ name, work: () => sync(name), rank });
}

/** The bucket gets what lies on disk by then: a file that changed while it waited is sent once. */
async function sync(name: string): Promise<void> {
  const { mirror } = home();
  if (!mirror) return;
  const { bucket, has } = mirror;
  const bytes = await copyBytes(name).catch(noneIfGone);
  if (bytes === null) {
    await bucket.remove(name);
    has.delete(name);
    return;
  }
  const md5 = createHash("md5").update(bytes).digest("hex");
  if (has.get(name) === md5) return;
  const type = types[extname(name)] ?? "application/octet-stream";
  // Until it is known to be there it may be another.
  has.delete(name);
  await bucket.put(name, bytes, { type, caching: name.startsWith("icons/") ? forAnHour : briefly, md5 });
  has.set(name, md5);
}

function noneIfGone(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function compareSoon(): void {
  home().mirror?.errands.run({ name: comparison, work: compare, rank: soon });
}

async function compare(): Promise<void> {
  const { mirror } = home();
  if (!mirror) return;
  mirror.has = await mirror.bucket.list();
  for (const name of await copyNames()) bring(name, whenQuiet);
}

function after(errand: Errand, err: unknown): void {
  const { mirror } = home();
  if (!mirror) return;
  if (err === null) worked(mirror, errand);
  else failed(mirror, errand, err);
}

/** What did not work is tried again, the later the more often that was. */
function failed(mirror: Mirror, errand: Errand, err: unknown): void {
  mirror.failures++;
  mirror.failing.add(errand.name);
  mirror.errands.run(errand);
  void mirror.errands.rest(restAfter(mirror.failures));
  const reason = reasonOf(err);
  if (mirror.failures < toldFrom || mirror.said.has(reason)) return;
  mirror.said.add(reason);
  log().error({ bucket: mirror.name, reason }, "Copies can't be written to the bucket; trying until it works");
}

/** Nobody knows what arrived before it failed, so that everything is compared then. */
function worked(mirror: Mirror, { name }: Errand): void {
  const { failing, said } = mirror;
  mirror.failures = 0;
  if (!failing.delete(name) || failing.size > 0) return;
  if (name !== comparison) compareSoon();
  if (said.size === 0) return;
  said.clear();
  log().info({ bucket: mirror.name }, "Copies are written to the bucket again");
}

function restAfter(failures: number): number {
  return Math.min(restMs.most, restMs.first * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
}

/** Not the whole error: a store's carries the request, with what was signed. */
function reasonOf(err: unknown): string {
  if (!(err instanceof Error)) return String(err);
  const { name, message, code = "" } = err as Error & { code?: string };
  if (name === "AbortError") return "It did not answer in time";
  return `${name}: ${message || code}`;
}
