import type { Facts, Instant } from "@/domain/facts";
import { withJournalled } from "@/domain/journal";
import { derivePage, unknownPage } from "@/domain/page";
import type { PublicPage } from "@/domain/public-page";
import { database } from "./database";
import type { Desk } from "./desk";
import { journalVersion, waitingEntries } from "./journal/pending";
import { type Loaded, loadSnapshot } from "./load";
import { log } from "./log";
import { remember } from "./remember";
import { settings } from "./settings";
import { keepSnapshot, readKeptSnapshot } from "./snapshot-file";

type State = {
  loaded: Loaded | null;
  /** When the facts were last known to be the newest, by the database's clock. */
  knownAt: Instant | null;
  /** The database's clock less ours, in ms. */
  clockAhead: number;
  fileKnownAt: Instant;
  /** Readings are numbered, so that a slow one that ends after a newer one doesn't win. */
  readings: number;
  adopted: number;
  derived: { of: Loaded; second: number; from: Instant; page: PublicPage } | null;
  listeners: Set<() => void>;
  running: Promise<boolean> | null;
  waiting: Promise<boolean> | null;
  timer: NodeJS.Timeout | null;
  started: boolean;
  keeps: boolean;
  failing: boolean;
  /** Since when and why the database can't be read; null while it can. */
  trouble: { since: Instant; because: string } | null;
  /** Those who wait for nothing more of a database that is lost. */
  lost: Set<() => void>;
  /** The facts with what waits in the journal laid on. */
  laid: { on: Loaded; version: number; loaded: Loaded } | null;
};

const pollEveryMs = 1_000;
const pollTimeoutMs = 3_000;
const keepEveryMs = 60_000;

function state(): State {
  return remember("snapshot", () => ({
    loaded: null,
    knownAt: null,
    clockAhead: 0,
    fileKnownAt: 0,
    readings: 0,
    adopted: 0,
    derived: null,
    listeners: new Set(),
    running: null,
    waiting: null,
    timer: null,
    started: false,
    keeps: true,
    failing: false,
    trouble: null,
    lost: new Set(),
    laid: null,
  }));
}

/** What the world sees, from memory; never throws. Without `now` it goes by the database's clock. */
export function currentPage(now: Instant = Date.now() + state().clockAhead): PublicPage {
  const { knownAt, derived } = state();
  const loaded = shownFacts();
  if (!loaded) return nothingKnown(now);
  const second = Math.floor(now / 1000);
  if (derived?.of === loaded && holds(derived, knownAt ?? loaded.loadedAt, now)) {
    if (derived.second === second) return derived.page;
    const page = { ...derived.page, at: now };
    state().derived = { ...derived, second, page };
    return page;
  }
  const page = derive(loaded, now, knownAt ?? loaded.loadedAt);
  state().derived = { of: loaded, second, from: now, page };
  return page;
}

/** What was read, and over it what was posted while the database was away and waits to be filed. */
function shownFacts(): Loaded | null {
  const { loaded, laid } = state();
  const waiting = waitingEntries();
  if (!loaded || waiting.length === 0) return loaded;
  const version = journalVersion();
  if (laid?.on === loaded && laid.version === version) return laid.loaded;
  const facts = withJournalled(
    loaded.facts,
    waiting.map(({ entry }) => entry),
  );
  const shown = { ...loaded, facts };
  state().laid = { on: loaded, version, loaded: shown };
  return shown;
}

/** Whether what was derived at `from` is still so at `now`, when the facts were confirmed at `knownAt`. */
function holds({ from, page }: { from: Instant; page: PublicPage }, knownAt: Instant, now: Instant): boolean {
  const confirmedAnew = page.staleSince !== null && page.staleSince !== knownAt;
  return from <= now && !confirmedAnew && page.validUntil !== null && now < page.validUntil;
}

function derive(loaded: Loaded, now: Instant, factsAt: Instant): PublicPage {
  try {
    return derivePage(loaded.facts, now, { factsAt });
  } catch (err) {
    log().error({ err }, "The page could not be derived");
    return nothingKnown(now);
  }
}

function nothingKnown(now: Instant): PublicPage {
  const { pageName, pageTimeZone } = settings();
  return unknownPage(now, "no_facts", { name: pageName, timeZone: pageTimeZone });
}

/** The facts in memory, and until when they were known to be the newest; null before any were read. */
export function currentFacts(): { facts: Facts; loadedAt: Instant; knownAt: Instant } | null {
  const { knownAt } = state();
  const loaded = shownFacts();
  return loaded && { facts: loaded.facts, loadedAt: loaded.loadedAt, knownAt: knownAt ?? loaded.loadedAt };
}

/** The revision and the database in memory. */
export function currentRevision(): { databaseId: string; revision: number } | null {
  const { loaded } = state();
  return loaded && { databaseId: loaded.databaseId, revision: loaded.revision };
}

/** What the editor needs beside the facts; null before any was read. */
export function currentDesk(): Desk | null {
  return state().loaded?.desk ?? null;
}

