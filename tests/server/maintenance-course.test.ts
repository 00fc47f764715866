import { describe, expect, test } from "vitest";
import { setComponentStatus } from "@/server/component-status";
import { database } from "@/server/database";
import { cancelMaintenance } from "@/server/maintenance";
import {
  beginMaintenance,
  completeMaintenance,
  postMaintenanceUpdate,
  turnIntoIncident,
} from "@/server/maintenance-course";
import { windowForEditor } from "@/server/reads";
import { windowTick } from "@/server/window-clock";
import {
  addComponent,
  day,
  fieldsOf,
  hour,
  incident,
  minute,
  owner,
  refusalOf,
  shown,
  start,
  testScene,
} from "./scene";
import { announced, down, eventTypes, pageAt, plan, told, toldOfIncident, windowWith } from "./work";

testScene();

describe("beginning by hand", () => {
  test("before the plan is told as work that was not announced, until the announced start", async () => {
    const { id, web } = await announced();
    await beginMaintenance(owner, { maintenanceId: id }, start - 20 * minute);
    expect(await shown(web, start - 10 * minute)).toBe("major_outage");
    expect(await pageAt(start - 10 * minute)).toMatchObject({ mode: "outage" });
    expect(await shown(web, start + minute)).toBe("under_maintenance");
    expect((await told(id, start)).record).toContainEqual(expect.objectContaining({ kind: "started", byHand: true }));
  });

  test("and ending before the plan as well leaves nothing to run at the planned time", async () => {
    const { id, web } = await announced();
    await beginMaintenance(owner, { maintenanceId: id }, start - 40 * minute);
    await completeMaintenance(owner, { maintenanceId: id }, start - 20 * minute);
    expect(await told(id, start + minute)).toMatchObject({
      actualStart: start - 40 * minute,
      actualEnd: start - 20 * minute,
      runningLate: false,
    });
    expect(await pageAt(start + minute)).toMatchObject({
      mode: "operational",
      runningWindows: [],
      upcomingWindows: [],
    });
    expect(await shown(web, start + 2 * hour)).toBe("operational");
    await windowTick(start + 2 * day);
    expect(await database().incident.count()).toBe(0);
  });

  test("what runs already, by hand or by the plan, is refused", async () => {
    const { id } = await announced();
    const begin = (at: number) => beginMaintenance(owner, { maintenanceId: id }, at);
    await begin(start - 20 * minute);
    expect((await fieldsOf(begin(start - 10 * minute))).maintenanceId).toMatch(/has begun already/);
    const other = await announced({ name: "Network" });
    const late = beginMaintenance(owner, { maintenanceId: other.id }, start + minute);
    expect((await fieldsOf(late)).maintenanceId).toMatch(/has begun already/);
  });

  test("what was cancelled is refused", async () => {
    const { id } = await announced();
    await cancelMaintenance(owner, { maintenanceId: id, reason: "Not today." }, start - day);
    expect((await fieldsOf(beginMaintenance(owner, { maintenanceId: id }, start))).maintenanceId).toMatch(/cancelled/);
  });
});

