import { describe, expect, test } from "vitest";
import { database } from "@/server/database";
import { cancelMaintenance, changeMaintenance, extendMaintenance } from "@/server/maintenance";
import { completeMaintenance } from "@/server/maintenance-course";
import { recordPastMaintenance } from "@/server/past-maintenance";
import { addComponent, day, fieldsOf, hour, minute, open, owner, refusalOf, shown, start, testScene } from "./scene";
import { announced, down, pageAt, plan, told } from "./work";

testScene();

type Over = Partial<Parameters<typeof changeMaintenance>[1]>;

async function change(window: { id: string; web: string }, over: Over, at: number): Promise<void> {
  const given = { maintenanceId: window.id, seen: null, ...plan, ...down(window.web), ...over };
  await changeMaintenance(owner, given, at);
}

describe("changing what was announced", () => {
  test("announces the whole plan anew; the public record has the old and the new times", async () => {
    const window = await announced();
    await change(window, { startAt: start + day, endAt: start + day + hour }, start - day);
    const { record, original, startAt } = await told(window.id, start - hour);
    expect({ original, startAt }).toEqual({ original: { startAt: start, endAt: start + hour }, startAt: start + day });
    expect(record[0]).toMatchObject({
      kind: "moved",
      how: "rescheduled",
      from: { startAt: start },
      to: { startAt: start + day },
    });
    expect(await shown(window.web, start + minute)).toBe("operational");
  });

  test("keeps the former words in the public record", async () => {
    const window = await announced();
    await change(window, { name: "Upgrade", message: "Longer." }, start - hour);
    const { name, record } = await told(window.id, start);
    expect(name).toBe("Upgrade");
    expect(record).toContainEqual(
      expect.objectContaining({ kind: "reworded", before: { name: plan.name, message: plan.message } }),
    );
  });

  test("to a shorter plan holds at once, though it runs", async () => {
    const window = await announced();
    await change(window, { endAt: start + 20 * minute }, start + 5 * minute);
    expect(await told(window.id, start + 21 * minute)).toMatchObject({ runningLate: true });
  });

  test("to an earlier start needs the short notice again", async () => {
    const window = await announced();
    const sooner = change(window, { startAt: start - hour }, start - 90 * minute);
    expect((await fieldsOf(sooner)).startAt).toMatch(/too late to call it planned/);
    await change(window, { startAt: start - hour }, start - 2 * hour);
    expect(await told(window.id, start - 30 * minute)).toMatchObject({ announced: "short" });
  });

  test("to now is refused, also where nobody would notice", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const window = await announced({ components: [{ componentId: web, effect: "none" }] });
    const over = { components: [{ componentId: web, effect: "none" as const }], startAt: start - hour };
    expect(await fieldsOf(change(window, over, start - hour))).toHaveProperty("startAt");
  });

  test("by a little later start within the hour before it is taken", async () => {
    const window = await announced();
    await change(window, { startAt: start + 10 * minute }, start - 10 * minute);
    expect(await shown(window.web, start + 5 * minute)).toBe("operational");
    expect(await told(window.id, start + 15 * minute)).toMatchObject({ announced: "full" });
  });

  test("by a worse effect or one more component too late is refused, in words that say what to do", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const api = await addComponent("API", start - 3 * day);
    const slow = { components: [{ componentId: web, effect: "slow" as const }] };
    const window = await announced(slow);
    const worse = change(window, {}, start - minute);
    expect((await fieldsOf(worse)).components).toMatch(/too late to call it planned.*offline on purpose/);
    const more = { components: [...slow.components, { componentId: api, effect: "down" as const }] };
    expect(await fieldsOf(change(window, more, start + minute))).toHaveProperty("components");
    await change(window, more, start - 3 * hour);
    expect(await shown(api, start + minute)).toBe("under_maintenance");
  });

  test("to a component that is in an open incident is refused", async () => {
    const api = await addComponent("API", start - 3 * day);
    const window = await announced();
    await open({ components: [{ componentId: api, status: "partial_outage" }] }, start - day);
    const components = [...down(window.web).components, { componentId: api, effect: "slow" as const }];
    expect((await fieldsOf(change(window, { components }, start - 20 * hour))).components).toMatch(
      /API is part of the open incident “Errors”/,
    );
  });

  test("to a worse effect on a component that is in an open incident is refused, to a lesser one taken", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const slow = { components: [{ componentId: web, effect: "slow" as const }] };
    const window = await announced(slow);
    await open({ components: [{ componentId: web, status: "partial_outage" }] }, start - day);
    expect((await fieldsOf(change(window, {}, start - 20 * hour))).components).toMatch(/open incident/);
    await change(window, { components: [{ componentId: web, effect: "none" }] }, start - 20 * hour);
  });

  test("of words alone is taken at any time before it is over, also when it is running late", async () => {
    const window = await announced();
    for (const at of [start - minute, start + minute, start + 70 * minute])
      await change(window, { message: `Told at ${at}.` }, at);
    expect((await told(window.id, start + 71 * minute)).record.filter(({ kind }) => kind === "reworded")).toHaveLength(
      3,
    );
  });

  test("leaves its start alone once it has begun, and takes no end that has passed", async () => {
    const window = await announced();
    const moved = change(window, { startAt: start + 30 * minute }, start + minute);
    expect((await fieldsOf(moved)).startAt).toMatch(/has begun, so its start stays/);
    const over = change(window, { endAt: start + 5 * minute }, start + 10 * minute);
    expect((await fieldsOf(over)).endAt).toMatch(/has passed.*say that everything is back/);
  });

  test("by somebody who has not seen the last change is a conflict", async () => {
    const window = await announced();
    await change(window, { seen: 1, name: "Upgrade" }, start - day);
    expect(await refusalOf(change(window, { seen: 1 }, start - day))).toBe("conflict");
    await change(window, { seen: 2 }, start - day);
  });
});

