import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client, Pool } from "pg";
import { migrationNames } from "../migrations";

/** Whoever answers queries: a connection or a pool. */
export type Asked = Pick<Pool, "query"> | Pick<Client, "query">;

export type Table = { name: string; columns: string[] };

/** Prisma's own record of what was applied; it is told by the head of a backup, not as rows. */
export const migrationsTable = "_prisma_migrations";

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The tables of `schema` without that of the migrations; one that refers to another comes after it. */
export async function tablesIn(asked: Asked, schema: string): Promise<Table[]> {
  const { rows } = await asked.query<Table & { refers: string[] }>(
    `SELECT c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
         AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT o.relname::text FROM pg_constraint r JOIN pg_class o ON o.oid = r.confrelid
         WHERE r.contype = 'f' AND r.conrelid = c.oid AND r.confrelid <> c.oid) AS refers
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind = 'r' AND c.relname <> $2 ORDER BY c.relname`,
    [schema, migrationsTable],
  );
  const ordered: Table[] = [];
  const done = new Set<string>();
  for (let left = rows; left.length > 0; left = left.filter(({ name }) => !done.has(name))) {
    const ready = left.filter(({ refers }) => refers.every((other) => done.has(other)));
    for (const { name, columns } of ready.length > 0 ? ready : left) {
      ordered.push({ name, columns });
      done.add(name);
    }
  }
  return ordered;
}

/** The names of the tables that the migrations in `folder` make: ours, of those that a database has. */
export function tablesMadeBy(folder: string): Set<string> {
  const scripts = migrationNames(folder).map((name) => readFileSync(join(folder, name, "migration.sql"), "utf8"));
  return new Set(scripts.flatMap((sql) => [...sql.matchAll(/^CREATE TABLE "(\w+)"/gm)].map(([, name]) => name ?? "")));
}

/** The enums of `schema`. */
export async function typesIn(asked: Asked, schema: string): Promise<string[]> {
  const { rows } = await asked.query<{ name: string }>(
    `SELECT t.typname AS name FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE n.nspname = $1 AND t.typtype = 'e' ORDER BY t.typname`,
    [schema],
  );
  return rows.map(({ name }) => name);
}

/** Lets each sequence of `schema` go on after the highest number that its column has. */
export async function advanceSequences(asked: Asked, schema: string): Promise<void> {
  const { rows } = await asked.query<{ sequence: string; table: string; column: string }>(
    `SELECT s.relname AS sequence, c.relname AS "table", a.attname AS "column"
     FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
       JOIN pg_class c ON c.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
       JOIN pg_namespace n ON n.oid = s.relnamespace
     WHERE n.nspname = $1 AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
       AND d.deptype IN ('a', 'i')`,
    [schema],
  );
  for (const { sequence, table, column } of rows) {
    const next = `coalesce(max(${quoted(column)}), 0) + 1`;
    const of = `${quoted(schema)}.${quoted(sequence)}`;
    await asked.query(
      `SELECT setval('${of.replaceAll("'", "''")}', ${next}, false) FROM ${quoted(schema)}.${quoted(table)}`,
    );
  }
}

/** The migrations that were applied in `schema`, in their order; null where there is no record of any. */
export async function appliedIn(asked: Asked, schema: string): Promise<{ name: string; checksum: string }[] | null> {
  const table = `${quoted(schema)}.${quoted(migrationsTable)}`;
  const { rows } = await asked.query("SELECT to_regclass($1) IS NOT NULL AS there", [table]);
  if (!rows[0].there) return null;
  const applied = await asked.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM ${table}
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return applied.rows;
}
