import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { embeddedUrl } from "@/server/postgres-paths";
import { breakPostgres } from "../support/broken-postgres";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { runScript } from "../support/script";
import { seedCandor } from "../support/seeded";
import { page } from "../support/served-page";

/** What the machine itself posts. */
async function cli(dataDir: string, ...args: string[]) {
  const begun = performance.now();
  const script = runScript("scripts/post.ts", args, { DATA_DIR: dataDir });
  const code = await script.ended;
  return { code, said: script.output(), ms: performance.now() - begun };
}

const waiting = (dataDir: string) => {
  try {
    return readdirSync(join(dataDir, "journal")).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
};

const shows = (candor: RunningCandor, words: string, ms?: number) =>
  eventually(
    () => page(candor.url),
    (html) => html.includes(words),
    ms,
  );

async function bodies(dataDir: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: embeddedUrl(dataDir) });
  await client.connect();
  const { rows } = await client.query("SELECT body FROM incident_update WHERE filed_at IS NOT NULL ORDER BY posted_at");
  await client.end();
  return rows.map(({ body }) => body);
}

async function seeded(): Promise<RunningCandor> {
  const candor = await startCandor({ dataDir: newDataDir("journal") });
  await seedCandor(candor.dataDir);
  await shows(candor, "E-mail arrives late");
  // The facts are on disk, for whoever comes without a database.
  await eventually(
    () => readdirSync(candor.dataDir),
    (names) => names.includes("snapshot.json"),
  );
  return candor;
}

test("posted from the machine: with all well, with the database gone, and with Candor gone too; filed once, in order", async () => {
  let candor = await seeded();
  const { dataDir } = candor;
  const fine = await cli(dataDir, "--status", "identified", "--body", "With all well.");
  expect([fine.code, fine.said]).toEqual([0, expect.stringMatching(/^Posted\. http:.*\/incidents\/[a-z0-9]{12}\n$/)]);
  await shows(candor, "With all well.");

  const mend = breakPostgres(candor);
  const gone = await cli(
    dataDir,
    "--title",
    "Sign-in fails",
    "--body",
    "Without a database.",
    "--component",
    "Web app=down",
  );
  expect([gone.code, gone.said]).toEqual([0, expect.stringContaining("It will be filed when the database is back")]);
  await shows(candor, "Without a database.");

  await candor.kill();
  const alone = await cli(dataDir, "--title", "Reports too", "--body", "Without Candor.");
  expect([alone.code, alone.said]).toEqual([0, expect.stringContaining("It will be filed")]);
  expect(waiting(dataDir)).toHaveLength(2);

  candor = await startCandor({ dataDir });
  await shows(candor, "Without a database.");
  await shows(candor, "Without Candor.");
  mend();
  await eventually(
    () => waiting(dataDir),
    (names) => names.length === 0,
    60_000,
  );
  expect(await bodies(dataDir)).toEqual(["Without a database.", "Without Candor."]);
  await shows(candor, "Without Candor.");
  await candor.stop();
});

test("a database that hangs keeps no post waiting", async () => {
  const candor = await seeded();
  const postmaster = candor.postmasterPid();
  process.kill(-postmaster, "SIGSTOP");
  try {
    const hung = await cli(candor.dataDir, "--status", "monitoring", "--body", "While it hangs.");
    expect([hung.code, hung.said]).toEqual([0, expect.stringContaining("It will be filed")]);
    expect(hung.ms).toBeLessThan(20_000);
    await shows(candor, "While it hangs.");
    const begun = performance.now();
    expect((await fetch(candor.url)).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(1_000);
  } finally {
    process.kill(-postmaster, "SIGCONT");
  }
  await eventually(
    () => waiting(candor.dataDir),
    (names) => names.length === 0,
    30_000,
  );
  expect(await bodies(candor.dataDir)).toEqual(["While it hangs."]);
  await candor.stop();
});

test("kill -9 in the middle of filing loses nothing and doubles nothing", async () => {
  const candor = await seeded();
  const { dataDir } = candor;
  const mend = breakPostgres(candor);
  await eventually(
    async () => (await fetch(`${candor.url}/incidents/aaaaaaaaaaaa`)).status,
    (status) => status > 0,
  );
  const said = Array.from({ length: 7 }, (_, index) => `Word ${index}.`);
  await cli(dataDir, "--title", "Many words", "--body", said[0] ?? "");
  const id = /\/incidents\/([a-z0-9]{12})/.exec(await shows(candor, "Many words"))?.[1] ?? "";
  const incident = readdirSync(join(dataDir, "journal"))[0] ?? "";
  expect(incident).not.toBe("");
  const named = await eventually(
    async () => /href="\/incidents\/([a-z0-9]{12})">Many words/.exec(await page(candor.url))?.[1] ?? "",
    (found) => found !== "",
  );
  for (const body of said.slice(1))
    await cli(dataDir, "--incident", named || id, "--status", "identified", "--body", body);
  expect(waiting(dataDir)).toHaveLength(7);
  mend();
  await eventually(
    () => waiting(dataDir).length,
    (count) => count < 7 && count > 0,
    60_000,
  ).catch(() => undefined);
  await candor.kill();
  const next = await startCandor({ dataDir });
  await eventually(
    () => waiting(dataDir),
    (names) => names.length === 0,
    60_000,
  );
  expect(await bodies(dataDir)).toEqual(said);
  await next.stop();
});

test("what is asked wrongly is answered with a sentence and how it is used", async () => {
  const dataDir = newDataDir("journal");
  const help = await cli(dataDir, "--help");
  expect([help.code, help.said]).toEqual([0, expect.stringContaining("npm run post -- --status")]);
  expect(await cli(dataDir, "--nonsense")).toMatchObject({
    code: 78,
    said: expect.stringContaining("npm run post -- --status"),
  });
  const candor = await startCandor({ dataDir });
  await seedCandor(dataDir);
  for (const [args, words] of [
    [["--body", "No status."], "Give --status"],
    [["--status", "fine", "--body", "Wrong."], "investigating, identified, monitoring, resolved"],
    [["--status", "identified"], "Write what customers should know"],
    [["--status", "identified", "--body", "x", "--component", "Nothing=down"], "There is no component"],
    [["--status", "identified", "--body", "x", "--component", "Web app=broken"], "is no state"],
    [["--status", "identified", "--body", "x", "--next-update", "soon"], "in minutes"],
    [["--status", "identified", "--body", "x", "--incident", "aaaaaaaaaaaa"], "not there"],
  ] as [string[], string][]) {
    const { code, said } = await cli(dataDir, ...args);
    expect([args, code !== 0, said]).toEqual([args, true, expect.stringContaining(words)]);
  }
  await candor.stop();
});
