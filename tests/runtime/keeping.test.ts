import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/server/ids";
import { migrationNames } from "@/server/migrations";
import { embeddedUrl } from "@/server/postgres-paths";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { databaseOfBefore } from "../support/database-of-before";
import { signedIn } from "../support/plain-form";
import { runScript } from "../support/script";
import { page } from "../support/served-page";
import { contentsOf, rowsOf, serverUrl, spareDatabase } from "../support/spare-databases";

const owner = { OWNER_EMAIL: "ada@example.com", OWNER_PASSWORD: "a password of no use elsewhere" };
const secret = { AUTH_SECRET: "a secret for tests, of no use elsewhere" };

/** Another PostgreSQL than Candor's own, where the run has one. */
const external = () => spareDatabase({ on: process.env.TEST_DATABASE_URL ?? serverUrl() });

type Env = Record<string, string>;

/** Where a Candor keeps its data: settings that name it, whether or not one is running. */
async function place(kind: "its own" | "another"): Promise<Env> {
  const DATA_DIR = newDataDir("keeping");
  return { DATA_DIR, ...owner, ...secret, ...(kind === "another" && { DATABASE_URL: await external() }) };
}

const start = (env: Env) => startCandor({ env, dataDir: env.DATA_DIR ?? "" });

async function run(script: string, args: string[], env: Env): Promise<{ code: number | null; said: string }> {
  const ran = runScript(script, args, env);
  const code = await ran.ended;
  return { code, said: ran.output() };
}

const backup = (env: Env, file: string, ...flags: string[]) => run("scripts/backup.ts", [file, ...flags], env);
const restore = (env: Env, file: string, ...flags: string[]) => run("scripts/restore.ts", [file, ...flags], env);

/** Posts beside a Candor, as another machine on its database would; gives back the incident's id. */
async function tell({ DATA_DIR = "", DATABASE_URL = embeddedUrl(DATA_DIR) }: Env, name: string) {
  const id = newId();
  await rowsOf(DATABASE_URL, `INSERT INTO incident (id, name, created_at) VALUES ('${id}', '${name}', now())`);
  await rowsOf(
    DATABASE_URL,
    `INSERT INTO incident_update (id, incident_id, status, body, happened_at, posted_at)
     VALUES ('${id}', '${id}', 'investigating', 'We are looking into it.', now(), now())`,
  );
  await rowsOf(
    DATABASE_URL,
    `WITH page AS (UPDATE page SET revision = revision + 1 RETURNING revision)
     INSERT INTO event (revision, at, actor_kind, actor_name, type, subject_kind, subject_id)
     SELECT revision, now(), 'system', 'Candor', 'incident.opened', 'incident', '${id}' FROM page`,
  );
  return id;
}

const shows = ({ url }: RunningCandor, words: string) =>
  eventually(
    () => page(url),
    (html) => html.includes(words),
  );

const kinds = ["its own", "another"] as const;
const places = {} as Record<(typeof kinds)[number], Env>;
const candors = {} as Record<(typeof kinds)[number], RunningCandor>;

beforeAll(async () => {
  for (const kind of kinds) places[kind] = await place(kind);
  const started = await Promise.all(kinds.map((kind) => start(places[kind])));
  for (const [index, kind] of kinds.entries()) candors[kind] = started[index] as RunningCandor;
});

test.each(kinds)("a Candor that runs on %s PostgreSQL is backed up and restored while it serves", async (kind) => {
  const [env, candor] = [places[kind], candors[kind]];
  const file = join(newDataDir("file"), "candor.backup");
  const begun = candor.output().length;
  const kept = await tell(env, "Kept in the backup");
  const cookie = await signedIn(candor.url, owner.OWNER_EMAIL, owner.OWNER_PASSWORD);
  const taken = await backup(env, file);
  expect(taken).toEqual({ code: 0, said: expect.stringMatching(/“Status” as of .* UTC, \d+ rows, is kept in/) });
  expect(taken.said).toContain("AUTH_SECRET");
  const lost = await tell(env, "Posted after it");
  await shows(candor, "Posted after it");

  const restored = await restore(env, file, "--replace");
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining("“Status” is as it was on ") });
  await eventually(
    () => page(candor.url),
    (html) => html.includes("Kept in the backup") && !html.includes("Posted after it"),
  );
  await eventually(
    async () => [
      (await fetch(`${candor.url}/incidents/${kept}`)).status,
      (await fetch(`${candor.url}/incidents/${lost}`)).status,
    ],
    ([first, second]) => first === 200 && second === 404,
  );
  const desk = await fetch(`${candor.url}/staff`, { headers: { cookie }, redirect: "manual" });
  expect(desk.headers.get("location")).toBe("/staff/setup");
  await tell(env, "Posted on top of it");
  await shows(candor, "Posted on top of it");
  expect(candor.output().slice(begun)).not.toMatch(/"level":"error"/);
});

test("a restore that is killed before the change leaves everything as it was, and in nobody's way", async () => {
  const env = places.another;
  const url = env.DATABASE_URL ?? "";
  const file = join(newDataDir("file"), "candor.backup");
  await backup(env, file);
  const lost = await tell(env, "Posted before the kill");
  const before = await contentsOf(url);
  const writer = new pg.Client({ connectionString: url });
  await writer.connect();
  await writer.query("BEGIN; UPDATE page SET revision = revision");
  const killed = runScript("scripts/restore.ts", [file, "--replace"], env);
  const waits = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'candor restore' AND wait_event_type = 'Lock'";
  await eventually(
    () => rowsOf(url, waits),
    (rows) => rows.length === 1,
  );
  killed.child.kill("SIGKILL");
  await killed.ended;
  await writer.query("COMMIT");
  await writer.end();
  expect(await contentsOf(url)).toEqual(before);
  expect(await restore(env, file, "--replace")).toMatchObject({ code: 0 });
  expect(await rowsOf(url, `SELECT 1 FROM incident WHERE id = '${lost}'`)).toEqual([]);
  expect(await rowsOf(url, "SELECT 1 FROM pg_namespace WHERE nspname = 'candor_restore'")).toEqual([]);
});

