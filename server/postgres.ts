import { Client } from "pg";
import { lockHolder, prepareDataFolder } from "./data-folder";
import { log } from "./log";
import { postmasterPid, prepareCluster } from "./postgres-cluster";
import { embeddedUrl } from "./postgres-paths";
import { bringDown, bringUp } from "./postgres-process";

/** An embedded PostgreSQL that answers; `stop` ends it, where that is ours to do. */
export type Postgres = { url: string; stop: () => Promise<void> };

/** One that is kept up; `firstTry` resolves when it answers, or could not be started for now. */
export type KeptPostgres = Postgres & { firstTry: Promise<void> };

const checkEvery = 500;
const restAfterFailure = 5_000;
const duplicateDatabase = "42P04";

/**
 * The embedded PostgreSQL for a Candor that serves and has the lock of `dataDir`. One that a killed Candor left is
 * used. When it dies or does not start it is started again, for as long as it takes.
 */
export function keepPostgres(dataDir: string): KeptPostgres {
  prepare(dataDir);
  const state = { stopped: false, notBefore: 0 };
  const raise = () =>
    raiseAndName(dataDir).catch((err) => {
      log().error({ err }, "PostgreSQL could not be started; trying again");
      state.notBefore = performance.now() + restAfterFailure;
    });
  const firstTry = raise();
  let repair: Promise<void> | null = firstTry.finally(() => {
    repair = null;
  });
  const timer = setInterval(() => {
    const rests = state.stopped || performance.now() < state.notBefore;
    if (rests || repair || postmasterPid(dataDir) !== null) return;
    log().warn("PostgreSQL is not there; starting it");
    repair = raise().finally(() => {
      repair = null;
    });
  }, checkEvery);
  timer.unref();
  const stop = async () => {
    state.stopped = true;
    clearInterval(timer);
    await repair;
    await bringDown(dataDir);
  };
  return { url: embeddedUrl(dataDir), stop, firstTry };
}

/**
 * The embedded PostgreSQL for a command-line tool: a running one, else its own. The last to leave ends it, and nobody
 * while a Candor has `dataDir`.
 */
export async function borrowPostgres(dataDir: string): Promise<Postgres> {
  prepare(dataDir);
  await raiseAndName(dataDir);
  const stop = async () => {
    if (lockHolder(dataDir) === null && !(await hasClients(dataDir))) await bringDown(dataDir);
  };
  return { url: embeddedUrl(dataDir), stop };
}

function prepare(dataDir: string): void {
  prepareDataFolder(dataDir);
  prepareCluster(dataDir);
}

async function raiseAndName(dataDir: string): Promise<void> {
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
