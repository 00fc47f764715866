import { describe, expect, test } from "vitest";
import { isOpen } from "@/domain/incident";
import { changeIncident, editUpdate, postUpdate, withdrawIncident } from "@/server/incidents";
import { eventsOf, incidentForEditor, listIncidents } from "@/server/reads";
import { addComponent, fieldsOf, incident, minute, open, owner, refusalOf, shown, start, testScene } from "./scene";

testScene();

async function firstUpdate(id: string): Promise<string> {
  return (await incident(id)).updates[0]?.id ?? "";
}

describe("editing an update", () => {
  test("keeps what it said before, within five minutes and later", async () => {
    const id = await open({ body: "Frist", effect: "Slow" });
    const updateId = await firstUpdate(id);
    await editUpdate(owner, { updateId, body: "First" }, start + minute);
    await editUpdate(
      owner,
      { updateId, body: "First and better", effect: "Down", scope: "everyone" },
      start + 60 * minute,
    );
    const [update] = (await incident(id)).updates;
    expect(update).toMatchObject({ body: "First and better", effect: "Down", scope: "everyone" });
    expect([...(update?.edits ?? [])].sort((a, b) => a.at - b.at)).toEqual([
      { at: start + minute, bodyBefore: "Frist", effectBefore: "Slow", scopeBefore: null },
      { at: start + 60 * minute, bodyBefore: "First", effectBefore: "Slow", scopeBefore: null },
    ]);
  });

  test("that changes nothing leaves no edit, and an empty text changes nothing", async () => {
    const id = await open({ body: "Same" });
    const updateId = await firstUpdate(id);
    await editUpdate(owner, { updateId, body: "Same" }, start + minute);
    expect(await fieldsOf(editUpdate(owner, { updateId, body: " " }, start + minute))).toHaveProperty("body");
    expect((await incident(id)).updates).toMatchObject([{ body: "Same", edits: [] }]);
  });

  test("is seen by others who write at the same time", async () => {
    const id = await open();
    const version = (await incidentForEditor(id))?.version ?? null;
    await editUpdate(owner, { updateId: await firstUpdate(id), body: "Other words" }, start + minute);
    const post = postUpdate(
      owner,
      { incidentId: id, seen: version, status: "identified", body: "More" },
      start + minute,
    );
    expect(await refusalOf(post)).toBe("conflict");
  });

  test("of an unknown one is not found", async () => {
    expect(await refusalOf(editUpdate(owner, { updateId: "nowherenowhe", body: "x" }))).toBe("not_found");
  });
});

describe("changing an incident", () => {
  test("stores name, impact and detail, with an event that has both sides", async () => {
    const id = await open({ name: "Erors" });
    await changeIncident(owner, { incidentId: id, name: "Errors", impactOverride: "none", limitedDetail: true }, start);
    expect(await incident(id)).toMatchObject({ name: "Errors", impactOverride: "none", limitedDetail: true });
    expect((await eventsOf("incident", id)).at(-1)).toMatchObject({
      before: { name: "Erors", impactOverride: null, limitedDetail: false },
      after: { name: "Errors", impactOverride: "none", limitedDetail: true },
    });
  });
});

describe("the public record of a change", () => {
  const change = (incidentId: string, given: object, at: number) =>
    changeIncident(
      owner,
      { incidentId, name: "Errors", impactOverride: null, limitedDetail: false, ...given },
      start + at * minute,
    );

  test("tells the name and the impact before and after, each only where it changed", async () => {
    const id = await open({ name: "Errors" });
    await change(id, { name: "Errors at sign-in" }, 1);
    await change(id, { name: "Errors at sign-in", impactOverride: "major" }, 2);
    await change(id, {}, 3);
    const changes = (await incident(id)).changes.sort((a, b) => a.at - b.at);
    expect(changes.map(({ at, name, impactOverride }) => ({ at, name, impactOverride }))).toEqual([
      { at: start + minute, name: { from: "Errors", to: "Errors at sign-in" }, impactOverride: null },
      { at: start + 2 * minute, name: null, impactOverride: { from: null, to: "major" } },
      {
        at: start + 3 * minute,
        name: { from: "Errors at sign-in", to: "Errors" },
        impactOverride: { from: "major", to: null },
      },
    ]);
  });

  test("has no line where neither name nor impact changed", async () => {
    const id = await open({ name: "Errors" });
    await change(id, { limitedDetail: true }, 1);
    expect((await incident(id)).changes).toEqual([]);
  });
});

describe("withdrawing an incident", () => {
  test("takes it out of what components show, keeps the reason, and ends its writing", async () => {
    const web = await addComponent();
    const id = await open({ components: [{ componentId: web, status: "major_outage" }] });
    await withdrawIncident(owner, { incidentId: id, reason: "Our own check was wrong." }, start + minute);
    const told = await incident(id);
    expect(told.withdrawn).toEqual({ at: start + minute, reason: "Our own check was wrong." });
    expect(isOpen(told, start + minute)).toBe(false);
    expect(await shown(web, start + minute)).toBe("operational");
    const post = postUpdate(owner, { incidentId: id, seen: null, status: "identified", body: "More" }, start + minute);
    expect((await fieldsOf(post)).status).toMatch(/was withdrawn/);
    const edit = editUpdate(owner, { updateId: await firstUpdate(id), body: "Other" }, start + minute);
    expect(await fieldsOf(edit)).toHaveProperty("incidentId");
    expect(await fieldsOf(withdrawIncident(owner, { incidentId: id, reason: "Again" }))).toHaveProperty("incidentId");
  });

  test("wants a reason, and an incident", async () => {
    const id = await open();
    expect(await fieldsOf(withdrawIncident(owner, { incidentId: id, reason: "" }))).toHaveProperty("reason");
    expect(await refusalOf(withdrawIncident(owner, { incidentId: "nowhere", reason: "x" }))).toBe("not_found");
  });
});

describe("lists", () => {
  test("incidents come newest first, a page at a time", async () => {
    const ids: string[] = [];
    for (const index of [0, 1, 2]) ids.push(await open({ name: `Incident ${index}` }, start + index * minute));
    const first = await listIncidents({ page: 1, pageSize: 2 });
    expect(first.total).toBe(3);
    expect(first.incidents.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect((await listIncidents({ page: 2, pageSize: 2 })).incidents.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await listIncidents({ page: 1e12, pageSize: 25 })).incidents).toEqual([]);
  });
});
