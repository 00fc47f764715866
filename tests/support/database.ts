import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { database } from "@/server/database";
import { administer, nameOf, withDatabase } from "./postgres-setup";

/**
 * Called at the top of a test file, gives it a migrated database of its own on a real PostgreSQL, which `database()`
 * and `settings()` then speak of, and empties it before each test.
 */
export function testDatabase(): void {
  const name = `candor_test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  const dataDir = mkdtempSync(join(tmpdir(), "candor-test-"));
  // Read by whatever asks for the settings first.
  process.env.DATABASE_URL = withDatabase(inject("templateUrl"), name);
  process.env.AUTH_SECRET = "a secret for tests, of no use elsewhere";
  process.env.DATA_DIR = dataDir;
  beforeAll(async () => {
    await administer(withDatabase(inject("templateUrl"), "postgres"), copyOf(name));
  });
  beforeEach(emptyDatabase);
  afterAll(async () => {
    await database().$disconnect();
    await administer(withDatabase(inject("templateUrl"), "postgres"), `DROP DATABASE "${name}" WITH (FORCE)`);
    rmSync(dataDir, { recursive: true, force: true });
  });
}

/** Takes every row out of every table. */
export async function emptyDatabase(): Promise<void> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  await database().$executeRawUnsafe(`TRUNCATE ${tables.map((table) => table.name).join(", ")} RESTART IDENTITY`);
}

function copyOf(name: string): string {
  return `CREATE DATABASE "${name}" TEMPLATE "${nameOf(inject("templateUrl"))}"`;
}
