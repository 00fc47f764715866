import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { staleAfterMs } from "@/domain/valid-until";
import { database } from "@/server/database";
import { changeIncident, postUpdate } from "@/server/incidents";
import { mostLookUps, mostWaitingLookUps } from "@/server/lookups";
import { changePage } from "@/server/page";
import { findPublicIncident } from "@/server/records";
import { settings } from "@/server/settings";
import {
  currentFacts,
  currentPage,
  currentRevision,
  refreshSnapshot,
  startSnapshot,
  stopSnapshot,
} from "@/server/snapshot";
import { snapshotFile } from "@/server/snapshot-file";
import { databaseComes, databaseGoes } from "../support/database-away";
import { addComponent, day, minute, open, owner, start, testScene } from "./scene";

testScene();

const file = () => snapshotFile(settings().dataDir);
/** As if the process had just begun: nothing is in memory. */
async function newProcess() {
  await stopSnapshot();
  (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for("candor")]?.delete("snapshot");
}

const setUp = { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };

beforeEach(async () => {
  await changePage(owner, setUp, start - 2 * day);
  await addComponent("Mail");
});

afterEach(async () => {
  await databaseComes();
  await newProcess();
  await rm(file(), { force: true });
});

describe("the page in memory", () => {
  test("is unknown before any facts were read", () => {
    expect(currentPage()).toMatchObject({ mode: "unknown", unknownBecause: "no_facts", name: "Status" });
    expect(currentFacts()).toBeNull();
  });

  test("shows a post as soon as the command has returned", async () => {
    await startSnapshot();
    const web = await addComponent();
    expect(currentPage().mode).toBe("operational");
    const id = await open({ components: [{ componentId: web, status: "major_outage" }] }, undefined);
    expect(currentPage()).toMatchObject({ mode: "outage", label: "outage", openIncidents: [{ id }] });
    await postUpdate(owner, { incidentId: id, seen: null, status: "resolved", body: "Over." });
    expect(currentPage().mode).toBe("operational");
  });

  test("is derived once a second, and anew after a post", async () => {
    await startSnapshot();
    const now = start + 500;
    const page = currentPage(now);
    expect(currentPage(now + 100)).toBe(page);
    expect(currentPage(now + 600)).not.toBe(page);
    await addComponent();
    expect(currentPage(now)).not.toBe(page);
  });

  test("follows what another process writes", async () => {
    await startSnapshot();
    await database().$executeRaw`UPDATE page SET name = 'Forecast', revision = revision + 1`;
    await vi.waitFor(() => expect(currentPage().name).toBe("Forecast"), { timeout: 5_000 });
  });

  test("follows a restored backup, though its revision is lower, and a database that is another one", async () => {
    await startSnapshot();
    await database().$executeRaw`UPDATE page SET name = 'Restored', revision = 0`;
    await refreshSnapshot();
    expect(currentPage().name).toBe("Restored");
    await database().$executeRaw`UPDATE page SET name = 'Other', database_id = 'another'`;
    await refreshSnapshot();
    expect(currentPage().name).toBe("Other");
    expect(currentRevision()).toEqual({ databaseId: "another", revision: 0 });
  });

  test("goes by the database's clock", async () => {
    await startSnapshot();
    const [row] = await database().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    expect(Math.abs(currentPage().at - (row?.now.getTime() ?? 0))).toBeLessThan(1_500);
  });

  test("a reload that fails doesn't fail the write", async () => {
    await startSnapshot();
    await database().$executeRaw`ALTER TABLE notice RENAME TO notice_away`;
    try {
      await changePage(owner, { ...setUp, name: "Written" });
      expect(currentPage().name).toBe("Harvest");
    } finally {
      await database().$executeRaw`ALTER TABLE notice_away RENAME TO notice`;
    }
    await refreshSnapshot();
    expect(currentPage().name).toBe("Written");
  });
});

