import { database } from "./database";
import { migrate } from "./migrations";
import { borrowPostgres } from "./postgres";
import { settings } from "./settings";

/** Runs a command-line tool's work on the database of the settings, whether Candor is running or not. */
export async function onDatabase<T>(work: () => Promise<T>): Promise<T> {
  const { embedded, dataDir, databaseUrl } = settings();
  const postgres = embedded ? await borrowPostgres(dataDir) : null;
  try {
    await migrate(databaseUrl);
    return await work();
  } finally {
    await database().$disconnect();
    await postgres?.stop();
  }
}
