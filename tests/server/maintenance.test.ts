import { describe, expect, test } from "vitest";
import { archiveComponent } from "@/server/components";
import { database } from "@/server/database";
import { postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { cancelMaintenance, scheduleMaintenance } from "@/server/maintenance";
import { listWindows } from "@/server/reads";
import { addComponent, day, fieldsOf, hour, minute, open, owner, shown, start, testScene } from "./scene";
import { announced, down, pageAt, plan, told } from "./work";

testScene();

describe("planning maintenance", () => {
  test("announces it now, and the component is under maintenance while it runs", async () => {
    const { web, id } = await announced();
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
    expect(await pageAt(start + minute)).toMatchObject({ mode: "maintenance", label: "maintenance" });
  });

  test("is announced by the server's clock, whatever a caller says", async () => {
    const web = await addComponent();
    const announcedAt = start - 30 * day;
    const input = { ...plan, ...down(web), startAt: Date.now() + 2 * hour, endAt: Date.now() + 3 * hour, announcedAt };
    const before = Date.now();
    const { id } = await scheduleMaintenance(owner, input);
    expect((await told(id, Date.now() + minute)).announcedAt).toBeGreaterThanOrEqual(before - minute);
  });

  test("between the two thresholds is at short notice", async () => {
    const { id } = await announced({}, start - 3 * hour);
    expect(await told(id, start - hour)).toMatchObject({ announced: "short", minutesAhead: 180 });
    expect(await pageAt(start + minute)).toMatchObject({ label: "maintenance_short_notice" });
  });

  test("keeps the thresholds of its time", async () => {
    const { id } = await announced({}, start - 25 * hour);
    await database().page.update({ where: { id: "page" }, data: { noticeMinutes: 10 * 1440 } });
    expect(await told(id, start + minute)).toMatchObject({ announced: "full" });
  });

  test("less than the short notice ahead is refused, with what to do instead", async () => {
    const web = await addComponent();
    const late = scheduleMaintenance(owner, { ...plan, ...down(web) }, start - hour + 1);
    expect((await fieldsOf(late)).startAt).toMatch(
      /too late to call it planned.*take the component offline on purpose.*notice/,
    );
    const unfelt = { ...plan, components: [{ componentId: web, effect: "none" as const }] };
    expect((await fieldsOf(scheduleMaintenance(owner, unfelt, start - minute))).startAt).toMatch(/publish a notice/);
    expect(await fieldsOf(scheduleMaintenance(owner, { ...plan, ...down(web) }, start + minute))).toHaveProperty(
      "startAt",
    );
    expect(await database().maintenance.count()).toBe(0);
    await scheduleMaintenance(owner, { ...plan, ...down(web) }, start - hour);
    expect(await database().maintenance.count()).toBe(1);
  });

  test("over a component of an open incident is refused, and taken once that is resolved", async () => {
    const web = await addComponent("Web", start - 2 * day);
    const incidentId = await open({ components: [{ componentId: web, status: "operational" }] }, start - day);
    const schedule = (at: number) => scheduleMaintenance(owner, { ...plan, ...down(web) }, at);
    expect((await fieldsOf(schedule(start - 10 * hour))).components).toMatch(
      /Web is part of the open incident “Errors”.*Say it there, or take Web offline on purpose/,
    );
    await postUpdate(owner, { incidentId, seen: null, status: "resolved", body: "Over." }, start - 9 * hour);
    expect((await schedule(start - 8 * hour)).id).toMatch(/^[a-z0-9]{12}$/);
  });

  test("twice over the same component is taken", async () => {
    const { web } = await announced();
    await announced({ ...down(web), name: "Network" });
    expect((await pageAt(start + minute)).runningWindows).toHaveLength(2);
  });

  test("with the same key is made once", async () => {
    const { web, id } = await announced({ key: "form-1" });
    expect((await announced({ ...down(web), key: "form-1" })).id).toBe(id);
    expect(await database().maintenance.count()).toBe(1);
  });
});

test("staff are listed the windows that are over, the last announced first, in pages", async () => {
  const { web, id: first } = await announced();
  const { id: second } = await announced({ ...down(web), name: "Network" }, start - day);
  await announced({ ...down(web), name: "To come" }, start - day);
  for (const maintenanceId of [first, second])
    await cancelMaintenance(owner, { maintenanceId, reason: "It is not needed." }, start - 2 * hour);
  const ids = async (page: number, pageSize: number) => {
    const { windows, total } = await listWindows({ page, pageSize });
    return { ids: windows.map(({ id }) => id), total };
  };
  expect(await ids(1, 10)).toEqual({ ids: [second, first], total: 2 });
  expect(await ids(2, 1)).toEqual({ ids: [first], total: 2 });
  expect(await ids(3, 1)).toEqual({ ids: [], total: 2 });
});

describe("a plan that can't be one has a sentence at the field that is wrong, and nothing is stored", () => {
  const schedule = async (over: object) => {
    const web = await addComponent();
    const command = scheduleMaintenance(owner, { ...plan, ...down(web), ...over }, start - 2 * hour);
    const fields = await fieldsOf(command);
    expect(await database().maintenance.count()).toBe(0);
    return fields;
  };

  test.each([
    ["without a name", { name: " " }, "name", /Write a name/],
    ["without words on what to expect", { message: "" }, "message", /Write what to expect/],
    ["without components", { components: [] }, "components", /at least one component/],
    ["that ends before it starts", { endAt: start - minute }, "endAt", /must come after the start/],
    ["that ends when it starts", { endAt: start }, "endAt", /must come after the start/],
    ["of a year", { endAt: start + 365 * day }, "endAt", /31 days at most.*a window of its own/],
    ["without an end", { endAt: undefined }, "endAt", /Give the end as a date and a time/],
    ["on a component that isn't there", down("nowhere"), "components", /not there any more/],
  ])("%s", async (_, over, field, sentence) => {
    expect((await schedule(over))[field]).toMatch(sentence);
  });

  test("where no effect was chosen", async () => {
    const web = await addComponent();
    for (const effect of [undefined, "", "off"]) {
      const input = { ...plan, components: [{ componentId: web, effect }] } as never;
      const { components } = await fieldsOf(scheduleMaintenance(owner, input, start - day));
      expect(components).toBe("Choose what to expect of each component: none, slow, partly or down.");
    }
  });

  test("that names a component twice", async () => {
    const web = await addComponent();
    const input = { ...plan, components: [...down(web).components, { componentId: web, effect: "none" as const }] };
    expect((await fieldsOf(scheduleMaintenance(owner, input, start - day))).components).toMatch(/once/);
  });

  test("over an archived component", async () => {
    const web = await addComponent();
    await archiveComponent(owner, { componentId: web }, start - 3 * hour);
    const command = scheduleMaintenance(owner, { ...plan, ...down(web) }, start - 2 * hour);
    expect((await fieldsOf(command)).components).toMatch(/Restore Web first/);
  });
});
