import { Client } from "pg";
import { lockHolder, prepareDataFolder } from "./data-folder";
import { log } from "./log";
import { postmasterPid, prepareCluster } from "./postgres-cluster";
import { embeddedUrl } from "./postgres-paths";
import { bringDown, bringUp } from "./postgres-process";

/** An embedded PostgreSQL that answers; `stop` ends it, where that is ours to do. */
export type Postgres = { url: string; stop: () => Promise<void> };

const checkEvery = 500;
const duplicateDatabase = "42P04";

/**
 * The embedded PostgreSQL for a Candor that serves and has the lock of `dataDir`. One that a killed Candor left is
 * used; when it dies it is started again by itself.
 */
export async function keepPostgres(dataDir: string): Promise<Postgres> {
  await open(dataDir);
  let stopped = false;
  let repair: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (stopped || repair || postmasterPid(dataDir) !== null) return;
    log().error("PostgreSQL has gone; starting it again");
    repair = bringUp(dataDir)
      .then(() => log().info("PostgreSQL is back"))
      .catch((err) => log().error({ err }, "PostgreSQL could not be started again; trying once more"))
      .finally(() => {
        repair = null;
      });
  }, checkEvery);
  timer.unref();
  const stop = async () => {
    stopped = true;
    clearInterval(timer);
    await repair;
    await bringDown(dataDir);
  };
  return { url: embeddedUrl(dataDir), stop };
}

/**
 * The embedded PostgreSQL for a command-line tool: a running one, else its own. The last to leave ends it, and nobody
 * while a Candor has `dataDir`.
 */
export async function borrowPostgres(dataDir: string): Promise<Postgres> {
  await open(dataDir);
  const stop = async () => {
    if (lockHolder(dataDir) === null && !(await hasClients(dataDir))) await bringDown(dataDir);
  };
  return { url: embeddedUrl(dataDir), stop };
}

async function open(dataDir: string): Promise<void> {
  prepareDataFolder(dataDir);
  prepareCluster(dataDir);
  await bringUp(dataDir);
  if ((await query(dataDir, "SELECT 1 FROM pg_database WHERE datname = 'candor'")) > 0) return;
  await query(dataDir, "CREATE DATABASE candor").catch((error: { code?: string }) => {
    if (error.code !== duplicateDatabase) throw error;
  });
}

async function hasClients(dataDir: string): Promise<boolean> {
  const others = "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
  return (await query(dataDir, others)) > 0;
}

async function query(dataDir: string, text: string): Promise<number> {
  const client = new Client({ connectionString: embeddedUrl(dataDir, "postgres"), connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
