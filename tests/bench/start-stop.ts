import type { Figure } from "./figure";
import type { Part, Stage } from "./part";
import { answering, freePort, launch, type Program } from "./program";

const seconds = 5;
const readers = 10;
const start = ["node_modules/.bin/node", "scripts/start.mjs"];
const bare = `require("http").createServer((q,s)=>s.end("ok")).listen(process.env.PORT)`;
const beside = "a Node server that says ok";

export const startStop: Part = {
  name: "start",
  about: "npm start on a built checkout, until the first page is there, and its end",
  seconds: 90,
  async run(stage) {
    const dataDir = stage.folder("data");
    const first = await firstAnswer(stage, start, { DATA_DIR: dataDir });
    const stopped = await end(first);
    const second = await firstAnswer(stage, start, { DATA_DIR: dataDir });
    const pages = await pagesPerSecond(second.url);
    await end(second);
    const node = await firstAnswer(stage, ["node_modules/.bin/node", "-e", bare]);
    const nodePages = await pagesPerSecond(node.url);
    const nodeStopped = await end(node);
    const row = (what: string, value: number, of: number, unit: string): Figure => {
      return { what, value: Math.round(value), unit, beside: [{ of: beside, value: Math.round(of) }] };
    };
    return [
      row("start with an empty DATA_DIR", first.ms, node.ms, "ms"),
      row("second start, nothing changed", second.ms, node.ms, "ms"),
      row("stop", stopped, nodeStopped, "ms"),
      row(`the page, ${readers} readers at once in one process`, pages, nodePages, "/s"),
    ];
  },
};

type Running = { program: Program; url: string; ms: number };

/** Runs a program until its first answer with status 200, and says how long that took. */
async function firstAnswer(stage: Stage, command: string[], env: Record<string, string> = {}): Promise<Running> {
  const port = String(await freePort());
  const url = `http://localhost:${port}/`;
  const begun = performance.now();
  const program = launch(stage, command, { env: { ...env, PORT: port } });
  await answering(url, program);
  return { program, url, ms: performance.now() - begun };
}

async function end({ program }: Running): Promise<number> {
  const begun = performance.now();
  await program.end();
  return performance.now() - begun;
}

/** Pages a second to readers who each ask again as soon as they have an answer. */
async function pagesPerSecond(url: string): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let pages = 0;
  const read = async () => {
    for (; performance.now() < until; pages++) await (await fetch(url)).arrayBuffer();
  };
  await Promise.all(Array.from({ length: readers }, read));
  return pages / seconds;
}