describe("saying that everything is back", () => {
  test("ends the work early, and the components are operational", async () => {
    const { id, web } = await announced();
    await completeMaintenance(owner, { maintenanceId: id, body: "All moved." }, start + 20 * minute);
    expect(await windowWith(id)).toMatchObject({ actualEnd: start + 20 * minute, endedAutomatically: false });
    expect(await told(id, start + hour)).toMatchObject({ status: "completed", actualEnd: start + 20 * minute });
    expect((await told(id, start + hour)).updates).toMatchObject([{ status: "completed", body: "All moved." }]);
    expect(await shown(web, start + 21 * minute)).toBe("operational");
  });

  test("ends work that is running late", async () => {
    const { id } = await announced();
    await completeMaintenance(owner, { maintenanceId: id }, start + 80 * minute);
    expect(await told(id, start + 2 * hour)).toMatchObject({ status: "completed", runningLate: false });
    expect(await pageAt(start + 2 * hour)).toMatchObject({ mode: "operational" });
  });

  test("of what never began, or is over, is refused", async () => {
    const { id } = await announced();
    const complete = (at: number) => completeMaintenance(owner, { maintenanceId: id }, at);
    expect((await fieldsOf(complete(start - minute))).maintenanceId).toMatch(/has not begun.*Cancel it/);
    await complete(start + 20 * minute);
    expect((await fieldsOf(complete(start + 30 * minute))).maintenanceId).toMatch(/is over/);
    expect(await refusalOf(completeMaintenance(owner, { maintenanceId: "nowhere" }))).toBe("not_found");
  });

  test("while a component in it is unwell is taken, and the page says ended, not completed", async () => {
    const { id, web } = await announced();
    await setComponentStatus(owner, { componentId: web, status: "partial_outage" }, start + 10 * minute);
    await completeMaintenance(owner, { maintenanceId: id }, start + 20 * minute);
    expect(await told(id, start + 30 * minute)).toMatchObject({ status: "ended" });
    expect(await pageAt(start + 30 * minute)).toMatchObject({ mode: "outage" });
  });

  test("keeps a last word that was typed on any machine, and an empty one is none", async () => {
    const { id, web } = await announced();
    await completeMaintenance(owner, { maintenanceId: id, body: "All\r\nmoved\0." }, start + 20 * minute);
    expect((await told(id, start + hour)).updates).toMatchObject([{ body: "All\nmoved." }]);
    const other = await announced({ ...down(web), name: "Network" });
    await completeMaintenance(owner, { maintenanceId: other.id, body: "  " }, start + 20 * minute);
    expect((await told(other.id, start + hour)).updates).toEqual([]);
  });

  test("twice in the same second is taken once, and refused once", async () => {
    const { id } = await announced();
    const both = [0, 1].map(() => completeMaintenance(owner, { maintenanceId: id }, start + 20 * minute));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await eventTypes()).filter((type) => type === "maintenance.completed")).toHaveLength(1);
  });
});

describe("updates on work", () => {
  test("are kept with who posted them, and the status that they give", async () => {
    const { id } = await announced();
    const post = (over: object, at: number) =>
      postMaintenanceUpdate(owner, { maintenanceId: id, body: "x", ...over }, at);
    await post({ body: "All is ready." }, start - hour);
    await post({ body: "Half done." }, start + 10 * minute);
    await post({ body: "Checking.", status: "verifying" }, start + 20 * minute);
    await post({ body: "Still checking." }, start + 30 * minute);
    const { updates, status } = await told(id, start + 31 * minute);
    expect(status).toBe("verifying");
    expect(updates.map((each) => each.status)).toEqual(["verifying", "verifying", "in_progress", "scheduled"]);
    const { authorId } = await database().maintenanceUpdate.findFirstOrThrow({ where: { body: "Half done." } });
    expect(authorId).toBe(owner.id);
  });

  test("show staff the name of whoever posted them", async () => {
    const { id } = await announced();
    const row = { passwordHash: "x", role: "owner" as const, createdAt: new Date(start) };
    await database().person.create({ data: { id: owner.id ?? "", email: "ada@example.com", name: "Ada", ...row } });
    const update = await postMaintenanceUpdate(owner, { maintenanceId: id, body: "Half." }, start + minute);
    expect(await windowForEditor(id)).toMatchObject({ version: 2, window: { id }, authors: { [update.id]: "Ada" } });
    expect(await windowForEditor("nowhere")).toBeNull();
  });

  test("may be about a moment that has passed, not one that is still to come", async () => {
    const { id } = await announced();
    const post = (happenedAt: number, status?: "in_progress") =>
      postMaintenanceUpdate(owner, { maintenanceId: id, body: "x", happenedAt, status }, start + 10 * minute);
    await post(start + 5 * minute);
    expect((await fieldsOf(post(start + hour))).happenedAt).toMatch(/still to come/);
    expect((await fieldsOf(post(start - 3 * day))).happenedAt).toMatch(/not announced yet/);
    expect((await fieldsOf(post(start - hour, "in_progress"))).status).toMatch(/had not begun by then/);
  });

  test("never say of work that it runs before it does, nor that it is to come once it runs", async () => {
    const { id } = await announced();
    const post = (status: "scheduled" | "verifying", at: number) =>
      postMaintenanceUpdate(owner, { maintenanceId: id, body: "x", status }, at);
    expect((await fieldsOf(post("verifying", start - minute))).status).toMatch(/not begun/);
    expect((await fieldsOf(post("scheduled", start + minute))).status).toMatch(/had begun/);
    const completed = { maintenanceId: id, body: "x", status: "completed" } as never;
    expect((await fieldsOf(postMaintenanceUpdate(owner, completed, start))).status).toMatch(/everything is back/);
  });

  test("are refused once the work is over, and taken once with the same key", async () => {
    const { id } = await announced();
    const post = { maintenanceId: id, body: "x", key: "form-1" };
    const first = await postMaintenanceUpdate(owner, post, start + minute);
    expect(await postMaintenanceUpdate(owner, post, start + 2 * minute)).toEqual(first);
    await completeMaintenance(owner, { maintenanceId: id }, start + 3 * minute);
    const late = postMaintenanceUpdate(owner, { maintenanceId: id, body: "x" }, start + 4 * minute);
    expect((await fieldsOf(late)).maintenanceId).toMatch(/is over/);
    expect(await refusalOf(postMaintenanceUpdate(owner, { maintenanceId: "nowhere", body: "x" }))).toBe("not_found");
  });
});

