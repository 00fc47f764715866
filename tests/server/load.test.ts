import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { setComponentStatus } from "@/server/component-status";
import { database } from "@/server/database";
import { postUpdate } from "@/server/incidents";
import { loadFacts, loadSnapshot } from "@/server/load";
import { completeMaintenance, turnIntoIncident } from "@/server/maintenance-course";
import { publishNotice } from "@/server/notices";
import { settings } from "@/server/settings";
import { addComponent, day, hour, open, owner, shown, start, testScene } from "./scene";
import { announced, down } from "./work";

testScene();

const long = start - 200 * day;
const resolve = (incidentId: string, now: number) =>
  postUpdate(owner, { incidentId, seen: null, status: "resolved", body: "Over." }, now);

describe("what is loaded", () => {
  test("has open incidents however old, and the others of the last 90 days", async () => {
    const stillOpen = await open({ name: "Old and open" }, long);
    const old = await open({ name: "Old and over" }, long);
    await resolve(old, long + day);
    const recent = await open({ name: "Over since yesterday" }, long);
    await resolve(recent, start - day);
    const names = (await loadFacts()).incidents.map(({ id }) => id);
    expect(names.sort()).toEqual([stillOpen, recent].sort());
  });

  test("has an old incident that was told of only now", async () => {
    await open({ happenedAt: long }, start);
    expect((await loadFacts()).incidents).toHaveLength(1);
  });

  test("knows a component's state though it was set long ago, and not what came before that", async () => {
    const web = await addComponent("Web", long);
    await setComponentStatus(owner, { componentId: web, status: "major_outage" }, long + day);
    await setComponentStatus(owner, { componentId: web, status: "degraded_performance" }, long + 2 * day);
    expect((await loadFacts()).baseChanges).toHaveLength(1);
    expect(await shown(web, start)).toBe("degraded_performance");
    await setComponentStatus(owner, { componentId: web, status: "operational" }, start);
    expect((await loadFacts()).baseChanges).toHaveLength(2);
  });

  test("has the notices that still hold, and not those that ended long ago", async () => {
    await publishNotice(owner, { title: "Holds", body: "x" }, long);
    await publishNotice(owner, { title: "Ended", body: "x", untilAt: long + day }, long);
    expect((await loadFacts()).notices.map(({ title }) => title)).toEqual(["Holds"]);
  });

  test("has work of the last 90 days and to come, and older work that an open incident came from", async () => {
    const web = await addComponent("Web", long - 3 * day);
    const work = (name: string, at: number) =>
      announced({ ...down(web), name, startAt: at, endAt: at + hour }, at - 2 * day);
    const old = await work("Over", long);
    await completeMaintenance(owner, { maintenanceId: old.id }, long + hour);
    const turned = await work("Turned", long + day);
    const told = { name: "Errors", body: "It failed.", components: [] };
    const incident = await turnIntoIncident(owner, { maintenanceId: turned.id, ...told }, long + day);
    const coming = await work("To come", start + 5 * day);
    const ids = async () => (await loadFacts()).maintenances.map(({ id }) => id).sort();
    expect(await ids()).toEqual([turned.id, coming.id].sort());
    await resolve(incident.id, long + 2 * day);
    expect(await ids()).toEqual([coming.id]);
  });

  test("is the same after an earlier reading as without one, whatever was told since and however far back", async () => {
    const stays = await open({ name: "Open before and still" }, long);
    const ends = await open({ name: "Open before, over long ago" }, long);
    const before = await loadSnapshot();
    await resolve(ends, long + day);
    const opened = await open({ name: "Opened since, told of long ago" }, long);
    const again = await open({ name: "Over before" }, long);
    await resolve(again, long + day);
    const between = await loadSnapshot(before);
    await postUpdate(
      owner,
      { incidentId: again, seen: null, status: "investigating", body: "Again.", reopen: true },
      long + 2 * day,
    );
    const [inFull, ...others] = [await loadSnapshot(), await loadSnapshot(before), await loadSnapshot(between)];
    const ids = (loaded: typeof before) => loaded?.facts.incidents.map(({ id }) => id).sort();
    expect(ids(inFull)).toEqual([stays, opened, again].sort());
    expect(others.map(ids)).toEqual([ids(inFull), ids(inFull)]);
  });

  test("is read in full where the database was put back or is another", async () => {
    const before = await loadSnapshot();
    const incident = await open({ name: "Nobody tells of it any more" }, long);
    await database().$executeRaw`DELETE FROM event`;
    if (!before) throw new Error("There is no page");
    const ids = async (told: typeof before) => (await loadSnapshot(told))?.facts.incidents.map(({ id }) => id);
    expect(await ids(before)).toEqual([]);
    expect(await ids({ ...before, revision: before.revision + 100 })).toEqual([incident]);
    expect(await ids({ ...before, databaseId: "another" })).toEqual([incident]);
  });

  test("is of one moment, though somebody writes while it is read", async () => {
    const other = new pg.Client({ connectionString: settings().databaseUrl });
    await other.connect();
    try {
      await other.query("BEGIN; LOCK TABLE component_group IN ACCESS EXCLUSIVE MODE");
      const reading = loadSnapshot();
      const waiting = () =>
        other.query("SELECT 1 FROM pg_locks WHERE relation = 'component_group'::regclass AND NOT granted");
      await vi.waitFor(async () => expect((await waiting()).rowCount).toBe(1));
      await other.query("UPDATE page SET revision = 1");
      await other.query(
        "INSERT INTO component (id, slug, name, position, start_at) VALUES ('web', 'web', 'Web', 0, now())",
      );
      await other.query("COMMIT");
      expect(await reading).toMatchObject({ revision: 0, facts: { components: [] } });
    } finally {
      await other.end();
    }
    expect(await loadSnapshot()).toMatchObject({ revision: 1, facts: { components: [{ name: "Web" }] } });
  });

  test("is nothing while the database has no page", async () => {
    await database().page.deleteMany();
    expect(await loadSnapshot()).toBeNull();
  });
});
