import { setTimeout as pause } from "node:timers/promises";
import { type Candor, startCandor } from "./candor";
import { atLeast, atMost, type Figure } from "./figure";
import { fillCandor, usual } from "./filled";
import type { Part } from "./part";
import { wrk } from "./wrk";

const seconds = 20;
const restMs = 1_500;

export const databaseKilled: Part = {
  name: "database",
  about: `the embedded PostgreSQL killed (SIGKILL) again and again for ${seconds} s while wrk -t1 -c64 asks for /`,
  seconds: 90,
  async run(stage) {
    const candor = await startCandor(stage);
    await fillCandor(stage, candor, usual);
    const quiet = await wrk(stage, `${candor.url}/`, { seconds: 5 });
    const over = new AbortController();
    const killing = killAgain(candor, over.signal);
    const run = await wrk(stage, `${candor.url}/`, { seconds });
    over.abort();
    const kills = await killing;
    return [
      { what: "failed", value: run.failed, unit: "answers", reach: atMost(run.failed, 0, "0") },
      { what: "kills", value: kills, unit: "times", reach: atLeast(kills, 3, "3") },
      { what: "answers", value: run.requests, unit: "" },
      {
        what: "99 % of answers within",
        value: run.p99,
        unit: "ms",
        beside: [{ of: "database there", value: quiet.p99 }],
      },
      { what: "the longest", value: run.max, unit: "ms", beside: [{ of: "database there", value: quiet.max }] },
    ] satisfies Figure[];
  },
};

/** Kills it as often as Candor has it up again. */
async function killAgain({ postmasterPid }: Candor, signal: AbortSignal): Promise<number> {
  const killed = new Set<number>();
  while (!signal.aborted) {
    await pause(restMs);
    const pid = running(postmasterPid);
    if (pid === null || killed.has(pid)) continue;
    process.kill(pid, "SIGKILL");
    killed.add(pid);
  }
  return killed.size;
}

/** Its process; null while it is not there. */
function running(postmasterPid: () => number): number | null {
  try {
    const pid = postmasterPid();
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}