test("where no Candor runs, what a start would show without its database is of what was restored", async () => {
  const file = join(newDataDir("file"), "candor.backup");
  await backup(places.another, file);
  const elsewhere = await place("its own");
  expect(await restore(elsewhere, file)).toMatchObject({ code: 0 });
  const folder = elsewhere.DATA_DIR ?? "";
  expect(readFileSync(join(folder, "snapshot.json"), "utf8")).toContain("Kept in the backup");
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
});

test("posts that wait to be filed are in the backup, and are filed where it is restored, as often as it is", async () => {
  const [env, candor] = [places["its own"], candors["its own"]];
  expect(await candor.stop()).toBe(0);
  const folder = env.DATA_DIR ?? "";
  const control = join(folder, "postgres", "global", "pg_control");
  renameSync(control, `${control}.away`);
  const words = ["--title", "While it was away", "--status", "investigating", "--body", "We are looking into it."];
  expect(await run("scripts/post.ts", words, env)).toMatchObject({ code: 0 });
  renameSync(`${control}.away`, control);
  expect(readdirSync(join(folder, "journal"))).toHaveLength(1);
  const file = join(newDataDir("file"), "candor.backup");
  expect(await backup(env, file)).toMatchObject({ code: 0 });
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);

  const elsewhere = places.another;
  const filed = "SELECT count(filed_at)::int AS filed FROM incident_update u JOIN incident i ON i.id = incident_id";
  for (let times = 0; times < 2; times++) {
    expect(await restore(elsewhere, file, "--replace")).toMatchObject({ code: 0 });
    await shows(candors.another, "While it was away");
    await eventually(
      () => rowsOf<{ filed: number }>(elsewhere.DATABASE_URL ?? "", `${filed} WHERE i.name = 'While it was away'`),
      ([row]) => row?.filed === 1,
    );
  }
  expect(await candors.another.stop()).toBe(0);
});

describe("what can't be done is said in a sentence, and leaves nothing", () => {
  const nothing = () => ({ DATA_DIR: join(newDataDir("keeping"), "none"), ...secret });
  const away = () => ({ ...nothing(), DATABASE_URL: "postgresql://candor@127.0.0.1:9/none" });

  test.each([
    ["backup", [], /^Name one FILE\.\n\nnpm run backup FILE/],
    ["restore", ["a", "--overwrite"], /^Unknown option '--overwrite'[\s\S]*npm run restore FILE/],
  ])("%s called wrongly says how it is called", async (name, args, said) => {
    expect(await run(`scripts/${name}.ts`, args, nothing())).toEqual({ code: 78, said: expect.stringMatching(said) });
  });

  test("a DATA_DIR without Candor is not backed up, nor made", async () => {
    const env = nothing();
    const { code, said } = await backup(env, join(newDataDir(), "candor.backup"));
    expect([code, said]).toEqual([1, expect.stringContaining(`There is no Candor in DATA_DIR ${env.DATA_DIR}`)]);
    expect(existsSync(env.DATA_DIR)).toBe(false);
  });

  test("a database that is away", async () => {
    const { code, said } = await backup(away(), join(newDataDir(), "candor.backup"));
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^The database can't be reached: connect ECONNREFUSED.*\n$/),
    ]);
  });

  test("a FILE that is there already, a folder that is not, and a disk that is full", async () => {
    const full = await databaseOfBefore(migrationNames("prisma/migrations").length);
    const env = { DATA_DIR: newDataDir(), ...secret, DATABASE_URL: full };
    const folder = newDataDir("file");
    const file = join(folder, "candor.backup");
    // Too little room for what is written, in blocks of a kilobyte.
    const cramp = "trap '' XFSZ; ulimit -f 2; exec node_modules/.bin/node --import tsx scripts/backup.ts \"$0\"";
    const { PATH = "", HOME = "/" } = process.env;
    const cramped = spawn("bash", ["-c", cramp, file], { env: { PATH, HOME, NODE_ENV: "test", ...env } });
    let said = "";
    cramped.stderr.on("data", (chunk) => (said += chunk));
    expect(await once(cramped, "close")).toEqual([1, null]);
    expect(said).toMatch(/^There is no room for .*candor\.backup \(EFBIG\)\. Make some, or name another\.\n$/);
    expect(readdirSync(folder)).toEqual([]);

    expect(await backup(env, join(folder, "deeper", "candor.backup"))).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^There is no folder for .*deeper/),
    });
    expect(await backup(env, file)).toMatchObject({ code: 0 });
    const first = statSync(file);
    const { code, said: refused } = await backup(env, file);
    expect([code, refused]).toEqual([1, expect.stringMatching(/is there already\..*npm run backup .* -- --force/)]);
    expect(statSync(file).ino).toBe(first.ino);
    expect(await backup(env, file, "--force")).toMatchObject({ code: 0 });
    expect(statSync(file).ino).not.toBe(first.ino);
    expect(readdirSync(folder)).toEqual(["candor.backup"]);
  });
});

test("FILE is meant from where the command was typed", async () => {
  const env = { ...(await place("another")), INIT_CWD: newDataDir("typed") };
  const { said } = await restore(env, "mine.backup");
  expect(said).toBe(`There is no file ${join(env.INIT_CWD, "mine.backup")}.\n`);
});
