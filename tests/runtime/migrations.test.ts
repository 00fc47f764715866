import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { BrokenMigration, migrate, migrationNames } from "@/server/migrations";
import { newDataDir } from "../support/candor";
import { administer, withDatabase } from "../support/postgres-setup";
import { runScript } from "../support/script";

const made: string[] = [];
const admin = () => withDatabase(inject("templateUrl"), "postgres");

afterAll(async () => {
  for (const name of made) await administer(admin(), `DROP DATABASE "${name}" WITH (FORCE)`);
});

async function emptyDatabase(): Promise<string> {
  const name = `candor_migrations_${crypto.randomUUID().slice(0, 8)}`;
  made.push(name);
  await administer(admin(), `CREATE DATABASE "${name}"`);
  return withDatabase(admin(), name);
}

function folderWith(name: string, sql: string): string {
  const folder = newDataDir("migrations");
  cpSync("prisma/migrations", folder, { recursive: true });
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), sql);
  return folder;
}

async function column(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text, rowMode: "array" });
  await client.end();
  return rows.map((row) => row[0]);
}

const rows = "SELECT migration_name FROM _prisma_migrations ORDER BY started_at";
const broken = `
  CREATE TABLE half (id int);
  CREATE FUNCTION seven() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 7; END; $$;
  INSERT INTO nowhere VALUES (1);`;

describe("a broken migration", () => {
  test("is named, with what PostgreSQL said, and leaves nothing behind", async () => {
    const url = await emptyDatabase();
    const folder = folderWith("20990101000000_broken", broken);
    await expect(migrate(url, folder)).rejects.toThrow(
      'The migration 20990101000000_broken could not be applied: relation "nowhere" does not exist',
    );
    expect(await column(url, rows)).toEqual(migrationNames("prisma/migrations"));
    expect(await column(url, "SELECT 1 FROM pg_tables WHERE tablename = 'half'")).toEqual([]);
    expect(await column(url, "SELECT 1 FROM pg_proc WHERE proname = 'seven'")).toEqual([]);
  });

  test("names what came before it and stays", async () => {
    const url = await emptyDatabase();
    await migrate(url);
    const folder = folderWith("20990101000000_added", "CREATE TABLE added (id int);");
    mkdirSync(join(folder, "20990102000000_broken"));
    writeFileSync(join(folder, "20990102000000_broken", "migration.sql"), broken);
    await expect(migrate(url, folder)).rejects.toThrow(/stays, and only adds: 20990101000000_added\.\nTo go on, start/);
    expect(await column(url, rows)).toEqual([...migrationNames("prisma/migrations"), "20990101000000_added"]);
  });

  test("doesn't block the start that brings it mended", async () => {
    const url = await emptyDatabase();
    await expect(migrate(url, folderWith("20990101000000_next", broken))).rejects.toThrow("20990101000000_next");
    const mended = folderWith("20990101000000_next", broken.replace("INSERT INTO nowhere VALUES (1);", ""));
    expect(await migrate(url, mended)).toEqual(["20990101000000_next"]);
    expect(await column(url, "SELECT seven()")).toEqual([7]);
  });
});

test("a connection that is lost in the middle of one is no broken migration, and the next start applies it", async () => {
  const url = await emptyDatabase();
  const name = "20990101000000_cut";
  const cut = "CREATE TABLE cut (id int); SELECT pg_terminate_backend(pg_backend_pid());";
  const lost = await migrate(url, folderWith(name, cut)).catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(Error);
  expect(lost).not.toBeInstanceOf(BrokenMigration);
  expect(String(lost)).toMatch(/terminat/);
  expect(await migrate(url, folderWith(name, "CREATE TABLE cut (id int);"))).toEqual([name]);
});

test("a migration that was changed after it had been applied is named", async () => {
  const url = await emptyDatabase();
  await migrate(url, folderWith("20990101000000_added", "CREATE TABLE added (id int);"));
  const changed = folderWith("20990101000000_added", "CREATE TABLE added (id bigint);");
  await expect(migrate(url, changed)).rejects.toThrow("The migration 20990101000000_added was changed");
});

test("of two processes that migrate at once both succeed, and each migration is applied once", async () => {
  const url = await emptyDatabase();
  const folder = folderWith("20990101000000_slow", "SELECT pg_sleep(0.5); CREATE TABLE slow (id int);");
  const scripts = [1, 2].map(() => runScript("tests/runtime/migrator.ts", [url, folder]));
  expect(await Promise.all(scripts.map((script) => script.ended))).toEqual([0, 0]);
  const applied = scripts.flatMap((script) => JSON.parse(script.output()) as string[]);
  expect(applied.sort()).toEqual(migrationNames(folder));
  expect(await column(url, rows)).toEqual(migrationNames(folder));
});

test("a process that is killed while it migrates leaves nothing that blocks the next", async () => {
  const url = await emptyDatabase();
  const folder = folderWith("20990101000000_long", "CREATE TABLE long (id int); SELECT pg_sleep(1);");
  const first = runScript("tests/runtime/migrator.ts", [url, folder]);
  await expect
    .poll(() => column(url, "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1)%'"), { timeout: 20_000 })
    .toHaveLength(2);
  first.child.kill("SIGKILL");
  await first.ended;
  expect(await migrate(url, folder)).toContain("20990101000000_long");
  expect(await column(url, rows)).toEqual(migrationNames(folder));
});
