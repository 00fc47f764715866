import type { Pool } from "pg";
import { channel } from "../write";
import { besideSchema } from "./build";
import type { Present } from "./present";
import { codeOf } from "./problem";
import { migrationsTable, quoted, tablesIn, typesIn } from "./tables";

const mayPass = new Set(["55P03", "40P01", "40001"]);

/**
 * Puts what was built beside in the place of what is there, in one transaction: whoever asks meets all of the one or
 * all of the other. False, and nothing done, when something was written since `present` was read, or when others
 * would not let go of a table.
 */
export async function swapIn(pool: Pool, { schema, tables, types, page }: Present): Promise<boolean> {
  const here = (name: string) => `${quoted(schema)}.${quoted(name)}`;
  const beside = (name: string) => `${besideSchema}.${quoted(name)}`;
  const moved = [...(await tablesIn(pool, besideSchema)).map(({ name }) => name), migrationsTable];
  await pool.query("BEGIN");
  try {
    await pool.query("SET LOCAL lock_timeout = '5s'");
    if (page) {
      // Every writer takes the page's row first.
      await pool.query(`LOCK TABLE ${here("page")} IN ACCESS EXCLUSIVE MODE`);
      const { rows } = await pool.query(`SELECT revision FROM ${here("page")} WHERE id = 'page'`);
      if (rows[0]?.revision !== page.revision) return await goBack(pool);
    }
    if (tables.includes("person")) await pool.query(endedSessions(here("person"), beside("person")));
    if (tables.length > 0) await pool.query(`DROP TABLE ${[...tables, migrationsTable].map(here).join(", ")}`);
    for (const type of types) await pool.query(`DROP TYPE ${here(type)}`);
    for (const type of await typesIn(pool, besideSchema)) {
      await pool.query(`ALTER TYPE ${beside(type)} SET SCHEMA ${quoted(schema)}`);
    }
    for (const table of moved) await pool.query(`ALTER TABLE ${beside(table)} SET SCHEMA ${quoted(schema)}`);
    await pool.query(`DROP SCHEMA ${besideSchema}`);
    await pool.query("SELECT pg_notify($1, 'restored')", [channel]);
    await pool.query("COMMIT");
    return true;
  } catch (error) {
    const gone = await goBack(pool);
    if (mayPass.has(codeOf(error))) return gone;
    throw error;
  }
}

async function goBack(pool: Pool): Promise<false> {
  await pool.query("ROLLBACK").catch(() => undefined);
  return false;
}

/** A session that was ended does not come back with the data of before. */
function endedSessions(now: string, then: string): string {
  return `UPDATE ${then} AS restored SET session_epoch = greatest(restored.session_epoch, present.session_epoch)
    FROM ${now} AS present WHERE present.id = restored.id`;
}
