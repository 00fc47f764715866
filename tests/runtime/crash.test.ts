import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { embeddedUrl } from "@/server/postgres-paths";
import { eventually, newDataDir, startCandor } from "../support/candor";
import { runScript, type Script } from "../support/script";

const acknowledged = (poster: Script) => poster.lines.flatMap((line) => /^acknowledged (\w+)$/.exec(line)?.[1] ?? []);

function startPosting(dataDir: string): Script {
  return runScript("tests/runtime/poster.ts", [], { DATA_DIR: dataDir });
}

function postmaster(dataDir: string): number {
  const path = join(dataDir, "postgres", "postmaster.pid");
  return existsSync(path) ? Number.parseInt(readFileSync(path, "utf8"), 10) : 0;
}

function atLeast(poster: Script, count: number): Promise<string[]> {
  return eventually(
    () => acknowledged(poster),
    (ids) => ids.length >= count,
    60_000,
  );
}

/** What the database has, read past Candor. */
async function idsIn(dataDir: string, table: "incident_update" | "template"): Promise<string[]> {
  const client = new pg.Client({ connectionString: embeddedUrl(dataDir) });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM ${table}`);
  await client.end();
  return rows.map((row) => row.id);
}

/** Waits until all that was acknowledged is stored: what was posted without a database is filed once there is one. */
async function allStored(poster: Script, dataDir: string): Promise<void> {
  const lost = async () => {
    const stored = new Set(await idsIn(dataDir, "incident_update"));
    return acknowledged(poster).filter((id) => !stored.has(id));
  };
  expect(await eventually(lost, (ids) => ids.length === 0, 60_000)).toEqual([]);
}

async function shows(url: string, words: string): Promise<void> {
  const text = async () => (await fetch(url)).text();
  expect(await eventually(text, (shown) => shown.includes(words))).toContain(words);
}

test("kill -9 of Candor in the middle of posting loses nothing that was acknowledged", async () => {
  const dataDir = newDataDir();
  const poster = startPosting(dataDir);
  await atLeast(poster, 20);
  poster.child.kill("SIGKILL");
  await poster.ended;
  const candor = await startCandor({ dataDir });
  await allStored(poster, dataDir);
  await candor.stop();
});

test("kill -9 of its PostgreSQL loses nothing that was acknowledged, and posting goes on by itself", async () => {
  const dataDir = newDataDir();
  const poster = startPosting(dataDir);
  await atLeast(poster, 20);
  for (const round of [1, 2, 3]) {
    const killed = postmaster(dataDir);
    process.kill(killed, "SIGKILL");
    const another = (pid: number) => pid > 0 && pid !== killed;
    expect(await eventually(() => postmaster(dataDir), another, 60_000), `after kill ${round}`).not.toBe(killed);
    await atLeast(poster, acknowledged(poster).length + 20);
  }
  poster.child.kill("SIGKILL");
  await poster.ended;
  const candor = await startCandor({ dataDir });
  await allStored(poster, dataDir);
  await candor.stop();
});

test("both killed at once: the next start has all that was acknowledged and shows it", async () => {
  const dataDir = newDataDir();
  const poster = startPosting(dataDir);
  await atLeast(poster, 20);
  process.kill(postmaster(dataDir), "SIGKILL");
  poster.child.kill("SIGKILL");
  await poster.ended;
  const candor = await startCandor({ dataDir });
  await allStored(poster, dataDir);
  await shows(candor.url, "Errors");
  await candor.stop();
});

test("kill -9 of a Candor that serves while others post: the next one shows the last update that was acknowledged", async () => {
  const first = await startCandor();
  const { dataDir } = first;
  const poster = runScript("tests/runtime/poster-beside.ts", [], { DATA_DIR: dataDir });
  const [incident] = await eventually(
    () => poster.lines.flatMap((line) => /^opened (\w+)$/.exec(line)?.[1] ?? []),
    (found) => found.length === 1,
    60_000,
  );
  await atLeast(poster, 20);
  await first.kill();
  const before = acknowledged(poster).length;
  await atLeast(poster, before + 5);
  poster.child.kill("SIGKILL");
  await poster.ended;
  const last = acknowledged(poster).at(-1);
  const candor = await startCandor({ dataDir });
  await shows(`${candor.url}/incidents/${incident}`, `This is update ${last}.`);
  await candor.stop();
});

test("while its PostgreSQL is away the page is still served, and it comes back by itself", async () => {
  const candor = await startCandor();
  const first = candor.postmasterPid();
  process.kill(first, "SIGKILL");
  expect((await fetch(candor.url)).status).toBe(200);
  const next = await eventually(
    () => candor.postmasterPid(),
    (pid) => pid > 0 && pid !== first,
  );
  const templates = await eventually(() => idsIn(candor.dataDir, "template"), Array.isArray);
  expect(templates).not.toEqual([]);
  await candor.stop();
  expect(() => process.kill(next, 0)).toThrow("ESRCH");
});
