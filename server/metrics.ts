import type { IncomingMessage, ServerResponse } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { editionsInMemory, printsWaiting } from "./editions/shelf";
import { waitingEntries } from "./journal/pending";
import { liveReaders } from "./live";
import { remember } from "./remember";
import { sameSecret } from "./secrets";
import { settings } from "./settings";
import { currentFacts, currentPage, currentRevision, databaseTrouble } from "./snapshot";

type Meters = {
  registry: Registry;
  /** Counted as plain numbers: an edition is sent in less time than a metric takes. */
  served: Record<"edition" | "not_modified" | "other", number>;
  durations: Histogram;
  prints: Counter;
};

function meters(): Meters {
  return remember("metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const served = { edition: 0, not_modified: 0, other: 0 };
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    new Counter({
      name: "candor_requests_total",
      help: "Requests answered, by how.",
      labelNames: ["how"],
      registers: [registry],
      collect() {
        this.reset();
        for (const [how, count] of Object.entries(served)) this.inc({ how }, count);
      },
    });
    gauge("candor_snapshot_age_seconds", "How long ago the facts were last known to be the newest.", snapshotAge);
    gauge("candor_revision", "The revision in memory.", () => currentRevision()?.revision ?? 0);
    gauge("candor_database_up", "Whether the database can be read.", () => (databaseTrouble() ? 0 : 1));
    gauge("candor_journal_waiting", "Posts that wait to be filed.", () => waitingEntries().length);
    gauge("candor_editions", "Printed pages in memory.", () => editionsInMemory().count);
    gauge("candor_editions_bytes", "What they take.", () => editionsInMemory().bytes);
    gauge("candor_prints_waiting", "Pages that wait to be printed.", printsWaiting);
    gauge("candor_live_readers", "Open streams.", liveReaders);
    const registers = [registry];
    return {
      registry,
      served,
      durations: new Histogram({
        name: "candor_request_seconds",
        help: "How long requests took that no edition answered.",
        labelNames: ["surface", "class"],
        registers,
      }),
      prints: new Counter({ name: "candor_prints_total", help: "Pages printed.", labelNames: ["result"], registers }),
    };
  });
}

function snapshotAge(): number {
  const known = currentFacts();
  return known ? Math.max(0, (currentPage().at - known.knownAt) / 1000) : -1;
}

export function countServed(how: keyof Meters["served"]): void {
  meters().served[how]++;
}

export function countPrint(result: "printed" | "failed"): void {
  meters().prints.inc({ result });
}

/** Measures an answer that takes its time, until it is sent. */
export function measure(surface: string, response: ServerResponse): void {
  countServed("other");
  const end = meters().durations.startTimer({ surface });
  response.once("close", () => end({ class: `${Math.floor(response.statusCode / 100)}xx` }));
}

/** For whoever has the token of the settings; nobody else learns that it is there. */
export function answerMetrics(request: IncomingMessage, response: ServerResponse): void {
  const wanted = settings().metricsToken;
  const given = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (wanted === null) return void response.writeHead(404, { "Cache-Control": "no-store" }).end();
  if (!given || !sameSecret(given, wanted)) {
    response.writeHead(401, { "WWW-Authenticate": "Bearer", "Cache-Control": "no-store" }).end();
    return;
  }
  const { registry } = meters();
  registry.metrics().then(
    (text) => response.writeHead(200, { "Content-Type": registry.contentType, "Cache-Control": "no-store" }).end(text),
    () => response.writeHead(500).end(),
  );
}
