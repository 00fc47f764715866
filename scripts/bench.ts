import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { build, say } from "./prepare.mjs";

const dataDir = mkdtempSync(join(tmpdir(), "candor-bench-"));
const seconds = 5;
const readers = 10;

type Running = { child: ChildProcess; url: string; ms: number };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Runs a program until its first answer with status 200, and says how long that took. */
async function firstAnswer(command: string[], env: Record<string, string> = {}): Promise<Running> {
  const port = await freePort();
  const url = `http://localhost:${port}/`;
  const begun = performance.now();
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    stdio: "ignore",
    env: { ...process.env, NODE_ENV: "production", ...env, PORT: String(port) },
  });
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await pause(10);
  return { child, url, ms: performance.now() - begun };
}

async function end({ child }: Running): Promise<number> {
  const begun = performance.now();
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  await closed;
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

function row(what: string, candor: number, baseline: number, unit: string, of: string): void {
  say(
    `${what.padEnd(34)} ${candor.toFixed(0).padStart(8)} ${unit.padEnd(3)} ${baseline.toFixed(0).padStart(8)} ${unit} ${of}`,
  );
}

const start = ["node", "scripts/start.mjs"];
const bare = `require("http").createServer((q,s)=>s.end("ok")).listen(process.env.PORT)`;

await build();
try {
  const first = await firstAnswer(start, { DATA_DIR: dataDir });
  const stopped = await end(first);
  const second = await firstAnswer(start, { DATA_DIR: dataDir });
  const candorPages = await pagesPerSecond(second.url);
  await end(second);
  const node = await firstAnswer([process.execPath, "-e", bare]);
  const nodePages = await pagesPerSecond(node.url);
  const nodeStopped = await end(node);
  say(`${"".padEnd(34)} ${"Candor".padStart(8)}     ${"baseline".padStart(8)}`);
  row("start with an empty DATA_DIR", first.ms, node.ms, "ms", "a Node server that says ok");
  row("second start, nothing changed", second.ms, node.ms, "ms", "a Node server that says ok");
  row("stop", stopped, nodeStopped, "ms", "a Node server that says ok");
  row(`the page, ${readers} readers at once`, candorPages, nodePages, "/s", "a Node server that says ok");
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
