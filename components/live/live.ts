// Keeps the page that is open as it is now: by the stream, by asking where there is none, and grey where nobody answers.
import { age, show, shown } from "./page";

type Told = { fingerprint: string; build: string };

const second = 1000;
const agedMs = 300 * second;
/** So long after a boundary of a window a newer page may take. */
const boundaryMs = 20 * second;
const pollMs = 30 * second;
const mostPollMs = 300 * second;
/** The stream beats every fifteen seconds. */
const silenceMs = 40 * second;
const fetchForMs = 10 * second;

let stream: EventSource | null = null;
let heardAt = 0;
let tries = 0;
let etag = "";
let outdated = false;
let wanted = "";
let asking = false;
let pollTimer = 0;
let streamTimer = 0;
/** The server's clock less this page's own count, once an answer has told it. */
let ahead: number | null = null;
let confirmedAt = performance.now();

export const now = () => (ahead === null ? Date.now() : ahead + performance.now());
const jitter = (ms: number) => ms * (0.75 + Math.random() / 2);

/** When an answer was made, by the server's clock: what a cache has kept is older by its age. */
function tick(answer: Response): void {
  const date = Date.parse(answer.headers.get("date") ?? "");
  if (date) ahead = date + Number(answer.headers.get("age") ?? 0) * second - performance.now();
}

const isYoung = (at: string | undefined) => now() - Date.parse(at ?? "") < agedMs;

function confirm(): void {
  confirmedAt = performance.now();
  if (document.documentElement.dataset.aged !== undefined) void ask();
}

/** Asks for the page itself; a copy that is not printed anew is confirmed by whoever keeps it. */
async function ask(query = ""): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const aged = document.documentElement.dataset.aged !== undefined;
    const answer = await fetch(location.pathname + query, {
      cache: "no-store",
      headers: etag && !aged ? { "If-None-Match": etag } : {},
    });
    tick(answer);
    if (answer.status !== 304) {
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!shown(next).at) throw new Error("no page of ours");
      etag = answer.headers.get("etag") ?? "";
      if (!aged || isYoung(shown(next).at) || (await isKept())) show(next, now());
    }
    if (isYoung(shown().at) || (await isKept())) confirmedAt = performance.now();
    tries = stream ? tries : 0;
  } finally {
    asking = false;
  }
}

async function isKept(): Promise<boolean> {
  const answer = await fetch("/heartbeat.json", { cache: "no-store" });
  tick(answer);
  return answer.ok && isYoung((await answer.json()).at);
}

/** Somebody else of several may answer first, who has not heard of it yet. */
async function fetchNew(fingerprint: string): Promise<void> {
  wanted = fingerprint;
  const until = performance.now() + fetchForMs;
  // Thousands hear of it at once.
  await pause(Math.random() * 250);
  while (wanted === fingerprint && shown().fingerprint !== fingerprint && performance.now() < until) {
    await ask(`?fp=${fingerprint}`).catch(() => {});
    if (shown().fingerprint !== fingerprint) await pause(jitter(250));
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function hear({ data }: MessageEvent<string>): void {
  heard();
  const { fingerprint, build } = JSON.parse(data) as Told;
  if (build !== shown().build) outdated = true;
  if (fingerprint !== shown().fingerprint) void fetchNew(fingerprint);
}

function heard(): void {
  heardAt = performance.now();
  tries = 0;
  clearTimeout(pollTimer);
  pollTimer = 0;
  confirm();
}

function open(): void {
  close();
  if (document.hidden) return;
  stream = new EventSource(`/live?path=${location.pathname}&last=${shown().fingerprint}`);
  heardAt = performance.now();
  stream.onmessage = hear;
  stream.addEventListener("beat", ({ data }) => {
    ahead = Date.parse(data) - performance.now();
    heard();
  });
  stream.onerror = lost;
}

function close(): void {
  stream?.close();
  stream = null;
  clearTimeout(streamTimer);
}

/** Asks meanwhile, and tries the stream again, each time a little later. */
function lost(): void {
  close();
  tries++;
  streamTimer = window.setTimeout(open, jitter(Math.min(mostPollMs, second * 2 ** tries)));
  if (!pollTimer) poll(jitter(second));
}

function poll(ms: number): void {
  pollTimer = window.setTimeout(async () => {
    pollTimer = 0;
    const failed = document.hidden
      ? false
      : await ask().then(
          () => false,
          () => true,
        );
    if (!stream || performance.now() - heardAt > silenceMs)
      poll(jitter(failed ? Math.min(mostPollMs, ms * 2) : pollMs));
  }, ms);
}

/** What time alone makes untrue. */
function look(): void {
  if (document.hidden) return;
  if (stream && performance.now() - heardAt > silenceMs) lost();
  const { until } = shown();
  const passed = until !== undefined && ahead !== null && now() > Date.parse(until) + boundaryMs;
  if (passed || performance.now() - confirmedAt > agedMs) age();
}

export function stayCurrent(): void {
  // In development pages are not printed.
  if (!shown().fingerprint) return;
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      // Nobody could confirm anything while the tab was hidden.
      confirmedAt = Math.max(confirmedAt, performance.now() - agedMs + 10 * second);
      open();
    } else if (outdated) location.reload();
    else close();
  });
  // A copy may be old when it is opened.
  if (shown().copy)
    isKept().then(
      (kept) => kept || age(),
      () => {},
    );
  open();
  setInterval(look, 5 * second);
}
