import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { restoreBackup } from "@/server/keeping/restore";
import { takeBackup } from "@/server/keeping/take";
import { migrate, migrationNames } from "@/server/migrations";
import { newDataDir } from "../support/candor";
import { databaseOfBefore } from "../support/database-of-before";
import { contentsOf, rowsOf, spareDatabase } from "../support/spare-databases";

const folder = "prisma/migrations";
const names = migrationNames(folder);
const options = { replace: false, keepIn: "", loose: () => [] };

async function backupOf(url: string): Promise<string> {
  const file = join(newDataDir("before"), "candor.backup");
  await takeBackup(url, file, []);
  return file;
}

describe("a backup of the version before", () => {
  test.each([names.length - 1, 1])(
    "made after migration %i is restored as an upgrade would have made it",
    async (count) => {
      const before = await databaseOfBefore(count);
      const file = await backupOf(before);
      const there = await spareDatabase();
      await restoreBackup(there, file, options);
      const contents = await contentsOf(there);
      expect(Object.values(contents).flat().length).toBeGreaterThan(15);
      expect(await migrate(before)).toHaveLength(names.length - count);
      expect(contents).toEqual(await contentsOf(before));
      expect(await migrate(there)).toEqual([]);
    },
  );
});

describe("a backup of another Candor", () => {
  const told = (name: string, checksum: string) =>
    `INSERT INTO _prisma_migrations (id, migration_name, checksum, finished_at, applied_steps_count)
     VALUES ('${name}', '${name}', '${checksum}', now(), 1)`;

  test("that is newer is refused, and so is restoring over its data", async () => {
    const newer = await databaseOfBefore(names.length);
    await rowsOf(newer, told("20990101000000_to_come", "x"));
    const file = await backupOf(newer);
    const there = await spareDatabase();
    await expect(restoreBackup(there, file, options)).rejects.toThrow(
      /holds the data of a newer Candor; this one is 0\.\d+\.\d+ \(the migration 20990101000000_to_come is not known here\)/,
    );
    expect(await rowsOf(there, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
    const own = await backupOf(await databaseOfBefore(names.length));
    const before = await contentsOf(newer);
    await expect(restoreBackup(newer, own, { ...options, replace: true })).rejects.toThrow(
      /by a newer Candor \(20990101000000_to_come is not known here\)/,
    );
    expect(await contentsOf(newer)).toEqual(before);
  });

  test("whose migration of the same name is another one is refused", async () => {
    const other = newDataDir("migrations");
    cpSync(folder, other, { recursive: true });
    const url = await databaseOfBefore(names.length);
    await rowsOf(url, `UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = '${names[1]}'`);
    await expect(restoreBackup(await spareDatabase(), await backupOf(url), options)).rejects.toThrow(
      `whose migration ${names[1]} is not the one of this Candor`,
    );
  });
});
