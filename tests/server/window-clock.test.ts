import { describe, expect, test } from "vitest";
import { setComponentStatus } from "@/server/component-status";
import { database } from "@/server/database";
import { loadFacts } from "@/server/load";
import { extendMaintenance } from "@/server/maintenance";
import { completeMaintenance } from "@/server/maintenance-course";
import { startWindowClock, stopWindowClock, windowTick } from "@/server/window-clock";
import { addComponent, day, fieldsOf, hour, minute, open, owner, start, testScene } from "./scene";
import { announced, down, eventTypes, pageAt, told, toldOfIncident, windowWith } from "./work";

testScene();

const end = start + hour;
const grace = 30 * minute;

async function incidents() {
  return (await loadFacts()).incidents;
}

describe("work that may end by itself", () => {
  test("is written down as ended automatically at its announced end, however late the clock comes", async () => {
    const { id } = await announced({ autoComplete: true });
    await windowTick(end - 1);
    expect((await windowWith(id)).actualEnd).toBeNull();
    await windowTick(end + 3 * day);
    expect(await windowWith(id)).toMatchObject({ actualEnd: end, endedAutomatically: true, incidentAt: null });
    expect(await told(id, end + minute)).toMatchObject({ status: "completed", endedAutomatically: true });
    expect(await incidents()).toEqual([]);
  });

  test("doesn't while something in it is unwell: it runs late, and becomes an incident", async () => {
    const { id, web } = await announced({ autoComplete: true });
    await setComponentStatus(owner, { componentId: web, status: "degraded_performance" }, start + 10 * minute);
    await windowTick(end + minute);
    expect(await windowWith(id)).toMatchObject({ actualEnd: null, endedAutomatically: false });
    expect(await told(id, end + minute)).toMatchObject({ runningLate: true });
    await windowTick(end + grace);
    expect(await windowWith(id)).toMatchObject({ incidentAt: end + grace });
  });
});

describe("work that nobody confirms", () => {
  test("is running late until the grace is over, then an incident from its announced end on, linked to it", async () => {
    const { id, web } = await announced();
    await windowTick(end + grace - 1);
    expect(await incidents()).toEqual([]);
    expect(await pageAt(end + grace - 1)).toMatchObject({ mode: "maintenance", label: "running_late" });
    await windowTick(end + grace + minute);
    expect(await incidents()).toMatchObject([
      {
        maintenanceId: id,
        createdAt: end + grace + minute,
        updates: [
          {
            status: "investigating",
            happenedAt: end,
            postedAt: end + grace + minute,
            nextUpdateBy: null,
            components: [{ componentId: web, status: "major_outage" }],
          },
        ],
      },
    ]);
    expect(await told(id, end + hour)).toMatchObject({ status: "incident", incidentAt: end + grace + minute });
    expect(await pageAt(end + hour)).toMatchObject({ mode: "outage", label: "outage" });
    expect(await pageAt(start + minute)).toMatchObject({ mode: "maintenance" });
    expect((await eventTypes()).at(-1)).toBe("maintenance.became_incident");
  });

  test("is told so that customers understand it, and promises nothing that nobody promised", async () => {
    await announced();
    await windowTick(end + grace);
    const [{ id = "" } = {}] = await incidents();
    const { name, effect, timeline, nextUpdate } = await toldOfIncident(id, end + hour);
    expect({ name, effect, nextUpdate }).toEqual({
      name: "Not finished in time: Database upgrade",
      effect: "Web is not confirmed as working again",
      nextUpdate: null,
    });
    const body = timeline.find((entry) => entry.kind === "update")?.body ?? "";
    const time = new Date(end).toISOString().slice(11, 16);
    expect(body).toContain("The planned work “Database upgrade” on Web was announced to end at");
    expect(body).toContain(`${time} UTC. It has not been confirmed as finished, so from that time on it is an outage.`);
    expect(body).toContain("Up to that end it was planned work.");
    expect(`${name} ${body} ${effect}`).not.toMatch(/scheduled|maintenance|soon|working on/i);
  });

  test("has the states that staff have set since it began, else what was announced", async () => {
    const [web, api, mail] = [
      await addComponent("Web", start - 3 * day),
      await addComponent("API", start - 3 * day),
      await addComponent("Mail", start - 3 * day),
    ];
    await announced({
      components: [
        { componentId: web, effect: "down" },
        { componentId: api, effect: "slow" },
        { componentId: mail, effect: "none" },
      ],
    });
    await setComponentStatus(owner, { componentId: web, status: "partial_outage" }, start + 10 * minute);
    await windowTick(end + grace);
    const [found] = await incidents();
    expect(found?.updates[0]?.components.toSorted((a, b) => (a.status < b.status ? 1 : -1))).toEqual([
      { componentId: web, status: "partial_outage" },
      { componentId: api, status: "degraded_performance" },
    ]);
    expect(found?.updates[0]?.effect).toBe("Web is not confirmed as working again");
  });

  test("and was extended too late becomes one at the grace after the end that was announced in time", async () => {
    const { id } = await announced();
    await extendMaintenance(owner, { maintenanceId: id, endAt: start + 5 * hour }, end - minute);
    await windowTick(end + grace);
    expect((await incidents())[0]?.updates[0]).toMatchObject({ happenedAt: end });
  });

  test("never becomes one where nobody notices anything", async () => {
    const web = await addComponent("Web", start - 3 * day);
    const { id } = await announced({ components: [{ componentId: web, effect: "none" }] });
    await windowTick(end + 3 * day);
    expect(await incidents()).toEqual([]);
    expect(await told(id, end + 3 * day)).toMatchObject({ status: "in_progress", runningLate: true });
    expect(await pageAt(end + 3 * day)).not.toMatchObject({ mode: "outage" });
  });

  test("doesn't keep a very long name from being said", async () => {
    await announced({ name: "x".repeat(255) });
    await windowTick(end + grace);
    expect((await incidents())[0]?.name).toHaveLength(255);
  });

  test("though another incident is open on it, is told on its own", async () => {
    const { web } = await announced();
    await open({ components: [{ componentId: web, status: "partial_outage" }] }, start + 20 * minute);
    await windowTick(end + grace);
    expect(await incidents()).toHaveLength(2);
  });
});

