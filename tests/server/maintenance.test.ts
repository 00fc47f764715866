import { describe, expect, test } from "vitest";
import { archiveComponent } from "@/server/components";
import { database } from "@/server/database";
import { postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { scheduleMaintenance } from "@/server/maintenance";
import { completeMaintenance, postMaintenanceUpdate } from "@/server/maintenance-course";
import { addComponent, day, fieldsOf, hour, minute, open, owner, refusalOf, shown, start, testScene } from "./scene";

testScene();

const plan = { name: "Database upgrade", message: "We move.", startAt: start, endAt: start + hour };
const down = (componentId: string) => ({ components: [{ componentId, effect: "down" as const }] });

describe("planning maintenance", () => {
  test("announces it now, and the component is under maintenance while it runs", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const { id } = await scheduleMaintenance(owner, { ...plan, ...down(web) }, start - 2 * day);
    expect((await loadFacts()).maintenances).toMatchObject([
      {
        id,
        announcements: [
          { announcedAt: start - 2 * day, startAt: start, endAt: start + hour, components: down(web).components },
        ],
      },
    ]);
    expect(await shown(web, start - minute)).toBe("operational");
    expect(await shown(web, start + minute)).toBe("under_maintenance");
  });

  test("less than the short notice ahead is refused, with what to do instead", async () => {
    const web = await addComponent();
    const late = scheduleMaintenance(owner, { ...plan, ...down(web) }, start - hour + 1);
    expect((await fieldsOf(late)).startAt).toMatch(
      /too late to call it planned.*take the component offline on purpose.*notice/,
    );
    await scheduleMaintenance(owner, { ...plan, ...down(web) }, start - hour);
    expect(await database().maintenance.count()).toBe(1);
  });

  test("over a component of an open incident is refused, and taken once that is resolved", async () => {
    const web = await addComponent("Web", start - 2 * day);
    const incidentId = await open({ components: [{ componentId: web, status: "operational" }] }, start - day);
    const schedule = (at: number) => scheduleMaintenance(owner, { ...plan, ...down(web) }, at);
    expect((await fieldsOf(schedule(start - 10 * hour))).components).toMatch(
      /Web is part of the open incident “Errors”/,
    );
    await postUpdate(owner, { incidentId, seen: null, status: "resolved", body: "Over." }, start - 9 * hour);
    expect((await schedule(start - 8 * hour)).id).toMatch(/^[a-z0-9]{12}$/);
  });

  test("needs components that are there, a name, and an end after its start", async () => {
    const web = await addComponent();
    const schedule = (over: object) => scheduleMaintenance(owner, { ...plan, ...down(web), ...over }, start - 2 * hour);
    expect(await fieldsOf(schedule({ components: [] }))).toHaveProperty("components");
    expect(await fieldsOf(schedule({ name: "" }))).toHaveProperty("name");
    expect(await fieldsOf(schedule({ endAt: start }))).toHaveProperty("endAt");
    expect(await fieldsOf(schedule(down("nowhere")))).toHaveProperty("components");
    await archiveComponent(owner, { componentId: web }, start - 3 * hour);
    expect((await fieldsOf(schedule({}))).components).toMatch(/Restore Web first/);
  });
});

describe("a running window", () => {
  async function window() {
    const web = await addComponent("Web", start - 3 * day);
    return { web, ...(await scheduleMaintenance(owner, { ...plan, ...down(web) }, start - 2 * day)) };
  }

  test("takes updates, and is complete when staff say so", async () => {
    const { id, web } = await window();
    await postMaintenanceUpdate(owner, { maintenanceId: id, body: "Half done." }, start + 10 * minute);
    await completeMaintenance(owner, { maintenanceId: id }, start + 20 * minute);
    expect((await loadFacts()).maintenances).toMatchObject([
      { actualEnd: start + 20 * minute, updates: [{ body: "Half done.", happenedAt: start + 10 * minute }] },
    ]);
    expect(await shown(web, start + 21 * minute)).toBe("operational");
    expect(await fieldsOf(completeMaintenance(owner, { maintenanceId: id }, start + 30 * minute))).toHaveProperty(
      "maintenanceId",
    );
  });

  test("can't be complete before it begins, nor told of in the future", async () => {
    const { id } = await window();
    expect(await fieldsOf(completeMaintenance(owner, { maintenanceId: id }, start - minute))).toHaveProperty(
      "maintenanceId",
    );
    const early = postMaintenanceUpdate(owner, { maintenanceId: id, body: "Half.", happenedAt: start + hour }, start);
    expect(await fieldsOf(early)).toHaveProperty("happenedAt");
  });

  test("that is unknown is not found", async () => {
    expect(await refusalOf(completeMaintenance(owner, { maintenanceId: "nowhere" }))).toBe("not_found");
    expect(await refusalOf(postMaintenanceUpdate(owner, { maintenanceId: "nowhere", body: "x" }))).toBe("not_found");
  });
});
