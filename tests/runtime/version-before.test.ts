import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { migrate, migrationNames } from "@/server/migrations";
import { borrowPostgres } from "@/server/postgres";
import { launchCandor, newDataDir, startCandor } from "../support/candor";
import { migrationsOfBefore } from "../support/database-of-before";
import { page, wordsOf } from "../support/served-page";
import { contentsOf, rowsOf } from "../support/spare-databases";

const names = migrationNames("prisma/migrations");

/** What a Candor of the version before had in its own database. */
const posted = `
  INSERT INTO page (id, database_id, revision, name, time_zone, set_up_at)
    VALUES ('page', 'before', 3, 'Larkspur', 'UTC', now());
  INSERT INTO component (id, slug, name, position, start_at) VALUES ('webwebwebweb', 'web', 'Web app', 0, now() - interval '9 days');
  INSERT INTO incident (id, name, created_at) VALUES ('crashcrashcr', 'Database servers crash', now() - interval '1 hour');
  INSERT INTO incident_update (id, incident_id, status, body, effect, happened_at, posted_at)
    VALUES ('firstfirstfi', 'crashcrashcr', 'identified', 'Both have crashed.', 'You can''t sign in', now() - interval '1 hour', now() - interval '1 hour');
  INSERT INTO component_claim (update_id, component_id, status) VALUES ('firstfirstfi', 'webwebwebweb', 'major_outage');`;

/** A checkout like this one, of a next version that brings the migrations `sql` by their names. */
function nextVersion(sql: Record<string, string>): string {
  const checkout = newDataDir("checkout");
  for (const name of readdirSync(".")) if (name !== "prisma") symlinkSync(resolve(name), join(checkout, name));
  cpSync("prisma", join(checkout, "prisma"), { recursive: true });
  for (const [name, text] of Object.entries(sql)) {
    mkdirSync(join(checkout, "prisma", "migrations", name));
    writeFileSync(join(checkout, "prisma", "migrations", name, "migration.sql"), text);
  }
  return checkout;
}

describe("data of the version before, in Candor's own database", () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = newDataDir();
    const postgres = await borrowPostgres(dataDir);
    await migrate(postgres.url, migrationsOfBefore(names.length - 1));
    await rowsOf(postgres.url, posted);
    await postgres.stop();
  });

  const words = async (url: string) => wordsOf(await page(url));

  test("are shown as they were by the Candor that starts on them", async () => {
    const candor = await startCandor({ dataDir });
    expect(candor.output()).toContain(`Migrated the database: ${names.at(-1)}\n`);
    for (const said of ["Larkspur", "You can't sign in", "Both have crashed.", "Web app"]) {
      expect(await words(candor.url)).toContain(said);
    }
    expect(await page(`${candor.url}/incidents/crashcrashcr`)).toContain("Database servers crash");
    expect(await candor.stop()).toBe(0);
  });

  test("are left as they are by a migration that fails, and the version that ran goes on with them", async () => {
    const kept = async () => {
      const postgres = await borrowPostgres(dataDir);
      const contents = await contentsOf(postgres.url);
      await postgres.stop();
      return contents;
    };
    const before = await kept();
    const broken = "UPDATE page SET name = 'Half'; CREATE TABLE half (id int); INSERT INTO nowhere VALUES (1);";
    const checkout = nextVersion({ "20990101000000_broken": broken });
    const failed = await launchCandor({ dataDir, checkout });
    expect(await failed.ended).toBe(78);
    expect(
      failed.output(),
    ).toContain(`The migration 20990101000000_broken could not be applied: relation "nowhere" does not exist
Your data are as they were before: nothing of this migration is left behind.
To go on, start the Candor that ran before this one: it runs on the same data. docs/OPERATIONS.md, "When an upgrade fails", says more.
`);
    expect(await kept()).toEqual(before);
    const candor = await startCandor({ dataDir });
    expect(await words(candor.url)).toContain("You can't sign in");
    expect(candor.output()).not.toContain("Migrated");
    await candor.stop();
  });
});
