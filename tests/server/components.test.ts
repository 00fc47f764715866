import { describe, expect, test } from "vitest";
import { promiseOf } from "@/domain/promise";
import { setComponentStatus } from "@/server/component-status";
import { archiveComponent, createComponent, editComponent, moveComponent, restoreComponent } from "@/server/components";
import { createGroup, deleteGroup, editGroup, moveGroup } from "@/server/groups";
import { postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { scheduleMaintenance } from "@/server/maintenance";
import {
  addComponent,
  day,
  fieldsOf,
  hour,
  incident,
  minute,
  open,
  owner,
  refusalOf,
  shown,
  start,
  testScene,
} from "./scene";

testScene();

const names = async () => (await loadFacts()).components.map(({ name }) => name);
const component = async (id: string) => (await loadFacts()).components.find((each) => each.id === id);

describe("components", () => {
  test("are there from the moment they are made, after the others", async () => {
    const { id } = await createComponent(owner, { name: " Web  app ", description: "What you click in" }, start);
    await addComponent("API");
    expect(await component(id)).toMatchObject({ name: "Web app", description: "What you click in", startAt: start });
    expect(await names()).toEqual(["Web app", "API"]);
  });

  test("keep what an edit doesn't name, and lose what it empties", async () => {
    const group = await createGroup(owner, { name: "Europe" });
    const { id } = await createComponent(owner, { name: "Web", description: "App", groupId: group.id });
    await editComponent(owner, { componentId: id, name: "Site" });
    expect(await component(id)).toMatchObject({ name: "Site", description: "App", groupId: group.id });
    await editComponent(owner, { componentId: id, name: "Site", description: "", groupId: null });
    expect(await component(id)).toMatchObject({ description: null, groupId: null });
  });

  test("move by one place, and stay at the end of the list", async () => {
    const [, , third] = [await addComponent("A"), await addComponent("B"), await addComponent("C")];
    await moveComponent(owner, { componentId: third, direction: "up" });
    expect(await names()).toEqual(["A", "C", "B"]);
    await moveComponent(owner, { componentId: third, direction: "up" });
    await moveComponent(owner, { componentId: third, direction: "up" });
    expect(await names()).toEqual(["C", "A", "B"]);
  });

  test("refuse wrong input and unknown ids with a sentence or not_found", async () => {
    const componentId = "nowherenowhe";
    expect((await fieldsOf(createComponent(owner, { name: "" }))).name).toMatch(/Write a name/);
    expect((await fieldsOf(createComponent(owner, { name: "x".repeat(256) }))).name).toMatch(/shorten it to 255/);
    expect(await fieldsOf(createComponent(owner, { name: "x", description: "x".repeat(501) }))).toHaveProperty(
      "description",
    );
    expect(await refusalOf(createComponent(owner, { name: "x", groupId: "nowhere" }))).toBe("not_found");
    expect(await refusalOf(editComponent(owner, { componentId, name: "x" }))).toBe("not_found");
    expect(await refusalOf(moveComponent(owner, { componentId, direction: "up" }))).toBe("not_found");
    expect(await refusalOf(archiveComponent(owner, { componentId }))).toBe("not_found");
    expect(await refusalOf(restoreComponent(owner, { componentId }))).toBe("not_found");
    expect(await refusalOf(setComponentStatus(owner, { componentId, status: "operational" }))).toBe("not_found");
  });
});

describe("housekeeping can't turn the page green", () => {
  const attempts = async () => {
    const { id: groupId } = await createGroup(owner, { name: "Europe" }, start - day);
    const { id: other } = await createGroup(owner, { name: "America" }, start - day);
    const { id } = await createComponent(owner, { name: "Web", groupId }, start - day);
    const refusals = async (at: number) => [
      (await fieldsOf(archiveComponent(owner, { componentId: id }, at))).componentId,
      (await fieldsOf(editComponent(owner, { componentId: id, name: "Web", groupId: other }, at))).componentId,
      (await fieldsOf(deleteGroup(owner, { groupId }, at))).componentId,
    ];
    return { id, groupId, refusals };
  };

  test("while a component is not operational", async () => {
    const { id, refusals } = await attempts();
    await setComponentStatus(owner, { componentId: id, status: "degraded_performance" }, start);
    for (const sentence of await refusals(start + minute)) expect(sentence).toMatch(/Web is not operational/);
  });

  test("while it is in an open incident, though it works again", async () => {
    const { id, refusals } = await attempts();
    await open({ components: [{ componentId: id, status: "operational" }] });
    for (const sentence of await refusals(start + minute))
      expect(sentence).toMatch(/part of the open incident “Errors”/);
  });

  test("while it is in a running window", async () => {
    const { id, refusals } = await attempts();
    const plan = { name: "Move", message: "We move.", startAt: start, endAt: start + hour };
    await scheduleMaintenance(owner, { ...plan, components: [{ componentId: id, effect: "none" }] }, start - 2 * hour);
    for (const sentence of await refusals(start + minute))
      expect(sentence).toMatch(/part of the running maintenance “Move”/);
  });

  test("but a new name is always taken, and all of it once the incident is resolved", async () => {
    const { id, groupId } = await attempts();
    const incidentId = await open({ components: [{ componentId: id, status: "major_outage" }] });
    await editComponent(owner, { componentId: id, name: "Web app" }, start + minute);
    await postUpdate(owner, { incidentId, seen: null, status: "resolved", body: "Over." }, start + 2 * minute);
    await deleteGroup(owner, { groupId }, start + 3 * minute);
    expect(await component(id)).toMatchObject({ name: "Web app", groupId: null });
    await archiveComponent(owner, { componentId: id }, start + 3 * minute);
    expect(await component(id)).toMatchObject({ archivedAt: start + 3 * minute });
    await restoreComponent(owner, { componentId: id }, start + 4 * minute);
    expect(await component(id)).toMatchObject({ archivedAt: null });
  });
});

describe("a component's state set outside incidents", () => {
  test("is what is read back, and open incidents get a line that says so", async () => {
    const web = await addComponent("Web");
    const nextUpdateBy = start + hour;
    const id = await open({ components: [{ componentId: web, status: "major_outage" }], nextUpdateBy, effect: "Down" });
    await setComponentStatus(owner, { componentId: web, status: "operational" }, start + minute);
    expect(await shown(web, start + minute)).toBe("operational");
    const told = await incident(id);
    expect(told.updates.find(({ postedAt }) => postedAt === start + minute)).toMatchObject({
      status: "investigating",
      body: "Web is working again.",
      components: [{ componentId: web, status: "operational" }],
    });
    expect(promiseOf(told, start + 2 * minute)?.by).toBe(nextUpdateBy);
    await setComponentStatus(owner, { componentId: web, status: "under_maintenance" }, start + 2 * minute);
    expect(await shown(web, start + 2 * minute)).toBe("under_maintenance");
  });

  test("leaves incidents alone that say the same or nothing of it", async () => {
    const [web, api] = [await addComponent("Web"), await addComponent("API")];
    const one = await open({ components: [{ componentId: web, status: "partial_outage" }] });
    const two = await open({ components: [{ componentId: api, status: "major_outage" }] });
    await setComponentStatus(owner, { componentId: web, status: "partial_outage" }, start + minute);
    expect((await incident(one)).updates).toHaveLength(1);
    expect((await incident(two)).updates).toHaveLength(1);
  });

  test("can't bring back what was taken offline on purpose", async () => {
    const web = await addComponent("Web");
    const incidentId = await open();
    const takeOffline = { componentIds: [web], reason: "to look" };
    await postUpdate(owner, { incidentId, seen: null, status: "identified", body: "Off.", takeOffline }, start);
    const fields = await fieldsOf(
      setComponentStatus(owner, { componentId: web, status: "operational" }, start + minute),
    );
    expect(fields.componentId).toMatch(/Bring it back online there/);
  });
});

describe("groups", () => {
  test("are made, renamed, moved and deleted, and their components stay", async () => {
    const [one, two] = [await createGroup(owner, { name: "One" }), await createGroup(owner, { name: "Two" })];
    const { id } = await createComponent(owner, { name: "Web", groupId: two.id });
    await editGroup(owner, { groupId: one.id, name: "First" });
    await moveGroup(owner, { groupId: two.id, direction: "up" });
    expect((await loadFacts()).groups.map(({ name }) => name)).toEqual(["Two", "First"]);
    await deleteGroup(owner, { groupId: two.id });
    expect(await component(id)).toMatchObject({ groupId: null });
  });

  test("that are unknown are not found", async () => {
    const groupId = "nowherenowhe";
    expect(await refusalOf(editGroup(owner, { groupId, name: "x" }))).toBe("not_found");
    expect(await refusalOf(moveGroup(owner, { groupId, direction: "up" }))).toBe("not_found");
    expect(await refusalOf(deleteGroup(owner, { groupId }))).toBe("not_found");
  });
});
