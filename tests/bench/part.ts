import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "./figure";

/** One thing to measure. */
export type Part = {
  /** As it is named on the command line. */
  name: string;
  about: string;
  /** It is called off after so long. */
  seconds: number;
  run: (stage: Stage) => Promise<Figure[]>;
};

/** Where a part runs: whatever it begins ends with it. */
export type Stage = {
  /** Calls `end` when the part is over, the last one first. */
  atEnd: (end: () => unknown) => void;
  /** A new folder, gone afterwards. */
  folder: (name: string) => string;
};

export type Result = {
  part: string;
  about: string;
  figures: Figure[];
  /** Why there are no figures, or not all: what is missing on this machine, or what went wrong. */
  skipped?: string;
  failed?: string;
  tookSeconds: number;
};

/** This machine, or this Candor, lacks what the part needs. */
export class Skipped extends Error {
  override readonly name = "Skipped";
}

/** Runs a part within its time; what it began has ended when this resolves. */
export async function perform({ name, about, seconds, run }: Part): Promise<Result> {
  const begun = performance.now();
  const ends: (() => unknown)[] = [];
  const stage: Stage = {
    atEnd: (end) => void ends.unshift(end),
    folder: (what) => {
      const folder = mkdtempSync(join(tmpdir(), `candor-bench-${what}-`));
      stage.atEnd(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    },
  };
  const outcome = await inTime(run(stage), seconds).then((figures) => ({ figures }), failure);
  for (const end of ends) await end();
  return { part: name, about, figures: [], ...outcome, tookSeconds: Math.round((performance.now() - begun) / 1000) };
}

function failure(error: unknown): Pick<Result, "skipped" | "failed"> {
  if (error instanceof Skipped) return { skipped: error.message };
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

async function inTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
