import { setTimeout as pause } from "node:timers/promises";
import { startCandor } from "./candor";
import { atMost, type Figure, median, quantile } from "./figure";
import { fillCandor, usual } from "./filled";
import type { Part } from "./part";
import { signedIn, type Visit } from "./staff-visit";
import { type Run, wrk } from "./wrk";

const incidents = 10_000;
const pageSize = 25;
const people = 5;
/** How long each of them looks at a page before the next. */
const readingMs = 1_000;
const rounds = 4;
const seconds = 6;

export const whileStaffWork: Part = {
  name: "staff",
  about: `/ by wrk -t1 -c64 while ${people} of staff leaf through ${incidents} incidents, each a page a second`,
  seconds: 120,
  async run(stage) {
    const candor = await startCandor(stage);
    await fillCandor(stage, candor, { ...usual, past: incidents });
    const visits = await Promise.all(Array.from({ length: people }, () => signedIn(candor.url)));
    const url = `${candor.url}/`;
    const [quiet, busy, waits]: [Run[], Run[], number[]] = [[], [], []];
    await wrk(stage, url, { seconds: 2 });
    for (let round = 0; round < rounds; round++) {
      quiet.push(await wrk(stage, url, { seconds }));
      const over = new AbortController();
      const work = Promise.all(visits.map((visit) => leaf(visit, over.signal)));
      busy.push(await wrk(stage, url, { seconds }));
      over.abort();
      waits.push(...(await work).flat());
    }
    return figures(quiet, busy, waits);
  },
};

/** Opens one page of the list after the other, anywhere in it; gives back how long each took. */
async function leaf(visit: Visit, signal: AbortSignal): Promise<number[]> {
  const waits: number[] = [];
  // They don't all begin in the same moment.
  await pause(Math.random() * readingMs);
  while (!signal.aborted) {
    const begun = performance.now();
    await visit.page(`/staff/incidents?page=${1 + Math.floor((Math.random() * incidents) / pageSize)}`);
    waits.push(performance.now() - begun);
    await pause(readingMs);
  }
  return waits;
}

function figures(quiet: Run[], busy: Run[], waits: number[]): Figure[] {
  const of = (runs: Run[], key: keyof Run) => median(runs.map((run) => run[key]));
  const times = of(busy, "p99") / of(quiet, "p99");
  const beside = (key: keyof Run) => [{ of: "quiet", value: of(quiet, key) }];
  return [
    { what: "p99 as a multiple of the quiet one", value: times, unit: "×", reach: atMost(times, 2, "2") },
    { what: "99 % of answers within", value: of(busy, "p99"), unit: "ms", beside: beside("p99") },
    { what: "half within", value: of(busy, "p50"), unit: "ms", beside: beside("p50") },
    { what: "the longest", value: of(busy, "max"), unit: "ms", beside: beside("max") },
    { what: "answers a second", value: of(busy, "perSecond"), unit: "/s", beside: beside("perSecond") },
    { what: "pages of staff", value: waits.length, unit: "" },
    { what: "half of them within", value: quantile(waits, 0.5), unit: "ms" },
  ];
}
