import { existsSync } from "node:fs";
import { z } from "zod";
import { median } from "./figure";
import { Skipped, type Stage } from "./part";
import { computingTime, runToEnd } from "./program";

const path = "/usr/bin/wrk";

export const hasWrk = () => existsSync(path);

const report = z.object({
  requests: z.number(),
  duration: z.number(),
  bytes: z.number(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
  connect: z.number(),
  read: z.number(),
  write: z.number(),
  timeout: z.number(),
  status: z.number(),
});

/** What one run of wrk came to; times in ms. */
export type Run = {
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  max: number;
  /** Answers that were no 2xx or 3xx, and connections that failed. */
  failed: number;
};

type Load = { seconds: number; connections?: number; headers?: Record<string, string> };

/** One thread of wrk on the load's core, each connection asking again as soon as it has its answer, with gzip. */
export async function wrk(stage: Stage, url: string, load: Load): Promise<Run> {
  const { seconds, connections = 64, headers = {} } = load;
  if (!hasWrk()) throw new Skipped("There is no wrk on this machine.");
  const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "5s", "-s", "tests/bench/wrk-report.lua"];
  const sent = Object.entries({ "Accept-Encoding": "gzip", ...headers }).flatMap(([name, value]) => [
    "-H",
    `${name}: ${value}`,
  ]);
  const output = await runToEnd(stage, [path, ...args, ...sent, url], { core: "load" });
  const told = report.parse(JSON.parse(/^\{.*\}$/m.exec(output)?.[0] ?? "null"));
  return {
    requests: told.requests,
    perSecond: told.requests / (told.duration / 1e6),
    p50: told.p50 / 1000,
    p99: told.p99 / 1000,
    max: told.max / 1000,
    failed: told.connect + told.read + told.write + told.timeout + told.status,
  };
}

/** A server to load; `pid` of the process that answers. */
export type Server = { url: string; pid: number; headers?: Record<string, string> };

export type Compared = Run & {
  /** What one answer costs the process that gives it, in µs of computing. */
  microseconds: number;
};

/** Loads the servers in turn, `rounds` times, so that what else the machine does meets all; medians of each. */
export async function compare<Name extends string>(
  stage: Stage,
  servers: Record<Name, Server>,
  { rounds, ...load }: Load & { rounds: number },
): Promise<Record<Name, Compared>> {
  const names = Object.keys(servers) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Compared[]])) as Record<Name, Compared[]>;
  for (const name of names) await wrk(stage, servers[name].url, { ...load, seconds: 1 });
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const { url, pid, headers } = servers[name];
      const before = computingTime(pid);
      const run = await wrk(stage, url, { ...load, ...(headers ? { headers } : {}) });
      runs[name].push({ ...run, microseconds: ((computingTime(pid) - before) * 1e6) / run.requests });
    }
  }
  return Object.fromEntries(names.map((name) => [name, medians(runs[name])])) as Record<Name, Compared>;
}

function medians(runs: Compared[]): Compared {
  const of = (key: keyof Compared) => median(runs.map((run) => run[key]));
  const failed = runs.reduce((sum, run) => sum + run.failed, 0);
  return {
    requests: of("requests"),
    perSecond: of("perSecond"),
    p50: of("p50"),
    p99: of("p99"),
    max: of("max"),
    microseconds: of("microseconds"),
    failed,
  };
}
