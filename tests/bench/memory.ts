import { setTimeout as pause } from "node:timers/promises";
import { type Candor, startCandor } from "./candor";
import { atMost, type Figure } from "./figure";
import { fillFolder, usual } from "./filled";
import type { Part } from "./part";
import { memoryOf } from "./program";

const incidents = 10_000;
/** An hour's worth of readers, each of whom looks for something old, within this. */
const seconds = 60;
const againSeconds = 30;
const askers = 16;
const reloadEveryMs = 20;
/** The editions that are kept may take 64 MB; the rest is what it takes to print them. */
const mostMB = 900;
/** A second round may not need much more than the first. */
const mostGrowth = 1.15;

export const memory: Part = {
  name: "memory",
  about: `${incidents} old incidents asked for page by page, as many as there is time for, while / is reloaded`,
  seconds: 180,
  async run(stage) {
    const dataDir = stage.folder("data");
    await fillFolder(stage, dataDir, { ...usual, past: incidents });
    const candor = await startCandor(stage, { dataDir });
    const { pid } = candor.program;
    const before = memoryOf(pid).now;
    const first = await round(candor, seconds, 0);
    const between = memoryOf(pid);
    const second = await round(candor, againSeconds, first.asked);
    await pause(2_000);
    const after = memoryOf(pid);
    const growth = after.peak / between.peak;
    const failed = first.failed + second.failed;
    return [
      { what: "before", value: before, unit: "MB" },
      {
        what: `most in ${seconds} s`,
        value: between.peak,
        unit: "MB",
        reach: atMost(between.peak, mostMB, `${mostMB}`),
      },
      { what: `most after ${againSeconds} s more`, value: after.peak, unit: "MB" },
      { what: "of that before", value: growth, unit: "×", reach: atMost(growth, mostGrowth, `${mostGrowth}`) },
      { what: "afterwards", value: after.now, unit: "MB" },
      { what: "old pages asked for", value: first.asked + second.asked, unit: "" },
      { what: "reloads of /", value: first.reloads + second.reloads, unit: "" },
      { what: "failed", value: failed, unit: "answers", reach: atMost(failed, 0, "0") },
    ] satisfies Figure[];
  },
};

type Round = { asked: number; reloads: number; failed: number };

/** Asks for one old page after the other from `from` on, and for / besides. */
async function round({ url }: Candor, length: number, from: number): Promise<Round> {
  const until = performance.now() + length * 1000;
  const seen: Round = { asked: 0, reloads: 0, failed: 0 };
  const ask = async (path: string) => {
    const answer = await fetch(url + path);
    await answer.arrayBuffer();
    if (!answer.ok) seen.failed++;
  };
  const old = async () => {
    while (performance.now() < until) {
      const number = (from + seen.asked++) % incidents;
      await ask(`/incidents/old${String(number).padStart(9, "0")}`);
    }
  };
  const reload = async () => {
    for (; performance.now() < until; seen.reloads++) {
      await ask("/");
      await pause(reloadEveryMs);
    }
  };
  await Promise.all([...Array.from({ length: askers }, old), reload()]);
  return seen;
}
