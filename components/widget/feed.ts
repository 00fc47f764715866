// Asks the status host, once for all elements of a page, and judges what it hears: nothing that is old is taken for known.
import { keep, readJson } from "./kept";
import { safely } from "./safely";
import type { CandorChange, CandorItem, CandorStatus } from "./widget";

const second = 1000;
const patienceMs = 5 * second;
const pollMs = 60 * second;
const mostPollMs = 600 * second;
/** So old an answer may be, as pages that are open may. */
const agedMs = 300 * second;
/** So long after its `valid_until` a newer answer may take through caches. */
const boundaryMs = 150 * second;

const key = "candor:last";

/** The status page, for when nothing else is known of it. */
export let home = "";
let onTold: (isNew: boolean) => void;
let status: CandorStatus | null = null;
/** The host itself does not know, or was not heard yet. */
let isDoubted = true;
/** Whether it has answered, or failed to. */
export let isHeard = false;
/** When the answer was made, by this page's count, and the server's clock less that count. */
let madeAt = 0;
let ahead = 0;
let failures = 0;
let timer = 0;
let askedAt = 0;
let asking: Promise<void> | null = null;
let told = "";

const isItem = ({ components }: CandorItem) => Array.isArray(components);

/** Throws for what is no document of ours. */
function checked(document: CandorStatus): CandorStatus {
  if (document.version !== 1) throw document;
  const { page, mode, incidents, maintenances, upcoming } = document;
  const isWhole = [...incidents, ...maintenances, ...upcoming].every(isItem);
  if (!isWhole || !/^https?:/.test(page.url) || !/^(operational|maintenance|outage|unknown)$/.test(mode))
    throw document;
  return document;
}

async function fetchStatus(): Promise<void> {
  const answer = await fetch(`${home}api/widget.json`, {
    cache: "no-cache",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!answer.ok) throw answer;
  hear(checked((await answer.json()) as CandorStatus), answer.headers);
}

function hear(document: CandorStatus, headers: Headers): void {
  isDoubted = document.mode === "unknown";
  // Who knows nothing has nothing better than what was known before.
  if (status && isDoubted && !document.last_known) return;
  status = document;
  const now = performance.now();
  const date = Date.parse(headers.get("date") ?? "");
  const age = (Number(headers.get("age")) || 0) * second;
  // A cache that goes on with old bytes shows itself by their date, which no longer moves.
  if (date) ahead = Math.max(ahead, date + age - now);
  madeAt = date ? date - ahead : now;
  if (!isDoubted) keep(key, JSON.stringify([status, clock() - now + madeAt]));
}

/** What was heard on another page, or another day. */
function hearAgain(): void {
  const [document, at] = readJson(key) as [CandorStatus, number];
  checked(document);
  madeAt = at - Date.now() + performance.now() || 0;
  status = document;
}

/** The moment by the server's clock, as far as it has told it. */
export const clock = (): number => (ahead > 0 ? ahead + performance.now() : Date.now());

const isFresh = ({ valid_until: until }: CandorStatus) =>
  performance.now() - madeAt < agedMs && !(until && clock() > Date.parse(until) + boundaryMs);

/** What is known now; `sample`: instead of what was heard. */
export function current(sample: CandorStatus | null = null): CandorChange {
  const told = sample ?? status;
  const known = told !== null && told.mode !== "unknown" && (told === sample || (!isDoubted && isFresh(told)));
  const madeThen = new Date(clock() - performance.now() + madeAt).toISOString();
  return { known, mode: known ? told.mode : "unknown", status: told, as_of: known ? null : (told?.as_of ?? madeThen) };
}

function tell(): void {
  const { known } = current();
  const now = JSON.stringify([known, status]);
  const isNew = now !== told;
  told = now;
  onTold(isNew);
}

const jitter = (ms: number) => ms * (0.75 + Math.random() / 2);

async function ask(): Promise<void> {
  clearTimeout(timer);
  askedAt = performance.now();
  try {
    await fetchStatus();
    failures = 0;
  } catch {
    failures++;
    if (!status) safely(hearAgain);
  }
  asking = null;
  isHeard = true;
  safely(tell);
  plan(jitter(Math.min(mostPollMs, pollMs * 2 ** failures)));
}

/** Asks now; those who want it at once share the answer. Never rejects. */
export const poll = (): Promise<void> => (asking ??= ask());

function plan(ms: number): void {
  clearTimeout(timer);
  if (!document.hidden) timer = window.setTimeout(poll, ms);
}

/** `tellAll` hears whether something else is known than before; else time has passed. */
export function startFeed(page: string, tellAll: typeof onTold): void {
  home = page;
  onTold = tellAll;
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) safely(tell);
    plan(Math.max(0, 30 * second - (performance.now() - askedAt)));
  });
  // What time alone makes old.
  setInterval(() => document.hidden || safely(tell), 15 * second);
  void poll();
}
