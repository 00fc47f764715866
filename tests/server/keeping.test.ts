import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { pageIdOf } from "@/domain/derived-id";
import { database } from "@/server/database";
import { restoreBackup } from "@/server/keeping/restore";
import { takeBackup } from "@/server/keeping/take";
import { loadFacts } from "@/server/load";
import { changePage } from "@/server/page";
import { settings } from "@/server/settings";
import { newDataDir } from "../support/candor";
import { contentsOf, rowsOf, spareDatabase } from "../support/spare-databases";
import { addComponent, incident, open, owner, testScene } from "./scene";

testScene();

const here = () => settings().databaseUrl;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = newDataDir("keeping");
  file = join(folder, "candor.backup");
  await changePage(owner, { name: "Larkspur", timeZone: "UTC", supportLink: null, accentColor: null, logo: null });
  await open({ components: [{ componentId: await addComponent(), status: "partial_outage" }] });
});

const restore = (url: string, more: Partial<Parameters<typeof restoreBackup>[2]> = {}) =>
  restoreBackup(url, file, { replace: false, keepIn: join(folder, "before.backup"), loose: () => [], ...more });

describe("a backup", () => {
  test("holds every row of every table, whatever signs are in it, for its owner's eyes alone", async () => {
    const body = "tab\tline\nback\\slash \\N \\. “quotes” ' \" ; -- 🛟 \u0001 é";
    await open({ body });
    await takeBackup(here(), file, []);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["candor.backup"]);
    const there = await spareDatabase();
    await restore(there);
    const contents = await contentsOf(there);
    expect(contents).toEqual(await contentsOf(here()));
    expect(Object.values(contents).flat().length).toBeGreaterThan(10);
    expect(await rowsOf(there, `SELECT body FROM incident_update WHERE body LIKE 'tab%'`)).toEqual([{ body }]);
  });

  test("is of one moment, whatever is written while it is taken", async () => {
    const before = await contentsOf(here());
    const taken = takeBackup(here(), file, []);
    await open({ name: "Meanwhile" });
    await taken;
    const there = await spareDatabase();
    await restore(there);
    const names = (await contentsOf(there)).incident?.join() ?? "";
    expect([
      JSON.stringify(await contentsOf(there)) === JSON.stringify(before),
      names.includes("Meanwhile"),
    ]).not.toEqual([false, false]);
    const [events] = await rowsOf(
      there,
      "SELECT max(revision) AS last, (SELECT revision FROM page) AS page FROM event",
    );
    expect(events).toEqual({ last: expect.any(Number), page: (events as { last: number }).last });
  });

  test("that fails leaves no file, and an older one as it was", async () => {
    writeFileSync(file, "an older one");
    const nowhere = join(folder, "candor.backup", "deeper");
    await expect(takeBackup(here(), nowhere, [])).rejects.toThrow(/There is no folder for .*deeper \(ENOTDIR\)/);
    const loose = {
      name: "journal/0-a.json",
      get bytes(): Buffer {
        throw new Error("cut in the middle");
      },
    };
    await expect(takeBackup(here(), file, [loose])).rejects.toThrow("cut in the middle");
    expect(readFileSync(file, "utf8")).toBe("an older one");
    expect(readdirSync(folder)).toEqual(["candor.backup"]);
  });

  test("of a database without Candor is refused, and so is one of none", async () => {
    await expect(takeBackup(await spareDatabase(), file, [])).rejects.toThrow(
      "There is no Candor in this database yet",
    );
    const gone = "postgresql://candor@127.0.0.1:9/none";
    await expect(takeBackup(gone, file, [])).rejects.toThrow(/The database can't be reached: .*ECONNREFUSED/);
    await expect(restore(gone)).rejects.toThrow(/There is no file/);
    expect(existsSync(file)).toBe(false);
  });
});

