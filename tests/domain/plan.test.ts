import { describe, expect, test } from "vitest";
import { defaultSettings } from "@/domain/facts";
import { judgePlan, type Plan } from "@/domain/plan";
import type { ExpectedEffect } from "@/domain/status";
import { announcement, day, facts, hour, incident, maintenance, minute, noon, update } from "./facts";

const plan = (startAt: number, effect: ExpectedEffect = "down", over: Partial<Plan> = {}): Plan => ({
  components: [{ componentId: "harvest", effect }],
  startAt,
  endAt: startAt + 2 * hour,
  ...over,
});

describe("a new plan", () => {
  test.each([
    [day, "scheduled"],
    [day - minute, "short_notice"],
    [hour, "short_notice"],
    [hour - minute, "not_planned"],
    [0, "not_planned"],
    [-day, "not_planned"],
  ] as const)("published %i ms ahead is %s", (ahead, called) => {
    const judged = judgePlan(facts(), plan(noon + ahead), noon);
    expect(judged).toMatchObject({ called, minutesAhead: ahead / minute });
    expect(judged.because).toBe(called === "not_planned" ? "too_late" : null);
  });

  test("goes by the thresholds of the settings, and says which start would do", () => {
    const strict = facts({ settings: { ...defaultSettings, noticeMinutes: 2880, shortNoticeMinutes: 120 } });
    expect(judgePlan(strict, plan(noon + hour), noon)).toMatchObject({
      called: "not_planned",
      earliestStart: noon + 2 * hour,
      earliestScheduled: noon + 2 * day,
    });
  });

  test("that comes too late is an incident where somebody will notice, else a notice", () => {
    expect(judgePlan(facts(), plan(noon, "slow"), noon).instead).toBe("incident");
    expect(judgePlan(facts(), plan(noon + 5 * minute, "slow"), noon).instead).toBe("incident");
    expect(judgePlan(facts(), plan(noon + 6 * minute, "slow"), noon).instead).toBe("incident_at_start");
    expect(judgePlan(facts(), plan(noon, "none"), noon).instead).toBe("notice");
    expect(judgePlan(facts(), plan(noon + day, "none"), noon)).toMatchObject({ called: "scheduled", instead: null });
  });

  test("over a component of an open incident is none, however far ahead", () => {
    const open = incident([update(noon - hour, "monitoring", { harvest: "operational" })]);
    const told = facts({ incidents: [open] });
    expect(judgePlan(told, plan(noon + 7 * day), noon)).toMatchObject({
      called: "not_planned",
      because: "open_incident",
      incidents: [{ id: open.id, componentIds: ["harvest"] }],
      instead: "incident_at_start",
    });
    const elsewhere = plan(noon + 7 * day, "down", { components: [{ componentId: "forecast", effect: "down" }] });
    expect(judgePlan(told, elsewhere, noon).called).toBe("scheduled");
  });

  test("names the windows that it overlaps on the same component, and no others", () => {
    const other = maintenance([announcement(noon - day, noon + day, noon + day + hour, { harvest: "slow" })]);
    const cancelled = { ...other, id: "gone", cancelled: { at: noon, reason: "not needed" } };
    const told = facts({ maintenances: [other, cancelled] });
    expect(judgePlan(told, plan(noon + day + hour - minute), noon).overlaps).toMatchObject([
      { id: other.id, componentIds: ["harvest"] },
    ]);
    expect(judgePlan(told, plan(noon + day + hour), noon).overlaps).toEqual([]);
  });
});

describe("a change of an announced window", () => {
  const begin = noon - hour;
  const window = maintenance([announcement(begin - 3 * day, begin, noon + 2 * hour, { harvest: "slow" })]);
  const told = facts({ maintenances: [window] });
  const changed = (over: Partial<Plan>, at = noon) =>
    judgePlan(told, { ...plan(begin, "slow"), endAt: noon + 2 * hour, ...over }, at, window);

  test("of nothing, or a shorter one, stays what it was", () => {
    expect(changed({})).toMatchObject({ called: "scheduled", lateFrom: null, overlaps: [] });
    expect(changed({ endAt: noon + hour })).toMatchObject({ called: "scheduled", lateFrom: null });
  });

  test("that extends it in time is at short notice", () => {
    expect(changed({ endAt: noon + 5 * hour })).toMatchObject({ called: "short_notice", lateFrom: null });
  });

  test.each([noon + hour + minute, noon + 2 * hour, noon + 3 * hour])(
    "that extends it too late is taken, and runs late from the end that was announced",
    (at) => {
      expect(changed({ endAt: noon + 5 * hour }, at)).toMatchObject({ because: null, lateFrom: noon + 2 * hour });
    },
  );

  test("to a worse effect or another component, now, is no plan", () => {
    const worse = changed({ components: [{ componentId: "harvest", effect: "down" }] });
    expect(worse).toMatchObject({ called: "not_planned", because: "too_late", instead: "incident" });
    const wider = changed({
      components: [
        { componentId: "harvest", effect: "slow" },
        { componentId: "forecast", effect: "slow" },
      ],
    });
    expect(wider.called).toBe("not_planned");
  });

  test("to another time goes by how far that is ahead, and moving it to now is no plan", () => {
    const upcoming = maintenance([
      announcement(noon - 3 * day, noon + 3 * day, noon + 3 * day + hour, { harvest: "down" }),
    ]);
    const moved = (startAt: number) => judgePlan(facts({ maintenances: [upcoming] }), plan(startAt), noon, upcoming);
    expect(moved(noon + 2 * day).called).toBe("scheduled");
    expect(moved(noon + 5 * hour).called).toBe("short_notice");
    expect(moved(noon + minute)).toMatchObject({ called: "not_planned", because: "too_late" });
  });

  test("is not refused for trouble in what it has already", () => {
    const open = incident([update(noon - minute, "investigating", { harvest: "major_outage" })]);
    const troubled = facts({ maintenances: [window], incidents: [open] });
    const longer = { ...plan(begin, "slow"), endAt: noon + 5 * hour };
    expect(judgePlan(troubled, longer, noon, window).because).toBeNull();
  });
});
