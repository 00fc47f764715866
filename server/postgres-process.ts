import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { postmasterPid } from "./postgres-cluster";
import { clusterFolder, embeddedUrl, socketFolder } from "./postgres-paths";
import { postgresPrograms } from "./postgres-program";
import { launchFor } from "./postgres-user";

const logLimit = 5_000_000;
const passing = /shared memory block|lock file .* already exists|is another postmaster|is in use/i;
const patience = { launching: 20_000, recovering: 600_000, stopping: 30_000 };

/** Waits until the cluster answers on its socket, starting it when nobody has. */
export async function bringUp(dataDir: string): Promise<void> {
  const begun = performance.now();
  let child = { failed: null as string | null, alive: false };
  for (;;) {
    const state = await socketState(dataDir);
    if (state === "ready") return;
    if (child.failed && !passing.test(child.failed)) throw new Error(`PostgreSQL did not start: ${child.failed}`);
    const waited = performance.now() - begun;
    if (waited > (state === "starting" ? patience.recovering : patience.launching)) {
      throw new Error(`PostgreSQL did not start in time: ${child.failed ?? `see ${logFile(dataDir)}`}`);
    }
    if (state === "none" && !child.alive && postmasterPid(dataDir) === null) child = launch(dataDir);
    await pause(40);
  }
}

/** Ends the cluster as an administrator would, with everything written. */
export async function bringDown(dataDir: string): Promise<void> {
  const pid = postmasterPid(dataDir);
  if (pid === null) return;
  process.kill(pid, "SIGINT");
  const begun = performance.now();
  while (postmasterPid(dataDir) !== null && performance.now() - begun < patience.stopping) await pause(20);
}

/** Detached, so that neither Ctrl-C nor the death of Candor takes PostgreSQL along. */
function launch(dataDir: string): { failed: string | null; alive: boolean } {
  const folder = clusterFolder(dataDir);
  const { postgres } = postgresPrograms();
  const { before, ids } = launchFor(folder, postgres);
  const [command = "", ...rest] = [...before, postgres, "-D", folder, ...options(dataDir)];
  const from = trimmedLogSize(dataDir);
  const output = openSync(logFile(dataDir), "a", 0o600);
  const env = { PATH: process.env.PATH ?? "", LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
  const child = spawn(command, rest, { cwd: folder, detached: true, stdio: ["ignore", output, output], env, ...ids });
  closeSync(output);
  child.unref();
  const state = { failed: null as string | null, alive: true };
  const end = (why?: string) => Object.assign(state, { alive: false, failed: why ?? lastFailure(dataDir, from) });
  child.once("exit", () => end()).once("error", (error) => end(error.message));
  return state;
}

function options(dataDir: string): string[] {
  const values = {
    listen_addresses: "",
    unix_socket_directories: `"${socketFolder(dataDir).replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    max_connections: "60",
    shared_buffers: "32MB",
    timezone: "UTC",
    log_timezone: "UTC",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function socketState(dataDir: string): Promise<"ready" | "starting" | "none"> {
  const client = new Client({ connectionString: embeddedUrl(dataDir, "postgres"), connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return "ready";
  } catch (error) {
    return (error as { code?: string }).code === "57P03" ? "starting" : "none";
  } finally {
    await client.end().catch(() => undefined);
  }
}

function logFile(dataDir: string): string {
  return join(dataDir, "postgres.log");
}

function trimmedLogSize(dataDir: string): number {
  const size = statSync(logFile(dataDir), { throwIfNoEntry: false })?.size ?? 0;
  if (size <= logLimit) return size;
  truncateSync(logFile(dataDir));
  return 0;
}

function lastFailure(dataDir: string, from: number): string {
  // Gone with its folder when PostgreSQL was ended to remove it.
  if (!existsSync(logFile(dataDir))) return "";
  const lines = readFileSync(logFile(dataDir)).subarray(from).toString().trim().split("\n");
  const fatal = lines.filter((line) => /FATAL|PANIC|rror/.test(line)).at(-1) ?? lines.at(-1) ?? "";
  return fatal.replace(/^.*?(FATAL|PANIC): +/, "");
}