describe("what is restored", () => {
  test("goes on being written, with the next numbers", async () => {
    await takeBackup(here(), file, []);
    const before = await database().event.count();
    await open({ name: "Lost" });
    await restore(here(), { replace: true });
    const id = await open({ name: "After" });
    expect((await incident(id)).name).toBe("After");
    const events = await database().event.findMany({ orderBy: { id: "asc" } });
    expect(events.length).toBe(before + 1);
    expect(events.at(-1)?.id).toBe((events.at(-2)?.id ?? 0n) + 1n);
  });

  test("is another database to whoever looked at the one before, at the same revision too", async () => {
    await takeBackup(here(), file, []);
    const before = await database().page.findUniqueOrThrow({ where: { id: "page" } });
    await restore(here(), { replace: true });
    const after = await database().page.findUniqueOrThrow({ where: { id: "page" } });
    expect(after).toEqual({ ...before, databaseId: expect.any(String) });
    expect(after.databaseId).not.toBe(before.databaseId);
    expect(pageIdOf(after.databaseId)).toBe(pageIdOf(before.databaseId));
  });

  test("replaces a page that is set up only when that is asked for, and says what is there", async () => {
    await takeBackup(here(), file, []);
    await open({ name: "Only here" });
    const before = await contentsOf(here());
    await expect(restore(here())).rejects.toThrow(
      /^There is a page here already: “Larkspur” with 2 incidents and 0 maintenance windows\. Nothing was changed\.\n.*-- --replace/,
    );
    expect(await contentsOf(here())).toEqual(before);
  });

  test("leaves what was there as a backup of its own, which brings it back", async () => {
    await takeBackup(here(), file, []);
    await open({ name: "Only here" });
    const before = await contentsOf(here());
    const { keptIn } = await restore(here(), { replace: true });
    expect((await contentsOf(here())).incident?.join()).not.toContain("Only here");
    await restoreBackup(here(), keptIn ?? "", {
      replace: true,
      keepIn: join(folder, "again.backup"),
      loose: () => [],
    });
    expect(await contentsOf(here())).toEqual(before);
  });

  test("keeps also what was being written when it began", async () => {
    await takeBackup(here(), file, []);
    const writer = new pg.Client({ connectionString: here() });
    await writer.connect();
    await writer.query("BEGIN");
    await writer.query("UPDATE page SET revision = revision + 1, name = 'Renamed'");
    const restored = restore(here(), { replace: true });
    const waits =
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'candor restore' AND wait_event_type = 'Lock'";
    await vi.waitFor(async () => expect(await rowsOf(here(), waits)).toHaveLength(1), { timeout: 10_000 });
    await writer.query("COMMIT");
    await writer.end();
    const { keptIn } = await restored;
    const there = await spareDatabase();
    await restoreBackup(there, keptIn ?? "", { replace: false, keepIn: "", loose: () => [] });
    expect(await rowsOf(there, "SELECT name FROM page")).toEqual([{ name: "Renamed" }]);
    expect(await rowsOf(here(), "SELECT name FROM page")).toEqual([{ name: "Larkspur" }]);
  });

  test("is there from one question to the next, and nobody who asks or posts meanwhile meets an error", async () => {
    await takeBackup(here(), file, []);
    const state = { on: true, asked: 0 };
    const ask = async (question: () => Promise<unknown>) => {
      for (; state.on; state.asked++) await question();
    };
    const asking = Promise.all([
      ask(loadFacts),
      ask(() => database().incidentUpdate.findMany({ where: { status: "resolved" }, include: { incident: true } })),
      ask(() => database().$queryRaw`SELECT database_id, revision FROM page WHERE id = 'page'`),
      ask(() => open({ name: "Meanwhile" })),
    ]);
    const restoring = (async () => {
      for (let times = 0; times < 3; times++) await restore(here(), { replace: true });
    })().finally(() => {
      state.on = false;
    });
    await Promise.all([restoring, asking]);
    expect(state.asked).toBeGreaterThan(20);
  });

  test("takes the place of a page that nobody has set up, without being asked", async () => {
    await takeBackup(here(), file, []);
    const there = await spareDatabase({ migrated: true });
    await rowsOf(there, "INSERT INTO page (id, database_id, name, time_zone) VALUES ('page', 'x', 'Status', 'UTC')");
    expect(await restore(there)).toMatchObject({ keptIn: null, replaced: { name: "Status", isSetUp: false } });
    expect(await contentsOf(there)).toEqual(await contentsOf(here()));
  });

  test("leaves alone what is not Candor's, and does not mix with it", async () => {
    await takeBackup(here(), file, []);
    const there = await spareDatabase({ migrated: true });
    await rowsOf(there, "CREATE TABLE theirs (id int); INSERT INTO theirs VALUES (7)");
    await restore(there);
    expect(await rowsOf(there, "SELECT id FROM theirs")).toEqual([{ id: 7 }]);
    await takeBackup(there, file, []);
    expect((await restore(await spareDatabase())).backup.head.tables.map(({ name }) => name)).not.toContain("theirs");
    const others = await spareDatabase();
    await rowsOf(others, "CREATE TABLE event (id int)");
    await expect(restore(others)).rejects.toThrow("tables of something else that is not Candor (event)");
    expect(await rowsOf(others, "SELECT nspname FROM pg_namespace WHERE nspname = 'candor_restore'")).toEqual([]);
  });

  test("ends no session that goes on, and brings none back that was ended", async () => {
    const person = {
      email: "a@example.com",
      name: "Ada",
      passwordHash: "",
      role: "owner",
      createdAt: new Date(),
    } as const;
    await database().person.create({ data: { id: "ada", ...person } });
    await database().person.create({ data: { id: "eve", ...person, email: "e@example.com" } });
    await takeBackup(here(), file, []);
    await database().person.update({ where: { id: "eve" }, data: { sessionEpoch: 4 } });
    await restore(here(), { replace: true });
    const people = await database().person.findMany({ orderBy: { id: "asc" } });
    expect(people.map(({ id, sessionEpoch }) => [id, sessionEpoch])).toEqual([
      ["ada", 0],
      ["eve", 4],
    ]);
  });
});

