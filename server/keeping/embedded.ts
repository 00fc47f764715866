import { existsSync } from "node:fs";
import { join } from "node:path";
import { borrowPostgres, type Postgres } from "../postgres";
import { clusterFolder } from "../postgres-paths";
import { parseSettings } from "../settings";
import { databaseProblem, KeepingProblem } from "./problem";

/** Refuses to back up a folder in which nothing is, before anything is made in it. */
export function refuseEmptyFolder(): void {
  const { embedded, dataDir } = parseSettings(process.env);
  if (!embedded || existsSync(join(clusterFolder(dataDir), "PG_VERSION"))) return;
  throw new KeepingProblem(
    `There is no Candor in DATA_DIR ${dataDir}, so there is nothing to back up. Set DATA_DIR, or DATABASE_URL, to those of your Candor.`,
  );
}

/** Does something with the database of the settings, with the embedded one whether Candor runs or not. */
export async function withDatabaseUp<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { embedded, dataDir, databaseUrl } = parseSettings(process.env);
  const postgres: Postgres | null = embedded ? await borrowPostgres(dataDir).catch(away) : null;
  try {
    return await work(databaseUrl);
  } finally {
    await postgres?.stop();
  }
}

function away(error: unknown): never {
  throw databaseProblem(error);
}