describe("extending", () => {
  test("in time is covered, and both ends are public", async () => {
    const { id, web } = await announced({ endAt: start + 3 * hour });
    await extendMaintenance(owner, { maintenanceId: id, endAt: start + 4 * hour }, start + hour);
    const { record, runningLate } = await told(id, start + 3 * hour + minute);
    expect(runningLate).toBe(false);
    expect(record[0]).toMatchObject({
      kind: "moved",
      how: "extended",
      from: { endAt: start + 3 * hour },
      to: { endAt: start + 4 * hour },
    });
    expect(await shown(web, start + 3 * hour + minute)).toBe("under_maintenance");
  });

  test("too late is taken and public, and the work is running late all the same", async () => {
    const { id } = await announced();
    await extendMaintenance(owner, { maintenanceId: id, endAt: start + 2 * hour }, start + 50 * minute);
    expect(await told(id, start + 61 * minute)).toMatchObject({
      runningLate: true,
      endAt: start + 2 * hour,
      announcedEndAt: start + hour,
    });
    expect(await pageAt(start + 61 * minute)).toMatchObject({ mode: "maintenance", label: "running_late" });
    expect(await pageAt(start + 91 * minute)).toMatchObject({ mode: "outage" });
  });

  test.each([
    ["to before now", start + 20 * minute],
    ["to the end that stands already", start + hour],
    ["by a year", start + 365 * day],
  ])("%s is refused", async (_, endAt) => {
    const { id } = await announced();
    const command = extendMaintenance(owner, { maintenanceId: id, endAt }, start + 30 * minute);
    expect(await fieldsOf(command)).toHaveProperty("endAt");
  });

  test("to before now is refused too when it is running late", async () => {
    const { id } = await announced();
    const command = extendMaintenance(owner, { maintenanceId: id, endAt: start + 65 * minute }, start + 70 * minute);
    expect((await fieldsOf(command)).endAt).toMatch(/has passed.*say that everything is back/);
  });
});

describe("cancelling", () => {
  test("stays in the public record, with the reason", async () => {
    const { id, web } = await announced();
    await cancelMaintenance(owner, { maintenanceId: id, reason: "The machines came late." }, start - hour);
    const { status, record } = await told(id, start + minute);
    expect(status).toBe("cancelled");
    expect(record[0]).toMatchObject({ kind: "cancelled", at: start - hour, reason: "The machines came late." });
    expect(await shown(web, start + minute)).toBe("operational");
  });

  test("needs a reason, and is refused once the work runs: that is ended instead", async () => {
    const { id } = await announced();
    expect(await fieldsOf(cancelMaintenance(owner, { maintenanceId: id, reason: "" }, start - hour))).toHaveProperty(
      "reason",
    );
    const running = cancelMaintenance(owner, { maintenanceId: id, reason: "Late." }, start);
    expect((await fieldsOf(running)).maintenanceId).toMatch(/has begun.*say that everything is back/);
  });
});

describe("what is over", () => {
  const end = start + 2 * hour;

  test.each([
    ["complete", /is over/, (id: string) => completeMaintenance(owner, { maintenanceId: id }, start + 30 * minute)],
    [
      "cancelled",
      /was cancelled/,
      (id: string) => cancelMaintenance(owner, { maintenanceId: id, reason: "No." }, start - day),
    ],
  ])("and %s can't be changed, extended or cancelled any more", async (_, sentence, finish) => {
    const window = await announced();
    await finish(window.id);
    const { id } = window;
    const tries = [
      () => change(window, { endAt: end }, start + 40 * minute),
      () => extendMaintenance(owner, { maintenanceId: id, endAt: end }, start + 40 * minute),
      () => cancelMaintenance(owner, { maintenanceId: id, reason: "Late." }, start + 40 * minute),
    ];
    for (const each of tries) expect((await fieldsOf(each())).maintenanceId).toMatch(sentence);
    expect(await database().announcement.count()).toBe(1);
  });

  test("and was recorded afterwards stays as it is", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const { id } = await recordPastMaintenance(owner, { ...plan, ...down(web) }, start + day);
    expect((await fieldsOf(change({ id, web }, {}, start + day))).maintenanceId).toMatch(/recorded after it was over/);
  });

  test("and was never there is not found", async () => {
    const nowhere = { maintenanceId: "nowhere", reason: "x", endAt: end };
    expect(await refusalOf(change({ id: "nowhere", web: "web" }, {}, start))).toBe("not_found");
    expect(await refusalOf(extendMaintenance(owner, nowhere))).toBe("not_found");
    expect(await refusalOf(cancelMaintenance(owner, nowhere))).toBe("not_found");
  });
});