/** Since when and why the database can't be read; null while it can. */
export function databaseTrouble(): { since: Instant; because: string } | null {
  return state().trouble;
}

/** Calls `listener` when the database is found to be lost; gives back what ends that. */
export function onDatabaseLost(listener: () => void): () => void {
  state().lost.add(listener);
  return () => state().lost.delete(listener);
}

/** What waits in the journal is other than before. */
export function journalChanged(): void {
  tell();
}

/** Calls `listener` whenever other facts are in memory; gives back what ends that. */
export function onFacts(listener: () => void): () => void {
  state().listeners.add(listener);
  return () => state().listeners.delete(listener);
}

/** Whether the database can't be read at the moment. */
export function isDatabaseGone(): boolean {
  return state().failing;
}

/**
 * Reads the facts, from the file where the database isn't there, and keeps them fresh. Never rejects. `keep`: whether
 * the file is this process's to write.
 */
export async function startSnapshot({ keep = true }: { keep?: boolean } = {}): Promise<void> {
  if (state().started) return;
  Object.assign(state(), { started: true, keeps: keep });
  if (!(await check())) await readFile();
  schedule();
}

/** Ends the polling; what is in memory stays. */
export async function stopSnapshot(): Promise<void> {
  const { timer, running, waiting } = state();
  if (timer) clearTimeout(timer);
  Object.assign(state(), { started: false, timer: null });
  await Promise.all([running, waiting]);
}

/** Resolves when the facts of this moment are in memory, or can't be had. Does nothing in a process that serves no page. */
export async function refreshSnapshot(): Promise<void> {
  if (state().started) await check();
}

/** A check that begins after this call; calls that wait at the same time share one. */
function check(): Promise<boolean> {
  const shared = state();
  shared.waiting ??= (shared.running ?? Promise.resolve(true)).then(() => {
    shared.running = inTime(compare());
    shared.waiting = null;
    return shared.running;
  });
  return shared.waiting;
}

function schedule(): void {
  const shared = state();
  if (!shared.started) return;
  shared.timer = setTimeout(() => void check().finally(schedule), pollEveryMs);
  shared.timer.unref();
}

async function inTime(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The database did not answer within ${pollTimeoutMs} ms`)),
      pollTimeoutMs,
    );
  });
  try {
    await Promise.race([work, late]);
    if (state().failing) log().info("The page's facts are read from the database again");
    Object.assign(state(), { failing: false, trouble: null });
    return true;
  } catch (err) {
    if (!state().failing) log().warn({ err }, "The database can't be read; the page goes on with what is known");
    lose(err);
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function lose(error: unknown): void {
  const shared = state();
  shared.failing = true;
  shared.trouble = { since: shared.trouble?.since ?? Date.now() + shared.clockAhead, because: plainly(error) };
  for (const listener of [...shared.lost]) listener();
}

/** In a line for staff, without what is within a connection's address. */
function plainly(error: unknown): string {
  const deepest = (each: unknown): unknown => (each instanceof Error && each.cause ? deepest(each.cause) : each);
  const found = deepest(error);
  const text = found instanceof Error ? found.message : String(found);
  return (
    text
      .replace(/\w+:\/\/\S+/g, "…")
      .split("\n")
      .at(-1)
      ?.slice(0, 200) ?? ""
  );
}

async function compare(): Promise<void> {
  const shared = state();
  const reading = ++shared.readings;
  const [row] = await database().$queryRaw<{ databaseId: string; revision: number; now: number }[]>`
    SELECT database_id AS "databaseId", revision,
      floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now FROM page WHERE id = 'page'`;
  if (!row) return;
  shared.clockAhead = row.now - Date.now();
  const { loaded } = shared;
  const same = loaded?.databaseId === row.databaseId && loaded.revision === row.revision;
  const read = same ? loaded : await loadSnapshot(loaded);
  if (!read || reading < shared.adopted) return;
  Object.assign(shared, { loaded: read, knownAt: same ? row.now : read.loadedAt, adopted: reading });
  if (!same) tell();
  await keep(!same);
}

function tell(): void {
  for (const listener of state().listeners) {
    try {
      listener();
    } catch (err) {
      log().error({ err }, "Somebody could not take the new facts");
    }
  }
}

async function keep(changed: boolean): Promise<void> {
  const shared = state();
  const { loaded, knownAt } = shared;
  if (!loaded || knownAt === null || !shared.keeps) return;
  if (!changed && knownAt - shared.fileKnownAt < keepEveryMs) return;
  try {
    await keepSnapshot(settings().dataDir, { ...loaded, knownAt });
    shared.fileKnownAt = knownAt;
  } catch (err) {
    log().error({ err }, "The snapshot file can't be written");
  }
}

async function readFile(): Promise<void> {
  const shared = state();
  const kept = await readKeptSnapshot(settings().dataDir);
  if (!kept || shared.loaded) return;
  shared.loaded = kept;
  shared.knownAt = kept.knownAt;
  tell();
}
