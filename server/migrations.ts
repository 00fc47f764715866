import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { log } from "./log";
import { everything, migrationList, type ScriptFailure, schemaEngine } from "./schema-engine";
import { WrongStart } from "./wrong-start";

/** A migration that the database refused; nothing of it is left behind. */
export class BrokenMigration extends WrongStart {
  override name = "BrokenMigration";
}

/** PostgreSQL's advisory lock of Prisma's own migrations, so that its CLI and Candor exclude each other. */
const advisoryLock = 72707369;
const lockNotAvailable = "55P03";

/**
 * Applies what the database at `url` lacks of the migrations in `folder`, one process at a time, each in a transaction
 * of its own together with its row; gives back their names. Throws `BrokenMigration`.
 */
export async function migrate(url: string, folder: string = "prisma/migrations"): Promise<string[]> {
  // One connection holds the lock until it closes.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5000 });
  pool.on("error", () => undefined);
  try {
    const names = migrationNames(folder);
    if ((await missing(pool, folder, names)).length === 0) return [];
    await takeLock(pool);
    const left = await missing(pool, folder, names);
    for (const name of left) await apply(pool, folder, names.slice(0, names.indexOf(name) + 1));
    return left;
  } finally {
    await pool.end();
  }
}

/** Folders with a migration, oldest first. */
export function migrationNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function apply(pool: pg.Pool, folder: string, upTo: string[]): Promise<void> {
  const name = upTo.at(-1);
  const failures: ScriptFailure[] = [];
  const engine = await schemaEngine(pool, (failure) => void failures.push(failure));
  await pool.query("BEGIN");
  try {
    await engine.applyMigrations({ migrationsList: migrationList(folder, upTo), filters: everything });
    await pool.query("COMMIT");
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => undefined);
    const [failure] = failures;
    if (!failure) throw error;
    const said = `The migration ${name} could not be applied: ${failure.message}`;
    throw isRefused(failure) ? new BrokenMigration(said) : new Error(said, { cause: failure });
  } finally {
    engine.free();
  }
}

/** Connections, rollbacks by conflict, resources, interventions, the system: the same script may go well next time. */
const passing = /^(?:08|40|53|55|57|58)/;

function isRefused({ code }: ScriptFailure): boolean {
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !passing.test(code);
}

async function missing(pool: pg.Pool, folder: string, names: readonly string[]): Promise<string[]> {
  const applied = new Map((await appliedRows(pool)).map((row) => [row.migration_name, row.checksum]));
  for (const name of names) {
    const checksum = createHash("sha256")
      .update(readFileSync(join(folder, name, "migration.sql")))
      .digest("hex");
    if (applied.has(name) && applied.get(name) !== checksum) {
      throw new BrokenMigration(
        `The migration ${name} was changed after it had been applied; write a new one instead.`,
      );
    }
  }
  return names.filter((name) => !applied.has(name));
}

/** A query that fails would cost the connection, and with it the lock: so the table is looked for first. */
async function appliedRows(pool: pg.Pool): Promise<{ migration_name: string; checksum: string }[]> {
  const { rows } = await pool.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there");
  if (!rows[0].there) return [];
  const columns = "SELECT migration_name, checksum FROM _prisma_migrations";
  return (await pool.query(`${columns} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`)).rows;
}

async function takeLock(pool: pg.Pool): Promise<void> {
  for (;;) {
    try {
      await pool.query("SET lock_timeout = '10s'");
      await pool.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
      await pool.query("RESET lock_timeout");
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable) throw error;
      log().info("Another process is migrating the database; waiting for it");
    }
  }
}
