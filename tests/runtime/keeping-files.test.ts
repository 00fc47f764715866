import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { restoreBackup } from "@/server/keeping/restore";
import { takeBackup } from "@/server/keeping/take";
import { migrationNames } from "@/server/migrations";
import { newDataDir } from "../support/candor";
import { databaseOfBefore } from "../support/database-of-before";
import { rowsOf, spareDatabase } from "../support/spare-databases";

let folder: string;
let file: string;
let there: string;
let whole: Buffer;
beforeAll(async () => {
  folder = newDataDir("keeping");
  file = join(folder, "candor.backup");
  there = await spareDatabase();
  await takeBackup(await databaseOfBefore(migrationNames("prisma/migrations").length), file, []);
  whole = readFileSync(file);
});
beforeEach(() => writeFileSync(file, whole));

const restore = () => restoreBackup(there, file, { replace: false, keepIn: "", loose: () => [] });

describe("a file that is not as it was", () => {
  const untouched = async () =>
    expect(await rowsOf(there, "SELECT 1 FROM pg_tables WHERE schemaname IN ('public', 'candor_restore')")).toEqual([]);

  /** In what is compressed, a byte may be another one and say the same: a run of zeros is found at several places. */
  const saysTheSame = (bytes: Buffer) => {
    try {
      return gunzipSync(bytes).equals(gunzipSync(whole));
    } catch {
      return false;
    }
  };

  test("is refused for any byte that says something else", async () => {
    // The first ten are gzip's own: when, by which system.
    for (let at = 10; at < whole.length; at += Math.ceil(whole.length / 60)) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      if (saysTheSame(bytes)) continue;
      writeFileSync(file, bytes);
      await expect(restore(), `byte ${at}`).rejects.toThrow(/is damaged|is cut short|is not a backup of Candor/);
    }
    await untouched();
  });

  test("is refused wherever it is cut", async () => {
    for (const length of [0, 1, 9, 10, 500, whole.length >> 1, whole.length - 9, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      await expect(restore(), `length ${length}`).rejects.toThrow(/is cut short|is not a backup of Candor/);
    }
    await untouched();
  });

  test.each([
    ["a text", "Good evening.\n"],
    [
      "something else that is compressed",
      Buffer.from("H4sIAAAAAAAAA0vOzyvOz0nVS8/PT8rPUcjNz0lRKMlILSpOVeQCAKi0w5wcAAAA", "base64"),
    ],
  ])("is refused when it is %s", async (_, bytes) => {
    writeFileSync(file, bytes);
    await expect(restore()).rejects.toThrow(/is not a backup of Candor|is cut short|is damaged/);
  });

  test("is named when it is a folder, or is not there", async () => {
    await expect(restoreBackup(there, folder, { replace: false, keepIn: "", loose: () => [] })).rejects.toThrow(
      `${folder} is a folder. Name the backup in it.`,
    );
    const nothing = join(folder, "nothing.backup");
    await expect(restoreBackup(there, nothing, { replace: false, keepIn: "", loose: () => [] })).rejects.toThrow(
      `There is no file ${nothing}.`,
    );
  });
});
