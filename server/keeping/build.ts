import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Pool } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { applyWithin, migrationNames, migrationsFolder } from "../migrations";
import { damaged, readArchive } from "./archive";
import type { Checked } from "./check";
import { tablePart } from "./manifest";
import { codeOf, messageOf } from "./problem";
import { advanceSequences, quoted, tablesIn } from "./tables";

/** Where restored data are made, beside those that are in use. */
export const besideSchema = "candor_restore";

/**
 * Makes the data of a checked backup in a schema of its own, brought up to this version's migrations, in
 * one transaction of the only connection of `pool`. The page gets another database id, by which every process knows
 * that all is other than before.
 */
export async function buildBeside(pool: Pool, backup: Checked): Promise<void> {
  await pool.query("BEGIN");
  try {
    await pool.query(`DROP SCHEMA IF EXISTS ${besideSchema} CASCADE; CREATE SCHEMA ${besideSchema}`);
    await pool.query(`SET LOCAL search_path = ${besideSchema}`);
    const upTo = backup.head.migrations.map(({ name }) => name);
    await applyWithin(pool, migrationsFolder, upTo, besideSchema);
    await refuseOtherTables(pool, backup);
    await copyIn(pool, backup);
    const names = migrationNames(migrationsFolder);
    for (const name of names.slice(upTo.length)) {
      await applyWithin(pool, migrationsFolder, names.slice(0, names.indexOf(name) + 1), besideSchema);
    }
    await advanceSequences(pool, besideSchema);
    // Another id, of which what programs know the page by (domain/derived-id.ts) stays.
    const another = "left(database_id, 13) || substr(gen_random_uuid()::text, 14)";
    await pool.query(`UPDATE ${besideSchema}.page SET database_id = ${another}`);
    await pool.query("COMMIT");
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

async function refuseOtherTables(pool: Pool, { file, head }: Checked): Promise<void> {
  const made = new Map((await tablesIn(pool, besideSchema)).map(({ name, columns }) => [name, columns]));
  for (const { name, columns } of head.tables) {
    const known = made.get(name);
    if (!known || !columns.every((column) => known.includes(column))) {
      throw damaged(file, `its migrations make no table ${name} as it has one`);
    }
  }
}

/** Rows go from the file into the database as fast as that takes them. */
async function copyIn(pool: Pool, { file, head, contents }: Checked): Promise<void> {
  const tables = new Map(head.tables.map((table) => [tablePart(table.name), table]));
  const client = await pool.connect();
  try {
    for await (const { name, chunks } of readArchive(file)) {
      const table = tables.get(name);
      if (!table) continue;
      const into = `${besideSchema}.${quoted(table.name)} (${table.columns.map(quoted).join(", ")})`;
      const copy = client.query(copyFrom(`COPY ${into} FROM STDIN`));
      await pipeline(Readable.from(chunks), copy);
      if (copy.rowCount !== contents.parts[name]?.rows) throw damaged(file, `rows of ${table.name} are missing`);
    }
  } catch (error) {
    // In the middle of a copy a connection takes nothing else.
    client.release(true);
    throw refusedRows.test(codeOf(error)) ? damaged(file, messageOf(error)) : error;
  }
  client.release();
}

/** What PostgreSQL says of rows that don't fit their table. */
const refusedRows = /^2[23]\w{3}$/;
