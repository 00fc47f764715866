import pg from "pg";
import { afterAll, inject } from "vitest";
import { tablesIn } from "@/server/keeping/tables";
import { administer, nameOf, withDatabase } from "./postgres-setup";

const made: string[] = [];

/** The server that the run's databases are on. */
export const serverUrl = () => withDatabase(inject("templateUrl"), "postgres");

/** An empty database, or a migrated one, that is dropped when the test file ends. */
export async function spareDatabase({ migrated = false, on = serverUrl() } = {}): Promise<string> {
  const name = `candor_spare_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  const like = migrated ? ` TEMPLATE "${nameOf(inject("templateUrl"))}"` : "";
  await administer(on, `CREATE DATABASE "${name}"${like}`);
  made.push(withDatabase(on, name));
  return withDatabase(on, name);
}

afterAll(async () => {
  for (const url of made.splice(0)) {
    await administer(withDatabase(url, "postgres"), `DROP DATABASE "${nameOf(url)}" WITH (FORCE)`);
  }
});

/** The rows that a query gives. */
export async function rowsOf<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table, as text; the page without its database's id, which a restore changes. */
export async function contentsOf(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET timezone = 'UTC'");
  const contents: Record<string, string[]> = {};
  for (const { name } of await tablesIn(client, "public")) {
    const row = name === "page" ? "to_jsonb(t) - 'database_id'" : "to_jsonb(t)";
    const { rows } = await client.query(`SELECT (${row})::text AS row FROM "${name}" t ORDER BY 1`);
    contents[name] = rows.map((each) => each.row);
  }
  await client.end();
  return contents;
}
