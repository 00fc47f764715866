import { describe, expect, test } from "vitest";
import { setComponentStatus } from "@/server/component-status";
import { createComponent } from "@/server/components";
import { database } from "@/server/database";
import { postUpdate } from "@/server/incidents";
import { loadFacts, loadSnapshot } from "@/server/load";
import { publishNotice } from "@/server/notices";
import { addComponent, day, open, owner, shown, start, testScene } from "./scene";

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

  test("is of one moment, whatever is written meanwhile", async () => {
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 30 }, (_, index) => createComponent(owner, { name: `${index}` })),
    ).finally(() => {
      writing = false;
    });
    const seen: [number, number][] = [];
    while (writing) {
      const read = await loadSnapshot();
      if (read) seen.push([read.revision, read.facts.components.length]);
    }
    await writers;
    expect(seen.length).toBeGreaterThan(1);
    for (const [revision, components] of seen) expect(components).toBe(revision);
  });

  test("is nothing while the database has no page", async () => {
    await database().page.deleteMany();
    expect(await loadSnapshot()).toBeNull();
  });
});
