import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";

/** Where figures were seen. */
export type Machine = {
  cores: number;
  processor: string;
  memoryGB: number;
  system: string;
  node: string;
  nginx: string;
  wrk: string;
  chromium: string;
};

export function machine(): Machine {
  return {
    cores: availableParallelism(),
    processor: `${cpus()[0]?.model.trim() ?? "unknown"}, ${cacheSize()}`,
    memoryGB: Math.round(totalmem() / 1e9),
    system: `Linux ${release()}`,
    node: process.version,
    nginx: versionOf("/usr/sbin/nginx", "-v"),
    wrk: versionOf("/usr/bin/wrk", "-v"),
    chromium: versionOf("/usr/bin/chromium", "--version"),
  };
}

/** What else the machine does, as the number of processes that want to compute: the last minute's mean. */
export function busyness(): number {
  return loadavg()[0] ?? Number.NaN;
}

function cacheSize(): string {
  return /^cache size\s*: (.+)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "cache unknown";
}

function versionOf(program: string, flag: string): string {
  const { stdout, stderr, error } = spawnSync(program, [flag], { encoding: "utf8" });
  return error ? "none" : (`${stdout}${stderr}`.split("\n")[0]?.trim() ?? "unknown");
}
