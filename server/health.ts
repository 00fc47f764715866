import type { IncomingMessage, ServerResponse } from "node:http";
import { copiesWaiting } from "./editions/copy-desk";
import { mirrorState } from "./editions/mirror";
import { editionsInMemory, printsWaiting } from "./editions/shelf";
import { unreadableEntries, waitingEntries } from "./journal/pending";
import { liveReaders } from "./live";
import { answerMetrics } from "./metrics";
import { currentFacts, currentPage, currentRevision, databaseTrouble } from "./snapshot";
import { version } from "./version";

/** Whether requests are taken: not before the first page is printed, nor once the end has begun. */
export type Readiness = { opened: boolean; draining: boolean };

/** Answers what watches over Candor ask, from memory alone; false when something else is asked for. */
export function answerWatch(request: IncomingMessage, response: ServerResponse, ready: Readiness): boolean {
  const path = request.url?.split("?", 1)[0];
  if (path === "/healthz") answer(response, isServing() ? 200 : 503, health());
  else if (path === "/readyz") answer(response, ready.opened && !ready.draining ? 200 : 503, readinessOf(ready));
  else if (path === "/metrics") answerMetrics(request, response);
  else return false;
  return true;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Customers are served as soon as there is a page, with or without a database. */
function isServing(): boolean {
  return editionsInMemory().count > 0;
}

function readinessOf({ opened, draining }: Readiness): object {
  return { ready: opened && !draining, because: draining ? "it is ending" : opened ? "it serves" : "it is starting" };
}

/** Each part by its name; nothing that strangers may not know. */
function health(): object {
  const known = currentFacts();
  const trouble = databaseTrouble();
  const { at, mode } = currentPage();
  const unreadable = unreadableEntries();
  const bucket = mirrorState();
  return {
    status: isServing() ? "ok" : "not serving",
    version: version(),
    process: { ok: true, uptimeSeconds: Math.floor(process.uptime()), memoryBytes: process.memoryUsage.rss() },
    snapshot: {
      ok: known !== null,
      ageSeconds: known && Math.max(0, Math.round((at - known.knownAt) / 1000)),
      revision: currentRevision()?.revision ?? null,
      mode,
    },
    database: trouble ? { ok: false, since: new Date(trouble.since).toISOString() } : { ok: true },
    queue: {
      ok: unreadable === 0,
      journal: waitingEntries().length,
      unreadable,
      prints: printsWaiting(),
      copies: copiesWaiting(),
    },
    editions: { ok: editionsInMemory().count > 0, ...editionsInMemory() },
    ...(bucket && { bucket }),
    live: { ok: true, readers: liveReaders() },
  };
}
