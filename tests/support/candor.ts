import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { program as built, serve, unbuilt } from "@/scripts/prepare.mjs";

/** A Candor of its own, as `npm start` runs it once everything is built. */
export type RunningCandor = {
  url: string;
  dataDir: string;
  /** All that it has printed so far. */
  output: () => string;
  /** The line of its output that `pattern` matches, as soon as there is one. */
  line: (pattern: RegExp) => Promise<string>;
  /** Ends it as an administrator would; resolves with its exit code. */
  stop: () => Promise<number | null>;
  /** Ends it as a crash would. */
  kill: () => Promise<void>;
  /** Resolves with the exit code once it has ended. */
  ended: Promise<number | null>;
  postmasterPid: () => number;
};

type Start = {
  env?: Record<string, string>;
  dataDir?: string;
  /** Another than the one that is built. */
  program?: string[];
  /** Another checkout than this one. */
  checkout?: string;
};

const runtime = "node_modules/.bin/node";

/** Starts the built Candor on a free port and waits until it serves. */
export async function startCandor(start: Start = {}): Promise<RunningCandor> {
  const candor = await launchCandor(start);
  const early = candor.ended.then((code) => {
    throw new Error(`Candor ended with ${code} before it served:\n${candor.output()}`);
  });
  await Promise.race([candor.line(/^Candor serves /m), early]);
  early.catch(() => undefined);
  return candor;
}

/** Starts it without waiting, for tests of a start that must fail. */
export async function launchCandor(start: Start = {}): Promise<RunningCandor> {
  const { env = {}, dataDir = newDataDir(), program, checkout = "." } = start;
  const port = env.PORT ?? String(await freePort());
  const { PATH = "", HOME = "/" } = process.env;
  const own = { PATH, HOME, NODE_ENV: "production", PORT: port, DATA_DIR: dataDir, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(runtime, program ? [...unbuilt, ...program] : [...serve, built], {
    cwd: checkout,
    env: { ...own, ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return {
    url: `http://localhost:${port}`,
    dataDir,
    ...watch(child),
    postmasterPid: () => Number.parseInt(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10),
  };
}

const folders: string[] = [];
const children = new Set<ChildProcess>();

/** What a test that failed left running ends with its file, and every folder goes. */
afterAll(async () => {
  for (const child of children) child.kill("SIGTERM");
  for (const child of children) await new Promise((resolve) => child.once("close", resolve));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** A folder that is removed when the test file ends. */
export function newDataDir(name = "run"): string {
  const folder = mkdtempSync(join(tmpdir(), `candor-${name}-`));
  folders.push(folder);
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Asks until `answer` is as wanted: for what another process does in its own time. */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  wanted: (answer: T) => boolean,
  ms = 30_000,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const answer = await Promise.try(ask).catch((error: unknown) => error as T);
    if (!(answer instanceof Error) && wanted(answer)) return answer;
    if (performance.now() - begun > ms)
      throw new Error(`It did not come to that; the last answer was ${String(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function watch(child: ChildProcess): Pick<RunningCandor, "output" | "line" | "stop" | "kill" | "ended"> {
  children.add(child);
  child.once("close", () => children.delete(child));
  let text = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    text += chunk;
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = text.split("\n").find((each) => pattern.test(each));
        if (!found) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
    });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { output: () => text, line, ended, stop: () => end("SIGTERM"), kill: async () => void (await end("SIGKILL")) };
}
