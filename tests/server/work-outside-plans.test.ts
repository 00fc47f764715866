import { describe, expect, test } from "vitest";
import { archiveComponent } from "@/server/components";
import { database } from "@/server/database";
import { recordPastMaintenance } from "@/server/past-maintenance";
import { openUnannouncedWork } from "@/server/unannounced-work";
import { addComponent, day, fieldsOf, hour, incident, minute, owner, shown, start, testScene } from "./scene";
import { down, eventTypes, pageAt, plan, told, toldOfIncident } from "./work";

testScene();

describe("recording work that is over", () => {
  test("says that it was recorded afterwards, and when, and calls nothing of it announced", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const { id } = await recordPastMaintenance(owner, { ...plan, ...down(web) }, start + day);
    expect(await told(id, start + day)).toMatchObject({
      status: "completed",
      announced: "imported",
      recordedAt: start + day,
      actualStart: start,
      actualEnd: start + hour,
      runningLate: false,
    });
    expect((await told(id, start + day)).record).toContainEqual(
      expect.objectContaining({ kind: "announced", how: "imported" }),
    );
    expect(await pageAt(start + 30 * minute)).toMatchObject({ mode: "operational", runningWindows: [] });
  });

  test("is refused while its end is still to come, and for times and components that can't be", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const record = (over: object, at = start + day) =>
      fieldsOf(recordPastMaintenance(owner, { ...plan, ...down(web), ...over }, at));
    expect((await record({}, start + 30 * minute)).endAt).toMatch(/still to come.*schedule/);
    expect(await record({ endAt: start - hour })).toHaveProperty("endAt");
    expect(await record({ startAt: start - 365 * day })).toHaveProperty("endAt");
    expect(await record(down("nowhere"))).toHaveProperty("components");
    expect(await record({ components: [{ componentId: web }] })).toHaveProperty("components");
    await archiveComponent(owner, { componentId: web }, start);
    expect((await record({})).components).toMatch(/Restore Web first/);
    expect(await database().maintenance.count()).toBe(0);
  });

  test("with the same key is recorded once", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const input = { ...plan, ...down(web), key: "form-1" };
    const first = await recordPastMaintenance(owner, input, start + day);
    expect(await recordPastMaintenance(owner, input, start + day)).toEqual(first);
  });
});

describe("work that was not announced", () => {
  const work = { name: "Emergency patch", message: "We patch now." };

  test("with an effect is an incident: what is down was taken offline on purpose, the rest has that state", async () => {
    const [web, api, mail] = [await addComponent("Web"), await addComponent("API"), await addComponent("Mail")];
    const components = [
      { componentId: web, effect: "down" as const },
      { componentId: api, effect: "slow" as const },
      { componentId: mail, effect: "none" as const },
    ];
    const made = await openUnannouncedWork(owner, { ...work, components, reason: "to close a hole" }, start);
    expect(made.kind).toBe("incident");
    expect(await incident(made.id)).toMatchObject({
      name: "Emergency patch",
      maintenanceId: null,
      offline: [{ componentId: web, from: start, to: null, reason: "to close a hole" }],
      updates: [{ status: "identified", components: [{ componentId: api, status: "degraded_performance" }] }],
    });
    expect([await shown(web, start), await shown(api, start), await shown(mail, start)]).toEqual([
      "major_outage",
      "degraded_performance",
      "operational",
    ]);
    expect(await pageAt(start + minute)).toMatchObject({ mode: "outage", label: "outage" });
    expect(await database().maintenance.count()).toBe(0);
  });

  test("says where nobody gave a reason that it was not announced", async () => {
    const web = await addComponent();
    const { id } = await openUnannouncedWork(owner, { ...work, ...down(web), reason: " " }, start);
    expect((await toldOfIncident(id, start)).takenOffline?.reason).toBe("for work that we did not announce");
    expect((await pageAt(start)).headline).toMatchObject({ kind: "taken_offline", names: ["Web"] });
  });

  test("without any effect is a notice, which changes nothing else", async () => {
    const web = await addComponent();
    const components = [{ componentId: web, effect: "none" as const }];
    const made = await openUnannouncedWork(owner, { ...work, components }, start);
    expect(made.kind).toBe("notice");
    expect(await pageAt(start + minute)).toMatchObject({
      mode: "operational",
      notices: [{ id: made.id, title: "Emergency patch", body: "We patch now." }],
    });
    expect(await database().incident.count()).toBe(0);
  });

  test("that has not begun is no outage yet, and without effect a notice of then", async () => {
    const web = await addComponent();
    const startAt = start + 50 * minute;
    const early = openUnannouncedWork(owner, { ...work, ...down(web), startAt }, start);
    expect(await fieldsOf(early)).toHaveProperty("startAt");
    expect(await database().incident.count()).toBe(0);
    await openUnannouncedWork(owner, { ...work, ...down(web), startAt }, startAt - 5 * minute);
    expect(await shown(web, startAt)).toBe("major_outage");
    const components = [{ componentId: web, effect: "none" as const }];
    await openUnannouncedWork(owner, { ...work, components, startAt, endAt: startAt + hour }, start);
    expect(await database().notice.findMany()).toMatchObject([
      { fromAt: new Date(startAt), untilAt: new Date(startAt + hour), postedAt: new Date(start) },
    ]);
  });

  test("with the same key is told once, and given back as what it was", async () => {
    const web = await addComponent();
    for (const effect of ["down", "none"] as const) {
      const input = { ...work, components: [{ componentId: web, effect }], key: `form-${effect}` };
      const first = await openUnannouncedWork(owner, input, start);
      expect(await openUnannouncedWork(owner, input, start + minute)).toEqual(first);
    }
    expect((await eventTypes()).slice(-2)).toEqual(["incident.opened", "notice.published"]);
  });

  test("names its components and their effects, or says what is missing", async () => {
    const web = await addComponent();
    const fields = (over: object) => fieldsOf(openUnannouncedWork(owner, { ...work, ...down(web), ...over }, start));
    expect(await fields({ components: [] })).toHaveProperty("components");
    expect(await fields(down("nowhere"))).toHaveProperty("components");
    expect(await fields({ components: [{ componentId: web }] })).toHaveProperty("components");
    expect(await fields({ reason: "x".repeat(301) })).toHaveProperty("reason");
    expect(await database().incident.count()).toBe(0);
  });
});
