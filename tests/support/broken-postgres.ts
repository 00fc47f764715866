import { renameSync } from "node:fs";
import { join } from "node:path";
import type { RunningCandor } from "./candor";

/** Kills the embedded PostgreSQL so that it can't be started again; gives back what mends it. */
export function breakPostgres({ dataDir, postmasterPid }: RunningCandor): () => void {
  const file = join(dataDir, "postgres", "global", "pg_control");
  renameSync(file, `${file}.away`);
  process.kill(postmasterPid(), "SIGKILL");
  return () => renameSync(`${file}.away`, file);
}
