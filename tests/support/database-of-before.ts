import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { quoted, tablesIn } from "@/server/keeping/tables";
import { migrate, migrationNames } from "@/server/migrations";
import { newDataDir } from "./candor";
import { spareDatabase } from "./spare-databases";

/** The folder with the first `count` migrations alone. */
export function migrationsOfBefore(count: number): string {
  const folder = newDataDir("migrations");
  cpSync("prisma/migrations", folder, { recursive: true });
  for (const name of migrationNames(folder).slice(count)) rmSync(join(folder, name), { recursive: true });
  return folder;
}

/** A database as it was after the first `count` migrations, with a row in each of its tables. */
export async function databaseOfBefore(count: number): Promise<string> {
  const url = await spareDatabase();
  await migrate(url, migrationsOfBefore(count));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { name } of await tablesIn(client, "public")) await fill(client, name);
  await client.end();
  return url;
}

type Column = { name: string; type: string; enum: string | null; refers: string | null };

const byType: Record<string, string> = {
  integer: "7",
  bigint: "7",
  boolean: "true",
  jsonb: `'{"said": "tab\\\\t “quotes”"}'`,
  "text[]": "'{one,\"two, three\"}'",
};

/** A row whose columns all have a value; it refers to the rows that were made before. */
async function fill(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<Column>(columnsOf, [table]);
  const values = rows.map(({ name, type, enum: first, refers }) => {
    if (refers) return `(SELECT id FROM ${quoted(refers)} LIMIT 1)`;
    if (first) return `'${first}'`;
    if (type.startsWith("timestamp")) return "'2026-11-03T04:05:06.789Z'";
    return byType[type] ?? (name === "id" && table === "page" ? "'page'" : `'a ${name} of ${table}'`);
  });
  await client.query(
    `INSERT INTO ${quoted(table)} (${rows.map(({ name }) => quoted(name)).join(", ")}) VALUES (${values.join(", ")})`,
  );
}

const columnsOf = `
  SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
    (SELECT enumlabel FROM pg_enum WHERE enumtypid = a.atttypid ORDER BY enumsortorder LIMIT 1) AS enum,
    (SELECT o.relname FROM pg_constraint r JOIN pg_class o ON o.oid = r.confrelid
     WHERE r.contype = 'f' AND r.conrelid = a.attrelid AND r.conkey = ARRAY[a.attnum]) AS refers
  FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`;
