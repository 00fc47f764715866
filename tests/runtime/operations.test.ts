import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, freePort, launchCandor, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { held } from "../support/holding-asked";
import { newDatabase } from "../support/machines";
import { signedIn, submitForm } from "../support/plain-form";
import { administer, nameOf, withDatabase } from "../support/postgres-setup";
import { page } from "../support/served-page";

const metricsToken = "a token of no use elsewhere";
const secret = "a secret for tests, of no use elsewhere";
const owner = { email: "ada@example.com", password: "a password of no use elsewhere" };
const env = { METRICS_TOKEN: metricsToken, OWNER_EMAIL: owner.email, OWNER_PASSWORD: owner.password };

let candor: RunningCandor;
beforeAll(async () => {
  candor = await startCandor({ env });
});
afterAll(() => candor.stop());

type Part = { ok: boolean } & Record<string, unknown>;

async function health({ url } = candor) {
  const { status: code, body } = await held(url, "/healthz");
  const { status, version, ...parts } = JSON.parse(body) as Record<string, Part>;
  return { code, status, version, parts };
}

/** Cuts every connection to the database and lets none in, as if it were gone, or lets them in again. */
async function letIn(url: string, isOpen: boolean): Promise<void> {
  const [admin, name] = [withDatabase(url, "postgres"), nameOf(url)];
  await administer(admin, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${isOpen}`);
  if (isOpen) return;
  await administer(admin, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
}

describe("/healthz", () => {
  test("names each part, and the version that runs", async () => {
    const { version } = await import("../../package.json");
    const { headers } = await held(candor.url, "/healthz");
    expect(headers).toMatchObject({ "content-type": "application/json", "cache-control": "no-store" });
    expect(await health()).toMatchObject({
      code: 200,
      status: "ok",
      version,
      parts: {
        process: { ok: true },
        snapshot: { ok: true, ageSeconds: expect.any(Number), revision: expect.any(Number) },
        database: { ok: true },
        queue: { ok: true, journal: 0, unreadable: 0 },
        editions: { ok: true },
        live: { ok: true, readers: 0 },
      },
    });
  });

  test("says for how long the database is gone, and still that customers are served", async () => {
    const databaseUrl = await newDatabase();
    const other = await startCandor({ env: { ...env, DATABASE_URL: databaseUrl, AUTH_SECRET: secret } });
    await letIn(databaseUrl, false);
    const gone = await eventually(
      () => health(other),
      ({ parts }) => parts.database?.ok === false,
    );
    const since = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(gone).toMatchObject({ code: 200, status: "ok", parts: { database: { since } } });
    expect(Object.keys(gone.parts.database ?? {})).toEqual(["ok", "since"]);
    expect(other.output()).toContain('"level":"warn"');
    expect(other.output()).not.toMatch(/example\.com|postgres:\/\/|a secret for tests/);
    await letIn(databaseUrl, true);
    await eventually(
      () => health(other),
      ({ parts }) => parts.database?.ok === true,
    );
    await other.stop();
  });
});

describe("/metrics", () => {
  const bearer = { authorization: `Bearer ${metricsToken}` };
  const value = (text: string, name: string) => Number(new RegExp(`^${name} ([\\d.e+-]+)$`, "m").exec(text)?.[1]);
  const metrics = async () => (await held(candor.url, "/metrics", { headers: bearer })).body;

  test("is for whoever has the token", async () => {
    for (const headers of [undefined, { authorization: "Bearer another token of no use" }]) {
      const { status, headers: told, body } = await held(candor.url, "/metrics", headers && { headers });
      expect([status, told["www-authenticate"], body]).toEqual([401, "Bearer", ""]);
    }
    const { status, headers } = await held(candor.url, "/metrics", { headers: bearer });
    expect([status, headers["content-type"]]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)]);
  });

  test("counts what was given out from memory, and what was not, and says how it stands", async () => {
    const counted = async () => {
      const text = await metrics();
      const how = (name: string) => value(text, `candor_requests_total\\{how="${name}"\\}`);
      return { edition: how("edition"), notModified: how("not_modified"), other: how("other") };
    };
    const before = await counted();
    const { headers } = await held(candor.url, "/");
    await held(candor.url, "/", { headers: { "if-none-match": headers.etag ?? "" } });
    await held(candor.url, "/staff");
    const after = await counted();
    expect(after).toEqual({
      edition: before.edition + 1,
      notModified: before.notModified + 1,
      other: before.other + 1,
    });
    const text = await metrics();
    expect(value(text, "candor_database_up")).toBe(1);
    expect(value(text, "candor_journal_waiting")).toBe(0);
    expect(value(text, "candor_editions")).toBeGreaterThan(0);
    expect(value(text, "candor_snapshot_age_seconds")).toBeLessThan(60);
    expect(value(text, "process_resident_memory_bytes")).toBeGreaterThan(0);
    expect(text).toMatch(/^candor_request_seconds_count\{surface="staff",class="3xx"\} \d+$/m);
    expect(text).not.toMatch(/ada|example\.com/);
  });

  test("is not there where no token is set", async () => {
    const other = await startCandor();
    expect((await held(other.url, "/metrics", { headers: bearer })).status).toBe(404);
    await other.stop();
  });
});

describe("/readyz", () => {
  test("refuses from the first signal to end, while requests are still answered, and then it ends", async () => {
    const other = await startCandor({ env: { DRAIN_SECONDS: "2" } });
    expect((await held(other.url, "/readyz")).status).toBe(200);
    const stopped = other.stop();
    const refused = await eventually(
      () => held(other.url, "/readyz"),
      ({ status }) => status === 503,
      1_500,
    );
    expect(JSON.parse(refused.body)).toEqual({ ready: false, because: "it is ending" });
    const answer = await held(other.url, "/");
    expect([answer.status, answer.headers.connection]).toEqual([200, "close"]);
    expect(await stopped).toBe(0);
  });

  test("refuses until the first page is there", async () => {
    const starting = await launchCandor();
    const answer = await eventually(() => held(starting.url, "/readyz"), Boolean);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([503, { ready: false, because: "it is starting" }]);
    await starting.line(/^Candor serves /m);
    expect((await held(starting.url, "/readyz")).status).toBe(200);
    await starting.stop();
  });
});

test("what is logged names no person: no address, no password, no e-mail address, no browser", async () => {
  const visitor = { "user-agent": "Netscape/4.0 (of Ada)", "x-forwarded-for": "203.0.113.77" };
  await page(candor.url);
  await submitForm(`${candor.url}/staff/sign-in`, {
    values: { email: "grace@example.com", password: "a wrong password" },
    headers: visitor,
  });
  const cookie = await signedIn(candor.url, owner.email, owner.password);
  await fetch(`${candor.url}/staff/nothing?who=grace`, { headers: { cookie, ...visitor } });
  await held(candor.url, "/holding/nothing", { headers: visitor });
  const lines = candor
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
  const session = cookie.split("=")[1] ?? "";
  for (const personal of ["example.com", owner.password, "wrong password", "Netscape", "203.0.113", "who=", session]) {
    expect(candor.output()).not.toContain(personal);
  }
});

test("a start, once all is built, asks nothing of the network and of no compiler", async () => {
  const witness = join(newDataDir(), "witness");
  const preload = `--import=${pathToFileURL("tests/support/witness.mjs")}`;
  const dataDir = newDataDir();
  const port = String(await freePort());
  const started = spawn(process.execPath, ["scripts/start.mjs"], {
    env: {
      PATH: process.env.PATH,
      HOME: "/",
      NODE_ENV: "production",
      PORT: port,
      DATA_DIR: dataDir,
      WITNESS: witness,
      NODE_OPTIONS: preload,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  started.stdout?.on("data", (chunk) => (said += chunk));
  await eventually(
    () => said,
    (text) => text.includes("Candor serves"),
    60_000,
  );
  await held(`http://localhost:${port}`, "/");
  const gone = once(started, "exit");
  started.kill("SIGTERM");
  await gone;
  expect(said).not.toMatch(/Installing|Generating|Building/);
  const seen = [...new Set(readFileSync(witness, "utf8").split("\n").filter(Boolean))];
  const wanted =
    /^started (unshare( --\S+)* )?\S*\b(node .*generated\/server\.mjs|initdb|postgres|test|true)\b|^connected \//;
  expect(seen.filter((line) => wanted.test(line)).length).toBeGreaterThan(2);
  expect(seen.filter((line) => !wanted.test(line))).toEqual([]);
});
