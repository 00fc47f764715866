import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { processMark } from "./process-mark";
import { WrongStart } from "./wrong-start";

/** Makes `DATA_DIR` when it is not there; throws `WrongStart` when it can't be written. */
export function prepareDataFolder(dataDir: string): void {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const { uid, gid } = userInfo();
    const code = (error as NodeJS.ErrnoException).code;
    throw new WrongStart(
      `DATA_DIR ${dataDir} can't be written (${code}); mend it with: sudo mkdir -p '${dataDir}' && sudo chown -R ${uid}:${gid} '${dataDir}'`,
    );
  }
}

/** The secret that is kept in `DATA_DIR`, made when there is none; only this user may read it. */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, "auth-secret");
  const kept = readText(file);
  if (kept) return kept;
  prepareDataFolder(dataDir);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return readText(file);
}

/**
 * Takes `DATA_DIR` for this process and gives back what lets go of it. What a killed process left is taken over.
 * Throws `WrongStart` when a living process has it.
 */
export function lockDataFolder(dataDir: string): () => void {
  const file = join(dataDir, "lock");
  const mine = JSON.stringify({ pid: process.pid, mark: processMark(process.pid) });
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeFileSync(file, mine, { flag: "wx" });
      return () => readText(file) === mine && rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readText(file);
    if (isAlive(holder)) break;
    setAside(file, holder);
  }
  throw new WrongStart(
    `DATA_DIR ${dataDir} is in use by another Candor (process ${lockHolder(dataDir)}); stop it first or choose another DATA_DIR.`,
  );
}

/** The process that has `DATA_DIR`, when it is alive. */
export function lockHolder(dataDir: string): number | null {
  const text = readText(join(dataDir, "lock"));
  return isAlive(text) ? JSON.parse(text).pid : null;
}

/** Renaming tells who was first; a lock that somebody took meanwhile is put back. */
function setAside(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readText(aside) !== stale) linkSync(aside, file);
  } catch {
    return;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(lock: string): boolean {
  try {
    const { pid, mark } = JSON.parse(lock) as { pid: number; mark: string };
    return mark !== "" && processMark(pid) === mark;
  } catch {
    return false;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
