import { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { migrationNames, migrationsFolder } from "../migrations";
import { version } from "../version";
import { type AddPart, writeArchive } from "./archive";
import { type Contents, contentsName, format, type Head, headName, tablePart } from "./manifest";
import { databaseProblem, KeepingProblem } from "./problem";
import { appliedIn, quoted, type Table, tablesIn, tablesMadeBy } from "./tables";

/** A file beside the database that belongs to the record: its name within the backup, and its bytes. */
export type LooseFile = { name: string; bytes: Buffer };

export type Taken = { head: Head; rows: number };

/**
 * Writes all that the database at `url` holds, as of one moment, to `file`, and what `loose` gives besides. Writers
 * are not held up. Throws `KeepingProblem`; `file` is then as it was before.
 */
export async function takeBackup(url: string, file: string, loose: LooseFile[]): Promise<Taken> {
  const client = new Client({
    connectionString: url,
    application_name: "candor backup",
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { schema, tables, head } = await holdStill(client);
    const rows = await writeArchive(file, (add) => fill(client, schema, head, tables, loose, add));
    return { head, rows };
  } catch (error) {
    throw databaseProblem(error);
  } finally {
    // A copy that was cut short would never end by itself.
    const cut = setTimeout(() => client.connection.stream.destroy(), 1_000);
    await client.end().finally(() => clearTimeout(cut));
  }
}

/** Whatever is read from now on is of this moment, in a form that every server takes. */
async function holdStill(client: Client): Promise<{ schema: string; tables: Table[]; head: Head }> {
  await client.query("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
  await client.query(
    "SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET extra_float_digits = 1",
  );
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { rows } = await client.query("SELECT current_schema() AS schema, clock_timestamp() AS at");
  const { schema, at } = rows[0] as { schema: string | null; at: Date };
  const migrations = schema === null ? null : await appliedIn(client, schema);
  const tables = schema === null ? [] : await ownTables(client, schema, migrations ?? []);
  if (schema === null || !migrations?.length || !tables.some(({ name }) => name === "page")) throw nothingThere();
  const names = tables.map(({ name }) => `${quoted(schema)}.${quoted(name)}`);
  await client.query(`LOCK TABLE ${names.join(", ")} IN ACCESS SHARE MODE`);
  const [page] = (await client.query<{ name: string }>("SELECT name FROM page WHERE id = 'page'")).rows;
  if (!page) throw nothingThere();
  const told = { format, version: version(), takenAt: at.toISOString(), page: page.name } as const;
  return { schema, tables, head: { ...told, migrations, tables } };
}

/** Without what somebody else keeps there; of a newer Candor nobody here can tell, and all is taken. */
async function ownTables(client: Client, schema: string, migrations: { name: string }[]): Promise<Table[]> {
  const known = migrationNames(migrationsFolder);
  const tables = await tablesIn(client, schema);
  if (!migrations.every(({ name }) => known.includes(name))) return tables;
  const own = tablesMadeBy(migrationsFolder);
  return tables.filter(({ name }) => own.has(name));
}

function nothingThere(): KeepingProblem {
  return new KeepingProblem("There is no Candor in this database yet, so there is nothing to back up.");
}

async function fill(
  client: Client,
  schema: string,
  head: Head,
  tables: Table[],
  loose: LooseFile[],
  add: AddPart,
): Promise<number> {
  const parts: Contents["parts"] = {};
  await add(headName, [Buffer.from(`${JSON.stringify(head, null, 2)}\n`)]);
  for (const { name, columns } of tables) {
    const from = `${quoted(schema)}.${quoted(name)} (${columns.map(quoted).join(", ")})`;
    const copied = client.query(copyTo(`COPY ${from} TO STDOUT`));
    const sum = await add(tablePart(name), copied);
    parts[tablePart(name)] = { rows: copied.rowCount, ...sum };
  }
  for (const { name, bytes } of loose) parts[name] = { rows: 0, ...(await add(name, [bytes])) };
  const contents: Contents = { parts };
  await add(contentsName, [Buffer.from(`${JSON.stringify(contents, null, 2)}\n`)]);
  return Object.values(parts).reduce((sum, { rows }) => sum + rows, 0);
}
