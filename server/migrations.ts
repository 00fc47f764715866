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

/** Of this version. */
export const migrationsFolder = "prisma/migrations";

/** PostgreSQL's advisory lock of Prisma's own migrations, so that its CLI and Candor exclude each other. */
const advisoryLock = 72707369;
const lockNotAvailable = "55P03";

/**
 * Applies what the database at `url` lacks of the migrations in `folder`, one process at a time, each in a transaction
 * of its own together with its row; gives back their names. Throws `BrokenMigration`.
 */
export async function migrate(url: string, folder: string = migrationsFolder): Promise<string[]> {
  // One connection holds the lock until it closes.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5000 });
  pool.on("error", () => undefined);
  try {
    const names = migrationNames(folder);
    if ((await missing(pool, folder, names)).length === 0) return [];
    await takeLock(pool);
    const left = await missing(pool, folder, names);
    for (const [index, name] of left.entries()) {
      const upTo = names.slice(0, names.indexOf(name) + 1);
      await apply(pool, folder, upTo).catch((error) => Promise.reject(withAdvice(error, left.slice(0, index))));
    }
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

/** What somebody needs to know whose upgrade has just failed. */
function withAdvice(error: unknown, before: string[]): unknown {
  if (!(error instanceof BrokenMigration)) return error;
  const kept = before.length > 0 ? ` What came before it stays, and only adds: ${before.join(", ")}.` : "";
  return new BrokenMigration(
    `${error.message}
Your data are as they were before: nothing of this migration is left behind.${kept}
To go on, start the Candor that ran before this one: it runs on the same data. docs/OPERATIONS.md, "When an upgrade fails", says more.`,
  );
}

async function apply(pool: pg.Pool, folder: string, upTo: string[]): Promise<void> {
  await pool.query("BEGIN");
  try {
    await applyWithin(pool, folder, upTo);
    await pool.query("COMMIT");
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/**
 * Applies what is missing of the migrations `upTo` in the transaction that the only connection of `pool` is in, to
 * `schema` where one is named. Throws `BrokenMigration`, which ends that transaction.
 */
export async function applyWithin(pool: pg.Pool, folder: string, upTo: string[], schema?: string): Promise<void> {
  const failures: ScriptFailure[] = [];
  const engine = await schemaEngine(pool, { schema, onFailure: (failure) => void failures.push(failure) });
  try {
    await engine.applyMigrations({ migrationsList: migrationList(folder, upTo), filters: everything });
  } catch (error) {
    const [failure] = failures;
    if (!failure) throw error;
    const said = `The migration ${upTo.at(-1)} could not be applied: ${failure.message}`;
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
    const checksum = checksumOf(folder, name);
    if (applied.has(name) && applied.get(name) !== checksum) {
      throw new BrokenMigration(
        `The migration ${name} was changed after it had been applied; write a new one instead.`,
      );
    }
  }
  return names.filter((name) => !applied.has(name));
}

/** What tells one text of a migration from another, as Prisma keeps it. */
export function checksumOf(folder: string, name: string): string {
  return createHash("sha256")
    .update(readFileSync(join(folder, name, "migration.sql")))
    .digest("hex");
}

/** A query that fails would cost the connection, and with it the lock: so the table is looked for first. */
async function appliedRows(pool: pg.Pool): Promise<{ migration_name: string; checksum: string }[]> {
  const { rows } = await pool.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there");
  if (!rows[0].there) return [];
  const columns = "SELECT migration_name, checksum FROM _prisma_migrations";
  return (await pool.query(`${columns} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`)).rows;
}

/** Waits until no other process migrates; the connection of `pool`, of one, has the lock until it closes. */
export async function takeLock(pool: pg.Pool): Promise<void> {
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
