import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { type Candor, startCandor } from "./candor";
import { atLeast, atMost, type Figure, quantile } from "./figure";
import { fillCandor, usual } from "./filled";
import type { Told } from "./live-readers";
import { type Part, Skipped, type Stage } from "./part";
import { launch, memoryOf, node, type Program } from "./program";
import { signedIn } from "./staff-visit";

const readers = 5_000;
const posts = 10;
/** Files that both processes have open besides. */
const spare = 200;
const restMs = 500;

export const live: Part = {
  name: "live",
  about: `${posts} posts, each to ${readers} open live streams of one process; from the sending of the form`,
  seconds: 120,
  async run(stage) {
    if (mostOpenFiles() < readers + spare) throw new Skipped(`ulimit -n is below ${readers + spare}.`);
    // One address may hold a tenth of all streams.
    const candor = await startCandor(stage, { env: { LIVE_CONNECTIONS: String(readers * 10) } });
    await fillCandor(stage, candor, usual);
    const before = memoryOf(candor.program.pid).now;
    const opening = performance.now();
    const stream = await openAll(stage, candor);
    const openedMs = performance.now() - opening;
    const taken = memoryOf(candor.program.pid).now - before;
    const { sent, acknowledged } = await post(candor, stream);
    const p99 = quantile(sent, 0.99);
    return [
      { what: "99 % are told within", value: p99, unit: "ms", reach: atMost(p99, 1_000, "1 s") },
      { what: "half of them within", value: quantile(sent, 0.5), unit: "ms" },
      { what: "the last one after", value: Math.max(...sent), unit: "ms" },
      { what: "99 % within, from when the post is acknowledged", value: quantile(acknowledged, 0.99), unit: "ms" },
      { what: "told", value: sent.length, unit: "", reach: atLeast(sent.length, readers * posts, "all of them") },
      { what: `opening ${readers} streams`, value: openedMs, unit: "ms" },
      { what: "memory for them", value: taken, unit: "MB" },
    ] satisfies Figure[];
  },
};

function mostOpenFiles(): number {
  const found = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  return found === "unlimited" ? Number.POSITIVE_INFINITY : Number(found);
}

type Stream = { program: Program; told: () => Told[] };

async function openAll(stage: Stage, { url }: Candor): Promise<Stream> {
  const program = launch(stage, [...node, "tests/bench/live-readers.ts", url, String(readers)], { core: "load" });
  while (!program.output().includes('{"open"')) {
    if (program.child.exitCode !== null) throw new Error(program.output());
    await pause(50);
  }
  const told = () => (program.output().match(/^\{"fingerprint".*\}$/gm) ?? []).map((line) => JSON.parse(line) as Told);
  return { program, told };
}

/** How long each reader waited for each post, from its sending and from its answer; below 0 when told before that. */
async function post({ url }: Candor, { told }: Stream): Promise<{ sent: number[]; acknowledged: number[] }> {
  const staff = await signedIn(url);
  const [sent, acknowledged]: number[][] = [[], []];
  for (let count = 1; count <= posts; count++) {
    const form = await staff.form("/staff/incidents/opn000000000", "body");
    await pause(restMs);
    const sentAt = Date.now();
    await staff.send(form, { body: `Post ${count}: we are still at it.` });
    const acknowledgedAt = Date.now();
    while (told().length < count) await pause(20);
    for (const at of told()[count - 1]?.times ?? []) {
      sent?.push(at - sentAt);
      acknowledged?.push(at - acknowledgedAt);
    }
  }
  return { sent: sent ?? [], acknowledged: acknowledged ?? [] };
}
