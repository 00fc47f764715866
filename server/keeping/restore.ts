import { rmSync } from "node:fs";
import pg from "pg";
import { takeLock } from "../migrations";
import { besideSchema, buildBeside } from "./build";
import { type Checked, checkBackup } from "./check";
import { type Present, presentIn } from "./present";
import { codeOf, databaseProblem, KeepingProblem } from "./problem";
import { holdWriters, swapIn } from "./swap";
import { tablesIn, typesIn } from "./tables";
import { type LooseFile, takeBackup } from "./take";

export type RestoreOptions = {
  /** Whether a page that is set up may be replaced. */
  replace: boolean;
  /** Where the data that are replaced are kept, as a backup. */
  keepIn: string;
  /** Keeps what lies beside the database with them. */
  loose: () => LooseFile[];
};

export type Restored = { backup: Checked; replaced: Present["page"]; keptIn: string | null };

const tries = 4;

/**
 * Puts a backup in the place of what the database at `url` holds. The file is looked at first, its data are made
 * beside those that are there, and one transaction changes them over; before that nothing of them is touched.
 * Throws `KeepingProblem`; everything is then as it was before.
 */
export async function restoreBackup(url: string, file: string, options: RestoreOptions): Promise<Restored> {
  const backup = await checkBackup(file);
  const pool = oneConnection(url);
  try {
    await takeLock(pool);
    await pool.query("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
    const schema = await usualSchema(pool);
    await buildBeside(pool, backup);
    return { backup, ...(await changeOver(pool, schema, { url, file, ...options })) };
  } catch (error) {
    await pool.query(`DROP SCHEMA IF EXISTS ${besideSchema} CASCADE`).catch(() => undefined);
    throw databaseProblem(error);
  } finally {
    await pool.end();
  }
}

type Asked = RestoreOptions & { url: string; file: string };

/** Tries until others let go of what is there. */
async function changeOver(pool: pg.Pool, schema: string, asked: Asked): Promise<Omit<Restored, "backup">> {
  for (let left = tries; left > 0; left--) {
    await pool.query("BEGIN");
    try {
      await pool.query("SET LOCAL lock_timeout = '5s'");
      const changed = await change(pool, schema, asked);
      await pool.query("COMMIT");
      return changed;
    } catch (error) {
      await pool.query("ROLLBACK").catch(() => undefined);
      if (!mayPass.has(codeOf(error))) throw error;
    }
  }
  throw new KeepingProblem(
    "Something holds on to the data that are here now, so they were left as they are. Try again, or stop Candor first.",
  );
}

/** Keeps what is there and puts the other in its place; nobody writes in between. */
async function change(pool: pg.Pool, schema: string, asked: Asked): Promise<Omit<Restored, "backup">> {
  const { url, file, replace, keepIn, loose } = asked;
  await holdWriters(pool, schema);
  const made = { tables: await namesIn(pool), types: await typesIn(pool, besideSchema) };
  const present = await presentIn(pool, schema, made);
  const { page: replaced } = present;
  if (replaced?.isSetUp && !replace) throw inUse(replaced, file);
  const keptIn = replaced?.isSetUp ? keepIn : null;
  if (keptIn) await takeBackup(url, keptIn, loose());
  try {
    await swapIn(pool, present);
  } catch (error) {
    if (keptIn) rmSync(keptIn, { force: true });
    throw error;
  }
  return { replaced, keptIn };
}

/** Of PostgreSQL, for locks that others have. */
const mayPass = new Set(["55P03", "40P01"]);

async function namesIn(pool: pg.Pool): Promise<string[]> {
  return (await tablesIn(pool, besideSchema)).map(({ name }) => name);
}

function inUse({ name, incidents, windows }: NonNullable<Present["page"]>, file: string): KeepingProblem {
  return new KeepingProblem(
    `There is a page here already: “${name}” with ${incidents} incidents and ${windows} maintenance windows. Nothing was changed.
To put the backup in its place: npm run restore ${file} -- --replace
What is here now is then kept as a backup too.`,
  );
}

async function usualSchema(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ schema: string | null }>("SELECT current_schema() AS schema");
  const schema = rows[0]?.schema;
  if (schema) return schema;
  throw new KeepingProblem("The database has no schema that this user may use: CREATE SCHEMA public.");
}

function oneConnection(url: string): pg.Pool {
  const limits = { max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5000 };
  const pool = new pg.Pool({ connectionString: url, application_name: "candor restore", ...limits });
  pool.on("error", () => undefined);
  return pool;
}
