import type { Pool } from "pg";
import { channel } from "../write";
import { besideSchema } from "./build";
import type { Present } from "./present";
import { migrationsTable, quoted, tablesIn, typesIn } from "./tables";

/** Lets nobody write until the transaction of `pool` ends; readers go on. */
export async function holdWriters(pool: Pool, schema: string): Promise<void> {
  const page = `${quoted(schema)}.page`;
  const { rows } = await pool.query("SELECT to_regclass($1) IS NOT NULL AS there", [page]);
  // Every writer begins with the page.
  if (rows[0].there) await pool.query(`LOCK TABLE ${page} IN EXCLUSIVE MODE`);
}

/**
 * Puts what was built beside in the place of what is there, within the transaction of `pool`: whoever asks meets all
 * of the one, or waits and meets all of the other.
 */
export async function swapIn(pool: Pool, { schema, tables, types }: Present): Promise<void> {
  const here = (name: string) => `${quoted(schema)}.${quoted(name)}`;
  const beside = (name: string) => `${besideSchema}.${quoted(name)}`;
  if (tables.includes("page")) await pool.query(`LOCK TABLE ${here("page")} IN ACCESS EXCLUSIVE MODE`);
  if (tables.includes("person")) await pool.query(endedSessions(here("person"), beside("person")));
  if (tables.length > 0) await pool.query(`DROP TABLE ${[...tables, migrationsTable].map(here).join(", ")}`);
  for (const type of types) await pool.query(`DROP TYPE ${here(type)}`);
  for (const type of await typesIn(pool, besideSchema)) {
    await pool.query(`ALTER TYPE ${beside(type)} SET SCHEMA ${quoted(schema)}`);
  }
  for (const { name } of [...(await tablesIn(pool, besideSchema)), { name: migrationsTable }]) {
    await pool.query(`ALTER TABLE ${beside(name)} SET SCHEMA ${quoted(schema)}`);
  }
  await pool.query(`DROP SCHEMA ${besideSchema}`);
  await pool.query("SELECT pg_notify($1, 'restored')", [channel]);
}

/** A session that was ended does not come back with the data of before. */
function endedSessions(now: string, then: string): string {
  return `UPDATE ${then} AS restored SET session_epoch = greatest(restored.session_epoch, present.session_epoch)
    FROM ${now} AS present WHERE present.id = restored.id`;
}
