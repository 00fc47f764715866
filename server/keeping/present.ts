import { migrationNames, migrationsFolder } from "../migrations";
import { KeepingProblem } from "./problem";
import { type Asked, appliedIn, quoted, tablesIn, typesIn } from "./tables";

/** What a database holds before something else is put in its place. */
export type Present = {
  schema: string;
  /** Candor's own, of those that are there; of what is not ours nothing is touched. */
  tables: string[];
  types: string[];
  page: { name: string; revision: number; incidents: number; windows: number; isSetUp: boolean } | null;
};

type Made = { tables: string[]; types: string[] };

/** What is in use in the database, of what a Candor of this version makes. Throws `KeepingProblem` where another one did. */
export async function presentIn(asked: Asked, schema: string, made: Made): Promise<Present> {
  const applied = await appliedIn(asked, schema);
  const found = (await tablesIn(asked, schema)).map(({ name }) => name);
  const tables = found.filter((name) => made.tables.includes(name));
  if (!applied && tables.length > 0) {
    throw new KeepingProblem(
      `The database has tables of something else that is not Candor (${tables.join(", ")}). Name an empty one in DATABASE_URL.`,
    );
  }
  refuseNewer(applied ?? []);
  const types = (await typesIn(asked, schema)).filter((name) => made.types.includes(name));
  const page = tables.includes("page") ? await pageIn(asked, schema, tables) : null;
  return { schema, tables, types, page };
}

function refuseNewer(applied: { name: string }[]): void {
  const known = migrationNames(migrationsFolder);
  const other = applied.find(({ name }) => !known.includes(name));
  if (!other) return;
  throw new KeepingProblem(
    `The data that are here now were brought up to date by a newer Candor (${other.name} is not known here). Restore with that one, which takes backups of this one too, or into an empty database.`,
  );
}

async function pageIn(asked: Asked, schema: string, tables: string[]): Promise<Present["page"]> {
  const count = (table: string) =>
    tables.includes(table) ? `(SELECT count(*)::int FROM ${quoted(schema)}.${quoted(table)})` : "0";
  const { rows } = await asked.query(
    `SELECT name, revision, set_up_at, ${count("incident")} AS incidents, ${count("maintenance")} AS windows,
       ${count("component")} AS components FROM ${quoted(schema)}.page WHERE id = 'page'`,
  );
  const [row] = rows;
  if (!row) return null;
  const { name, revision, incidents, windows, components, set_up_at } = row;
  return { name, revision, incidents, windows, isSetUp: set_up_at !== null || incidents + windows + components > 0 };
}
