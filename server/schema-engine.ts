import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { remember } from "./remember";

/** What went wrong in a script, as PostgreSQL said it; the code is its SQLSTATE, absent when it said nothing. */
export type ScriptFailure = { message: string; code?: string };

/** Hears of each script that failed; the schema to work in, where that is not the usual one. */
type EngineOptions = { onFailure?: (failure: ScriptFailure) => void; schema?: string | undefined };

/**
 * Prisma's schema engine on `pool`, without its native binary. Scripts are sent whole, since the adapter's own
 * `executeScript` cuts them at every semicolon; `onFailure` hears what PostgreSQL said about one.
 */
export async function schemaEngine(pool: pg.Pool, options: EngineOptions = {}): Promise<SchemaEngine> {
  const { SchemaEngine: Engine } = await remember("schema engine", engineModule);
  // Each engine on it has a listener of its own; there is one for each migration, and the pool ends with them.
  pool.setMaxListeners(0);
  const factory = {
    provider: "postgres" as const,
    adapterName: "@prisma/adapter-pg",
    connect: () => connected(pool, options),
    connectToShadowDb: () => scratchDatabase(pool, options),
  };
  return Engine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

/** The migrations in `folder`, oldest first, as the engine wants them. */
export function migrationList(folder: string, names: readonly string[]): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

export const everything = { externalTables: [], externalEnums: [] };

/** Its bindings have room for one instance in a process. */
async function engineModule(): Promise<typeof import("@prisma/schema-engine-wasm")> {
  const name = "@prisma/schema-engine-wasm";
  const bindings = await import(`${name}/schema_engine_bg`);
  const file = join(dirname(createRequire(import.meta.url).resolve(name)), "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": patient(bindings),
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: panic } });
  return bindings;
}

/** Its timers, never cleared, would each keep a process from ending for ten seconds. */
function patient(bindings: Record<string, unknown>): WebAssembly.ModuleImports {
  const setTimer = (act: () => void, ms: number) => setTimeout(act, ms).unref();
  const entries = Object.entries(bindings) as [string, WebAssembly.ImportValue][];
  return Object.fromEntries(entries.map(([name, it]) => [name, name.startsWith("__wbg_setTimeout_") ? setTimer : it]));
}

function panic(said: string): never {
  throw new Error(said);
}

/** An array of bytes, which the catalogue has nowhere, stands for the one-byte type "char" on its way to the engine. */
const standIn = { oid: 1001, column: ColumnTypeEnum.BytesArray };

/** The adapter can't read "char", in which PostgreSQL's catalogue gives kinds and the engine asks for them. */
function readable(pool: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult | pg.QueryResult[]>;
  const relabelled = async (...args: unknown[]) => {
    const answer = await query(...args);
    for (const field of [answer].flat().flatMap((result) => result.fields)) {
      if (field.dataTypeID === pg.types.builtins.CHAR) field.dataTypeID = standIn.oid;
    }
    return answer;
  };
  return Object.assign(pool, { query: relabelled });
}

async function connected(pool: pg.Pool, { onFailure, schema }: EngineOptions): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg(readable(pool), schema ? { schema } : {}).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (asked) => {
    const { columnTypes, ...rest } = await queryRaw(asked);
    const types = columnTypes.map((type) => (type === standIn.column ? ColumnTypeEnum.Character : type));
    return { ...rest, columnTypes: types };
  };
  adapter.executeScript = async (script) => {
    await pool.query(script).catch((error: ScriptFailure) => {
      onFailure?.(error);
      throw error;
    });
  };
  return adapter;
}

async function scratchDatabase(pool: pg.Pool, options: EngineOptions): Promise<SqlDriverAdapter> {
  const database = `candor_scratch_${crypto.randomUUID()}`;
  await pool.query(`CREATE DATABASE "${database}"`);
  const scratch = new pg.Pool({
    ...pool.options,
    connectionString: undefined,
    ...connectionOf(pool),
    database,
    max: 1,
  });
  const adapter = await connected(scratch, options);
  adapter.dispose = async () => {
    await scratch.end();
    await pool.query(`DROP DATABASE "${database}"`);
  };
  return adapter;
}

function connectionOf(pool: pg.Pool): pg.PoolConfig {
  const { host, port, user, password } = new pg.Client(pool.options);
  return { host, port, user, password: password ?? undefined };
}
