import { describe, expect, test } from "vitest";
import type { Maintenance } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { publicWindow } from "@/domain/public-window";
import { uptimeOf } from "@/domain/uptime";
import { announcement, base, day, facts, hour, incident, maintenance, minute, noon, update } from "./facts";

const down = { harvest: "down" } as const;
const label = (windows: Maintenance[], at: number, over = {}) =>
  derivePage(facts({ maintenances: windows, ...over }), at).label;

describe("planned means announced", () => {
  test.each([
    ["a day ahead: scheduled maintenance", 24 * hour, "maintenance"],
    ["a minute less: at short notice", 24 * hour - minute, "maintenance_short_notice"],
    ["an hour ahead: at short notice", hour, "maintenance_short_notice"],
    ["less than an hour: an outage", hour - minute, "outage"],
    ["when it began: an outage", 0, "outage"],
  ] as const)("announced %s", (_name, ahead, expected) => {
    const window = maintenance([announcement(noon - ahead, noon, noon + hour, down)]);
    expect(label([window], noon + minute)).toBe(expected);
  });

  test("started by hand before its announced start it is an outage until then", () => {
    const window = maintenance([announcement(noon - 3 * day, noon, noon + hour, down)], {
      actualStart: noon - 20 * minute,
    });
    expect(label([window], noon - minute)).toBe("outage");
    expect(label([window], noon)).toBe("maintenance");
  });

  test("trouble that was there first stays an outage until the component has been well", () => {
    const window = maintenance([announcement(noon - 3 * day, noon, noon + hour, down)]);
    const trouble = [base("harvest", "degraded_performance", noon - hour)];
    expect(label([window], noon + minute, { baseChanges: trouble })).toBe("outage");
    const mended = [...trouble, base("harvest", "operational", noon + 10 * minute)];
    expect(label([window], noon + 20 * minute, { baseChanges: mended })).toBe("maintenance");
  });

  test("worse than was announced is an outage at once", () => {
    const window = maintenance([announcement(noon - 3 * day, noon, noon + hour, { harvest: "slow" })]);
    const worse = [base("harvest", "partial_outage", noon + minute)];
    expect(label([window], noon + 2 * minute, { baseChanges: worse })).toBe("partial_outage");
    expect(
      label([window], noon + 2 * minute, { baseChanges: [base("harvest", "degraded_performance", noon + minute)] }),
    ).toBe("maintenance");
  });

  test("a worse effect announced too late covers only what was announced before", () => {
    const window = maintenance([
      announcement(noon - 3 * day, noon, noon + hour, { harvest: "slow" }),
      announcement(noon - 10 * minute, noon, noon + hour, down),
    ]);
    expect(label([window], noon + minute)).toBe("outage");
  });

  test("an extension counts when it was published an hour before the end that stood", () => {
    const plan = announcement(noon - 3 * day, noon, noon + 2 * hour, down);
    const inTime = maintenance([plan, announcement(noon + hour, noon, noon + 4 * hour, down)]);
    const tooLate = maintenance([plan, announcement(noon + hour + minute, noon, noon + 4 * hour, down)]);
    expect(label([inTime], noon + 3 * hour)).toBe("maintenance_short_notice");
    expect(label([tooLate], noon + 2 * hour + minute)).toBe("running_late");
    expect(label([tooLate], noon + 3 * hour)).toBe("outage");
  });

  test("an incident on a component in a window is an outage, and the window keeps its section", () => {
    const window = maintenance([announcement(noon - 3 * day, noon, noon + hour, down)]);
    const open = incident([update(noon + minute, "investigating", { harvest: "degraded_performance" })]);
    const page = derivePage(facts({ maintenances: [window], incidents: [open] }), noon + 2 * minute);
    expect([page.mode, page.label]).toEqual(["outage", "degraded"]);
    expect(page.runningWindows.map(({ id }) => id)).toEqual([window.id]);
  });
});

