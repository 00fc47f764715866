import { renameSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { breakPostgres } from "../support/broken-postgres";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { seedCandor } from "../support/seeded";
import { attribute, page } from "../support/served-page";

let candor: RunningCandor;
let incident: string;
let mend: (() => void) | null;

beforeEach(async () => {
  candor = await startCandor({ dataDir: newDataDir() });
  mend = null;
  await seedCandor(candor.dataDir);
  const html = await eventually(
    () => page(candor.url),
    (answer) => answer.includes("/incidents/"),
  );
  incident = /\/incidents\/[a-z0-9]{12}/.exec(html)?.[0] ?? "";
});

afterEach(async () => {
  mend?.();
  await candor.stop();
});

type Read = { path: string; status: number; ms: number };

/** Readers who each ask again as soon as they have an answer, until they are called off. */
function readers(url: string, paths: string[], count = 16) {
  const reads: Read[] = [];
  let on = true;
  const read = async (path: string) => {
    while (on) {
      const begun = performance.now();
      const answer = await fetch(url + path).catch(() => null);
      await answer?.arrayBuffer();
      const status = answer?.status ?? 0;
      reads.push({ path, status, ms: performance.now() - begun });
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, index) => read(paths[index % paths.length] ?? "/")));
  return {
    reads,
    end: async () => {
      on = false;
      await all;
      return reads;
    },
  };
}

test("killed under load for good: no public request fails, none waits, and it is right again by itself", async () => {
  const load = readers(candor.url, ["/", incident, "/icons/quiet.svg"]);
  const many = (least: number) =>
    eventually(
      () => load.reads.length,
      (count) => count >= least,
    );
  await many(200);
  mend = breakPostgres(candor);
  await many(load.reads.length + 3_000);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await many(load.reads.length + 500);
  const reads = await load.end();
  expect(reads.filter(({ status }) => status !== 200)).toEqual([]);
  expect(Math.max(...reads.map(({ ms }) => ms))).toBeLessThan(3_000);
  mend();
  mend = null;
  await seedLater();
});

/** The database is there again when something can be posted, and the page shows it. */
async function seedLater(): Promise<void> {
  process.env.DATA_DIR = candor.dataDir;
  delete process.env.DATABASE_URL;
  const { openIncident } = await import("@/server/incidents");
  const { systemActor } = await import("@/server/actor");
  const { database } = await import("@/server/database");
  await eventually(
    () => openIncident(systemActor, { name: "After it came back", body: "We are looking into it." }),
    ({ id }) => id !== "",
    30_000,
  );
  await database().$disconnect();
  await eventually(
    () => page(candor.url),
    (html) => html.includes("After it came back"),
  );
}

test("restarted while it can't start: the same pages from disk at once, and right again when it returns", async () => {
  const before = await page(candor.url);
  await candor.stop();
  const control = `${candor.dataDir}/postgres/global/pg_control`;
  renameSync(control, `${control}.away`);
  mend = () => renameSync(`${control}.away`, control);
  const begun = performance.now();
  candor = await startCandor({ dataDir: candor.dataDir });
  expect(performance.now() - begun).toBeLessThan(15_000);
  const after = await page(candor.url);
  expect(attribute(after, "data-mode")).toBe(attribute(before, "data-mode"));
  expect(attribute(after, "data-label")).toBe(attribute(before, "data-label"));
  for (const path of ["/", incident]) expect((await fetch(candor.url + path)).status).toBe(200);
  expect((await fetch(`${candor.url}/incidents/aaaaaaaaaaaa`)).status).toBe(503);
  expect(candor.output()).toMatch(/PostgreSQL could not be started/);
  mend();
  mend = null;
  await eventually(
    async () => (await fetch(`${candor.url}/incidents/aaaaaaaaaaaa`)).status,
    (status) => status === 404,
    30_000,
  );
});

test("neither database nor anything kept: the status is unknown, never fine, and nobody keeps that", async () => {
  const alone = await startCandor({
    dataDir: newDataDir(),
    env: {
      DATABASE_URL: "postgresql://candor@127.0.0.1:9/none",
      AUTH_SECRET: "a secret of at least thirty-two characters",
    },
  });
  const answer = await fetch(alone.url);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  const html = await answer.text();
  expect(attribute(html, "data-mode")).toBe("unknown");
  expect(html).not.toContain("No known problems");
  await alone.stop();
});