describe("without the database", () => {
  test("the page goes on from memory, is stale after ten minutes, and recovers", async () => {
    await startSnapshot();
    await databaseGoes();
    await refreshSnapshot();
    const known = currentFacts()?.knownAt ?? 0;
    expect(currentPage(known + staleAfterMs)).toMatchObject({ mode: "operational", staleSince: null });
    expect(currentPage(known + staleAfterMs + 1)).toMatchObject({ mode: "operational", staleSince: known });
    await databaseComes();
    await refreshSnapshot();
    expect(currentFacts()?.knownAt).toBeGreaterThan(known);
  });

  test("a process that begins then reads what the last one kept", async () => {
    await startSnapshot();
    const id = await open();
    const before = currentPage(start + minute);
    await newProcess();
    await databaseGoes();
    await startSnapshot();
    expect(currentPage(start + minute)).toEqual(before);
    expect((await findPublicIncident(id, start + minute))?.name).toBe("Errors");
    await databaseComes();
    await addComponent("Later");
    expect(currentFacts()?.facts.components).toMatchObject([{ name: "Mail" }, { name: "Later" }]);
  });

  test("and without a file the page is unknown, never operational", async () => {
    await databaseGoes();
    await startSnapshot();
    expect(currentPage()).toMatchObject({ mode: "unknown", indicator: null, unknownBecause: "no_facts" });
  });

  test("a torn or foreign file is as good as none", async () => {
    await startSnapshot();
    await stopSnapshot();
    const whole = await readFile(file(), "utf8");
    await databaseGoes();
    for (const damage of [
      () => truncate(file(), 200),
      () => writeFile(file(), "{}"),
      () => writeFile(file(), whole.replace(/"format":\d+/, '"format":99')),
    ]) {
      await newProcess();
      await damage();
      await startSnapshot();
      expect(currentPage().unknownBecause).toBe("no_facts");
    }
  });

  test("an incident that isn't in memory is not said to be missing", async () => {
    await startSnapshot();
    await databaseGoes();
    await expect(findPublicIncident("abcabcabcabc")).rejects.toThrow();
  });
});

describe("one incident", () => {
  test("is found in memory, or in the database when it is long over; what isn't there is null", async () => {
    await startSnapshot();
    const recent = await open();
    const old = await open({ name: "Long over" }, start - 200 * day);
    await postUpdate(owner, { incidentId: old, seen: null, status: "resolved", body: "Over." }, start - 199 * day);
    expect(currentFacts()?.facts.incidents.map(({ id }) => id)).toEqual([recent]);
    expect((await findPublicIncident(recent))?.name).toBe("Errors");
    expect(await findPublicIncident(old)).toMatchObject({ name: "Long over", status: "resolved" });
    expect(await findPublicIncident("abcabcabcabc")).toBeNull();
    expect(await findPublicIncident("../../etc/passwd\0")).toBeNull();
  });

  test("from the database is asked for anew when something was written", async () => {
    await startSnapshot();
    const old = await open({ name: "Long over" }, start - 200 * day);
    await postUpdate(owner, { incidentId: old, seen: null, status: "resolved", body: "Over." }, start - 199 * day);
    expect((await findPublicIncident(old))?.name).toBe("Long over");
    const change = { incidentId: old, impactOverride: null, limitedDetail: false };
    await changeIncident(owner, { ...change, name: "Over for long" }, start - 198 * day);
    expect((await findPublicIncident(old))?.name).toBe("Over for long");
  });

  test("that is long over is asked for once, a few at a time, and the others wait for their turn", async () => {
    await startSnapshot();
    const old = await open({ name: "Long over" }, start - 200 * day);
    await postUpdate(owner, { incidentId: old, seen: null, status: "resolved", body: "Over." }, start - 199 * day);
    expect(await findPublicIncident("abcabcabcabc")).toBeNull();
    const readers = await Promise.all(Array.from({ length: 3 * mostLookUps }, () => findPublicIncident(old)));
    expect(new Set(readers.map((incident) => incident?.name))).toEqual(new Set(["Long over"]));
    const most = mostLookUps + mostWaitingLookUps;
    const strangers = Array.from({ length: most + 20 }, (_, index) => findPublicIncident(`stranger${index}`));
    const answers = (await Promise.allSettled(strangers)).map(({ status }) => status);
    expect(answers.filter((status) => status === "fulfilled")).toHaveLength(most);
    await databaseGoes();
    expect((await findPublicIncident(old))?.name).toBe("Long over");
    expect(await findPublicIncident("abcabcabcabc")).toBeNull();
  });
});