describe("the end of a window", () => {
  const plan = announcement(noon - 3 * day, noon, noon + hour, down);

  test("unconfirmed it is running late, after the grace an outage", () => {
    const window = maintenance([plan]);
    expect(label([window], noon + hour - 1)).toBe("maintenance");
    expect(label([window], noon + hour)).toBe("running_late");
    expect(label([window], noon + hour + 30 * minute - 1)).toBe("running_late");
    expect(label([window], noon + hour + 30 * minute)).toBe("outage");
  });

  test("without effect it never becomes an outage by the clock", () => {
    const quiet = maintenance([announcement(noon - 3 * day, noon, noon + hour, { harvest: "none" })]);
    const page = derivePage(facts({ maintenances: [quiet] }), noon + 5 * hour);
    expect([page.mode, page.label, page.headline.kind]).toEqual(["operational", null, "quiet_work"]);
    expect(page.runningWindows[0]?.runningLate).toBe(true);
  });

  test("by itself, where that was agreed to and nothing in it is unwell", () => {
    const auto = maintenance([plan], { autoComplete: true });
    expect(derivePage(facts({ maintenances: [auto] }), noon + hour).mode).toBe("operational");
    expect(publicWindow(facts({ maintenances: [auto] }), auto.id, noon + hour)).toMatchObject({
      status: "completed",
      endedAutomatically: true,
      actualEnd: noon + hour,
    });
    const unwell = [base("harvest", "partial_outage", noon + 30 * minute)];
    expect(label([auto], noon + hour, { baseChanges: unwell })).toBe("running_late");
  });

  test("confirmed early, the rest of the window is not maintenance", () => {
    const early = maintenance([plan], { actualEnd: noon + 20 * minute });
    expect(derivePage(facts({ maintenances: [early] }), noon + 30 * minute).mode).toBe("operational");
  });

  test("a cancelled window never runs", () => {
    expect(
      derivePage(
        facts({ maintenances: [maintenance([plan], { cancelled: { at: noon - hour, reason: "not needed" } })] }),
        noon + minute,
      ).mode,
    ).toBe("operational");
  });
});

describe("minutes of a window in the uptime", () => {
  const dayOf = [noon - 14 * hour, noon + 10 * hour] as const;

  test("announced in full they are planned and cost nothing", () => {
    const window = maintenance([announcement(noon - 3 * day, noon, noon + hour, down)], { actualEnd: noon + hour });
    expect(uptimeOf(facts({ maintenances: [window] }), "harvest", ...dayOf)).toEqual({
      percent: 100,
      offlineMinutes: 0,
      plannedMinutes: 60,
    });
  });

  test("at short notice they count as unplanned", () => {
    const window = maintenance([announcement(noon - 3 * hour, noon, noon + hour, down)], { actualEnd: noon + hour });
    expect(uptimeOf(facts({ maintenances: [window] }), "harvest", ...dayOf)).toEqual({
      percent: 95.833,
      offlineMinutes: 60,
      plannedMinutes: 0,
    });
  });

  test("late minutes count from the announced end, though the grace keeps the mode", () => {
    const window = maintenance([announcement(noon - 3 * day, noon, noon + hour, down)], {
      actualEnd: noon + hour + 20 * minute,
    });
    expect(uptimeOf(facts({ maintenances: [window] }), "harvest", ...dayOf)).toMatchObject({
      offlineMinutes: 20,
      plannedMinutes: 60,
    });
  });

  test("an unplanned second never rounds up to 100 %", () => {
    const blip = [base("harvest", "degraded_performance", noon), base("harvest", "operational", noon + 1000)];
    expect(uptimeOf(facts({ baseChanges: blip }), "harvest", ...dayOf).percent).toBe(99.999);
  });

  test("before a component's first day there is no figure", () => {
    expect(uptimeOf(facts(), "harvest", noon - 60 * day, noon - 59 * day).percent).toBeNull();
  });
});
