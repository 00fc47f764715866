// Asks the status host, once for all elements of a page, and judges what it hears: nothing that is old is taken for known.
import { keep, readJson } from "./kept";
import { safely } from "./safely";
import { type Choices, choicesOf, toldOf } from "./told";
import type { CandorChange, CandorItem, CandorMode, CandorStatus } from "./widget";

/** How long an answer may take, and how often it is looked at what time alone changes. */
const fiveSeconds = 5_000;

/** The status page, for when nothing else is known of it. */
export let home = "";
let drawAll: () => void;
let status: CandorStatus | null = null;
/** The host itself does not know, or was not heard yet. */
let isDoubted = true;
/** Whether it has answered, or failed to. */
export let isHeard = false;
/** When the answer was made: by the server's clock where that is known, by this page's count, and by the visitor's clock. */
let made = Date.now();
let madeCount = performance.now();
let madeWall = made;
/** The server's clock less this page's count. */
let ahead = 0;
let wasKnown = false;
let failures = 0;
let timer = 0;
let askedAt = 0;
let asking: Promise<undefined> | null = null;
let told = "";

const everything = choicesOf(() => null);
const key = () => `candor:last ${home}`;

const isWeb = (url: string) => /^https?:/.test(url);
const isTime = (stamp: string | null) => stamp === null || Date.parse(stamp) > 0;
const isItem = ({ components, url, since, until, next_update_by: next }: CandorItem) =>
  isWeb(url) && [since, until, next].every(isTime) && components.every(({ id }) => id);

/** Throws for what is no document of ours. */
function checked(document: CandorStatus): CandorStatus {
  const { version, page, mode, components, incidents, maintenances, upcoming, as_of, valid_until } = document;
  const isOurs =
    version === 1 &&
    isWeb(page.url) &&
    /^(operational|maintenance|outage|unknown)$/.test(mode) &&
    Array.isArray(components) &&
    [as_of, valid_until].every(isTime) &&
    [...incidents, ...maintenances, ...upcoming].every(isItem);
  if (!isOurs) throw document;
  return document;
}

async function fetchStatus(): Promise<void> {
  const answer = await fetch(`${home}api/widget.json`, {
    cache: "no-cache",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(fiveSeconds),
  });
  if (!answer.ok) throw answer;
  hear(checked((await answer.json()) as CandorStatus), answer.headers);
}

function hear(document: CandorStatus, headers: Headers): void {
  const date = Date.parse(headers.get("date") ?? "");
  isDoubted = document.mode === "unknown";
  // Who knows nothing has nothing better than what was known before.
  if (status && isDoubted && !document.last_known) return;
  status = document;
  const now = performance.now();
  const age = (Number(headers.get("age")) || 0) * 1_000;
  // A cache that goes on with old bytes shows itself by their date, which no longer moves.
  if (date) ahead = Math.max(ahead, date + age - now);
  madeCount = date ? date - ahead : now;
  if (date !== made) madeWall = Date.now() - now + madeCount;
  made = date || madeWall;
  if (!isDoubted) keep(key(), JSON.stringify([status, made]));
}

/** What was heard on another page, or another day. */
function hearAgain(): void {
  const [document, at] = readJson(key()) as [CandorStatus, number];
  // It throws for what is no moment.
  new Date(at).toISOString();
  status = checked(document);
  madeCount = at - Date.now() + performance.now();
  made = madeWall = at;
}

/** One count stands still while the machine sleeps, and a clock may be set back: neither makes anything younger. */
const age = () => Math.max(performance.now() - madeCount, Date.now() - madeWall);

/** The moment by the server's clock, as far as it has told it. */
export const clock = (): number => made + age();

/** Five minutes, as pages that are open may be; two and a half of them beyond its `valid_until`, which caches may take. */
const isFresh = ({ valid_until: until }: CandorStatus) =>
  age() < 300_000 && !(until && clock() > Date.parse(until) + 150_000);

/** What is known now; `sample`: instead of what was heard. */
export function current(sample?: CandorStatus | null): CandorChange {
  const told = sample ?? status;
  const isNow = !!told && told.mode !== "unknown" && (told === sample || (!isDoubted && isFresh(told)));
  // Work may have begun since it was told.
  const mode = isNow ? modeIn(told, everything) : "unknown";
  const known = mode !== "unknown";
  return { known, mode, status: told, as_of: told?.as_of ?? (known ? null : new Date(made).toISOString()) };
}

/** Of old facts only trouble is still told: that nothing is wrong would be a guess. */
export function modeIn(status: CandorStatus, choices: Choices): CandorMode {
  const { mode } = toldOf(status, choices, clock());
  return status.as_of && mode === "operational" ? "unknown" : mode;
}

function tell(): void {
  const detail = current();
  const { known } = detail;
  // The machine may have slept.
  if (wasKnown && !known && !failures) plan(jitter(fiveSeconds));
  wasKnown = known;
  drawAll();
  const now = JSON.stringify([known, detail.mode, status]);
  if (now === told) return;
  told = now;
  document.dispatchEvent(new CustomEvent("candor:change", { detail }));
}

const jitter = (ms: number) => ms * (0.75 + Math.random() / 2);

async function ask(): Promise<undefined> {
  clearTimeout(timer);
  askedAt = performance.now();
  try {
    await fetchStatus();
    failures = 0;
  } catch {
    failures++;
  }
  asking = null;
  isHeard = true;
  safely(tell);
  const untilChangeMs = Date.parse(status?.valid_until ?? "") - clock();
  const ms = Math.min(600_000, jitter(60_000 * 2 ** failures));
  // Not all of them at once.
  plan(!failures && untilChangeMs > 0 ? Math.min(ms, untilChangeMs + 1_000 + Math.random() * 9_000) : ms);
}

/** Asks now; those who want it at once share the answer. Never rejects. */
export const poll = (): Promise<undefined> => (asking ??= ask());

function plan(ms: number): void {
  clearTimeout(timer);
  if (!document.hidden) timer = window.setTimeout(poll, ms);
}

/** `onTold`: something else is known, or time has passed. */
export function startFeed(page: string, onTold: () => void): void {
  home = page;
  drawAll = onTold;
  safely(hearAgain);
  document.addEventListener("visibilitychange", () => {
    plan(Math.max(0, 30_000 - (performance.now() - askedAt)));
    if (!document.hidden) safely(tell);
  });
  // What time alone makes old.
  setInterval(() => document.hidden || safely(tell), fiveSeconds);
  void poll();
}
