import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrationNames } from "../server/migrations";
import { borrowPostgres } from "../server/postgres";
import { everything, migrationList, schemaEngine } from "../server/schema-engine";

const folder = "prisma/migrations";
const lockFile = '# Which database the migrations are for; Prisma reads it.\nprovider = "postgresql"\n';

/** What the schema has and the migrations lack, found on a cluster of its own that is thrown away. */
async function difference(): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), "candor-"));
  const postgres = await borrowPostgres(scratch);
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  try {
    const engine = await schemaEngine(pool);
    const content = readFileSync("prisma/schema.prisma", "utf8");
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...migrationList(folder, migrationNames(folder)) },
      to: { tag: "schemaDatamodel", files: [{ path: "prisma/schema.prisma", content }] },
      script: true,
      exitCode: null,
      filters: everything,
    });
    return stdout ?? "";
  } finally {
    await pool.end();
    await postgres.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Say what the migration does, in small letters: npm run db:migration add_colour_to_notice");
  process.exit(78);
}
mkdirSync(folder, { recursive: true });
const script = await difference();
if (!script || script.includes("-- This is an empty migration.")) {
  console.log("The migrations already make what the schema says; nothing was written.");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = join(folder, `${stamp}_${name}`, "migration.sql");
  mkdirSync(join(folder, `${stamp}_${name}`));
  writeFileSync(join(folder, "migration_lock.toml"), lockFile);
  writeFileSync(file, script);
  console.log(`Wrote ${file}. Read it before you commit it.`);
}