describe("two at once", () => {
  test("clocks open one incident", async () => {
    await announced();
    await Promise.all([windowTick(end + grace), windowTick(end + grace), windowTick(end + grace)]);
    expect(await incidents()).toHaveLength(1);
    expect((await eventTypes()).filter((type) => type === "maintenance.became_incident")).toHaveLength(1);
  });

  test("clocks write one automatic end, and a clock that finds nothing to do writes nothing", async () => {
    await announced({ autoComplete: true });
    await Promise.all([windowTick(end), windowTick(end)]);
    const types = await eventTypes();
    expect(types.filter((type) => type === "maintenance.ended_automatically")).toHaveLength(1);
    const { revision } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
    await windowTick(end + minute);
    expect(await database().page.findUniqueOrThrow({ where: { id: "page" } })).toMatchObject({ revision });
  });

  test("staff and the clock: whoever comes first has said it, the other one changes nothing", async () => {
    const { id } = await announced();
    const complete = completeMaintenance(owner, { maintenanceId: id }, end + grace);
    const [staff] = await Promise.allSettled([complete, windowTick(end + grace)]);
    const { actualEnd, incidentAt } = await windowWith(id);
    const won = staff.status === "fulfilled";
    expect({ actualEnd, incidentAt }).toEqual(
      won ? { actualEnd: end + grace, incidentAt: null } : { actualEnd: null, incidentAt: end + grace },
    );
    expect(await incidents()).toHaveLength(won ? 0 : 1);
  });

  test("staff who come after the clock are told what became of it", async () => {
    const { id } = await announced();
    await windowTick(end + grace);
    const late = completeMaintenance(owner, { maintenanceId: id }, end + grace);
    expect((await fieldsOf(late)).maintenanceId).toMatch(/turned into an incident/);
  });
});

test("one window that can't be written down keeps no other from becoming an incident", async () => {
  await database().$executeRaw`ALTER TABLE incident ADD CONSTRAINT refused CHECK (name NOT LIKE '%Broken%')`;
  try {
    const web = await addComponent("Web", start - 3 * day);
    for (const name of ["Broken one", "Network", "Broken other"]) await announced({ ...down(web), name });
    await windowTick(end + grace);
    expect((await incidents()).map(({ name }) => name)).toEqual(["Not finished in time: Network"]);
  } finally {
    await database().$executeRaw`ALTER TABLE incident DROP CONSTRAINT refused`;
  }
});

test("the clock of a running Candor does it by itself", async () => {
  const now = Date.now();
  const web = await addComponent("Web", now - 3 * day);
  const { id } = await announced({ ...down(web), startAt: now - 2 * hour, endAt: now - hour }, now - 2 * day);
  startWindowClock();
  startWindowClock();
  await stopWindowClock();
  expect((await windowWith(id)).incidentAt).toBeGreaterThanOrEqual(now - minute);
  expect(await incidents()).toHaveLength(1);
});
