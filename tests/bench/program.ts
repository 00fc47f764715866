import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { Stage } from "./part";

/** Servers share one core and what loads them has the other, so that neither takes from the other. */
export type Core = "server" | "load";

export type Program = {
  child: ChildProcess;
  pid: number;
  output: () => string;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
  /** Ends it and resolves when it is gone. */
  end: (signal?: NodeJS.Signals) => Promise<void>;
};

export type Launch = { core?: Core; env?: Record<string, string> };

const taskset = "/usr/bin/taskset";
const numberOf: Record<Core, string> = { server: "0", load: "1" };

/** Whether programs can be kept to a core of their own here. */
export const canPin = existsSync(taskset) && availableParallelism() > 1;

export const node = ["node_modules/.bin/node", "--disable-warning=DeprecationWarning", "--import", "tsx"];

/** Starts a program, on one core where that can be had; it ends with the part. */
export function launch(stage: Stage, command: string[], { core, env = {} }: Launch = {}): Program {
  const { PATH = "", HOME = "/" } = process.env;
  // taskset becomes the program, so that the process is the program's own.
  const pinned = core && canPin ? [taskset, "-c", numberOf[core], ...command] : command;
  const [program = "", ...args] = pinned;
  const child = spawn(program, args, {
    env: { PATH, HOME, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  ended.catch(() => undefined);
  const end = async (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    await ended.catch(() => null);
  };
  stage.atEnd(() => end());
  return { child, pid: child.pid ?? 0, output: () => text, ended, end };
}

/** Runs a program to its end; gives back what it printed. Rejects with that when it fails. */
export async function runToEnd(stage: Stage, command: string[], options: Launch = {}): Promise<string> {
  const program = launch(stage, command, options);
  const code = await program.ended;
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${program.output()}`);
  return program.output();
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Resolves when the address answers as wanted. Rejects, with what `program` printed, when it has ended before. */
export async function answering(url: string, program: Program, wanted: (text: string) => boolean = () => true) {
  for (;;) {
    const answer = await fetch(url).then(
      async (response) => response.ok && wanted(await response.text()),
      () => false,
    );
    if (answer) return;
    if (program.child.exitCode !== null) throw new Error(`It ended:\n${program.output()}`);
    await pause(20);
  }
}

/** The memory that a process has in use, and the most that it ever had, in MB. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

const ticksPerSecond = 100;

/** How long a process has computed so far, in s. */
export function computingTime(pid: number): number {
  const [, user = 0, system = 0] =
    /^\d+ \(.*\) \S(?: -?\d+){10} (\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.map(Number) ?? [];
  return (user + system) / ticksPerSecond;
}
