// Reads, derives and prints pages of many sizes, each in the same process; one line of JSON for each.
import next from "next";
import { derivePage } from "@/domain/page";
import { pageDocument } from "@/server/editions/document";
import { openPress } from "@/server/editions/press";
import { manuscriptOf, printed } from "@/server/editions/printing";
import { loadSnapshot } from "@/server/load";
import { refreshSnapshot, startSnapshot, stopSnapshot } from "@/server/snapshot";
import { onDatabase } from "@/server/tool";
import { median } from "./figure";
import { fill, type Size } from "./many";

/** In ms, and in KB of text; `first` is a reading at the start, `read` one after a change. */
export type Sized = Size & { first: number; read: number; derive: number; print: number; kilobytes: number };

const times = 5;
const sizes = JSON.parse(process.argv[2] ?? "[]") as Size[];

async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const begun = performance.now();
  const value = await work();
  return { ms: performance.now() - begun, value };
}

/** The median of some runs after a first one that doesn't count. */
async function typical(work: () => Promise<number>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run <= times; run++) runs.push(await work());
  return median(runs.slice(1));
}

async function measure(size: Size): Promise<Sized> {
  await fill(size);
  const first = await typical(async () => (await timed(() => loadSnapshot())).ms);
  const before = await loadSnapshot();
  const read = await typical(async () => (await timed(() => loadSnapshot(before))).ms);
  // Facts that were just read: nothing is remembered of them.
  const derive = await typical(async () => {
    const loaded = await loadSnapshot();
    if (!loaded) throw new Error("There is no page");
    return (await timed(() => derivePage(loaded.facts, loaded.loadedAt, { factsAt: loaded.loadedAt }))).ms;
  });
  await refreshSnapshot();
  const manuscript = await manuscriptOf(pageDocument);
  let kilobytes = 0;
  const print = await typical(async () => {
    const { ms, value } = await timed(() => printed(manuscript));
    kilobytes = value.bodies.identity.length / 1024;
    return ms;
  });
  return { ...size, first, read, derive, print, kilobytes };
}

await onDatabase(async () => {
  const app = next({ dev: false, quiet: true });
  await app.prepare();
  const closePress = await openPress(app.getRequestHandler());
  await startSnapshot();
  for (const size of sizes) process.stdout.write(`${JSON.stringify(await measure(size))}\n`);
  await stopSnapshot();
  await closePress();
});
process.exit(0);