describe("turning work into an incident", () => {
  const words = { name: "Move failed", body: "The new machines are not well.", effect: "You can't sign in" };
  const into = (id: string, web: string, at: number, over: object = {}) =>
    turnIntoIncident(
      owner,
      { maintenanceId: id, ...words, components: [{ componentId: web, status: "major_outage" }], ...over },
      at,
    );

  test("keeps what was planned until then, links both, and is an outage from now on", async () => {
    const { id, web } = await announced();
    const { id: incidentId } = await into(id, web, start + 20 * minute, { nextUpdateBy: start + hour });
    expect(await incident(incidentId)).toMatchObject({
      name: "Move failed",
      maintenanceId: id,
      updates: [{ status: "investigating", happenedAt: start + 20 * minute, nextUpdateBy: start + hour }],
    });
    expect(await pageAt(start + 10 * minute)).toMatchObject({ mode: "maintenance" });
    expect(await pageAt(start + 21 * minute)).toMatchObject({ mode: "outage", label: "outage" });
    expect(await told(id, start + 21 * minute)).toMatchObject({
      status: "incident",
      incidentAt: start + 20 * minute,
      incidents: [{ id: incidentId, name: "Move failed" }],
    });
    expect(await toldOfIncident(incidentId, start + hour)).toMatchObject({ window: { id, name: plan.name } });
  });

  test("of work that is late begins at the end that was announced", async () => {
    const { id, web } = await announced();
    const { id: incidentId } = await into(id, web, start + 75 * minute);
    expect((await incident(incidentId)).updates[0]).toMatchObject({ happenedAt: start + hour });
  });

  test("happens once: the work is over for every other command", async () => {
    const { id, web } = await announced();
    await into(id, web, start + 20 * minute);
    const again = [
      () => into(id, web, start + 21 * minute),
      () => completeMaintenance(owner, { maintenanceId: id }, start + 21 * minute),
      () => postMaintenanceUpdate(owner, { maintenanceId: id, body: "x" }, start + 21 * minute),
    ];
    for (const each of again) expect((await fieldsOf(each())).maintenanceId).toMatch(/turned into an incident/);
    expect(await database().incident.count()).toBe(1);
  });

  test("with the same key gives back the same incident", async () => {
    const { id, web } = await announced();
    const first = await into(id, web, start + 20 * minute, { key: "form-1" });
    expect(await into(id, web, start + 21 * minute, { key: "form-1" })).toEqual(first);
  });

  test("is refused before it begins, without words, and with a promise that has passed", async () => {
    const { id, web } = await announced();
    expect((await fieldsOf(into(id, web, start - minute))).maintenanceId).toMatch(/has not begun.*open an incident/);
    expect(await fieldsOf(into(id, web, start + minute, { body: " " }))).toHaveProperty("body");
    expect(await fieldsOf(into(id, web, start + minute, { nextUpdateBy: start }))).toHaveProperty("nextUpdateBy");
    const working = { components: [{ componentId: web, status: "under_maintenance" }] };
    expect((await fieldsOf(into(id, web, start + minute, working))).components).toMatch(/can't say/);
    expect((await windowWith(id)).incidentAt).toBeNull();
  });

  test("leaves other windows on the same component alone", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const [one, other] = [await announced(down(web)), await announced({ ...down(web), name: "Network" })];
    await into(one.id, web, start + 20 * minute);
    expect(await told(other.id, start + 30 * minute)).toMatchObject({ status: "in_progress" });
  });
});