describe("a restore that fails leaves everything as it was", () => {
  test("when a row of the backup does not fit", async () => {
    const source = await spareDatabase();
    await takeBackup(here(), file, []);
    await restore(source);
    await rowsOf(source, "ALTER TABLE incident_update DROP CONSTRAINT incident_update_incident_id_fkey");
    await rowsOf(source, "UPDATE incident_update SET incident_id = 'nobody'");
    await takeBackup(source, file, []);
    const before = await contentsOf(here());
    await expect(restore(here(), { replace: true })).rejects.toThrow(/is damaged \(.*violates foreign key constraint/);
    expect(await contentsOf(here())).toEqual(before);
    expect(await rowsOf(here(), "SELECT nspname FROM pg_namespace WHERE nspname = 'candor_restore'")).toEqual([]);
    expect(readdirSync(folder)).toEqual(["candor.backup"]);
  });

  test("when what is there can't be kept", async () => {
    await takeBackup(here(), file, []);
    const before = await contentsOf(here());
    const keepIn = join(file, "nowhere");
    await expect(restore(here(), { replace: true, keepIn })).rejects.toThrow(/There is no folder for/);
    expect(await contentsOf(here())).toEqual(before);
    expect(await rowsOf(here(), "SELECT nspname FROM pg_namespace WHERE nspname = 'candor_restore'")).toEqual([]);
  });

  test("when the user of the database may make no schema, which it says", async () => {
    await takeBackup(here(), file, []);
    const there = await spareDatabase();
    const role = `keeper_${crypto.randomUUID().slice(0, 8)}`;
    await rowsOf(there, `CREATE ROLE ${role} LOGIN`);
    const url = new URL(there);
    url.username = role;
    await expect(restore(url.href)).rejects.toThrow(/permission denied for database.*GRANT CREATE ON DATABASE/);
    await rowsOf(there, `DROP ROLE ${role}`);
  });
});
