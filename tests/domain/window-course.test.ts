import { describe, expect, test } from "vitest";
import type { Facts, Maintenance } from "@/domain/facts";
import { knownFacts } from "@/domain/known";
import { derivePage } from "@/domain/page";
import { publicWindow } from "@/domain/public-window";
import { uptimeOf } from "@/domain/uptime";
import {
  announcement,
  base,
  component,
  day,
  facts,
  hour,
  incident,
  maintenance,
  minute,
  noon,
  post,
  update,
} from "./facts";

const down = { harvest: "down" } as const;
const plan = announcement(noon - 3 * day, noon, noon + hour, down);
const shown = (window: Maintenance, at: number, over: Partial<Facts> = {}) =>
  publicWindow(facts({ maintenances: [window], ...over }), window.id, at);
const page = (window: Maintenance, at: number, over: Partial<Facts> = {}) =>
  derivePage(facts({ maintenances: [window], ...over }), at);

describe("work that has begun", () => {
  test("is not undone by a later plan: postponed while it runs, it is work that nobody announced", () => {
    const window = maintenance([plan, announcement(noon + 10 * minute, noon + 3 * hour, noon + 4 * hour, down)]);
    expect(page(window, noon + 9 * minute).label).toBe("maintenance");
    expect(page(window, noon + 11 * minute)).toMatchObject({ mode: "outage", upcomingWindows: [] });
    expect(page(window, noon + 11 * minute).runningWindows).toHaveLength(1);
  });

  test("is not postponed when the new plan came before the old start", () => {
    const window = maintenance([plan, announcement(noon - minute, noon + 3 * hour, noon + 4 * hour, down)]);
    expect(page(window, noon + minute)).toMatchObject({ mode: "operational", runningWindows: [] });
    expect(page(window, noon + minute).upcomingWindows).toHaveLength(1);
  });

  test("taken back while it runs is over then, stands on its day and says so", () => {
    const window = maintenance([plan], { cancelled: { at: noon + 20 * minute, reason: "not needed" } });
    expect(shown(window, noon + hour)).toMatchObject({
      status: "cancelled",
      actualStart: noon,
      actualEnd: noon + 20 * minute,
    });
    const later = page(window, noon + hour);
    expect(later.days[0]?.windows.map(({ id }) => id)).toEqual([window.id]);
    expect(shown(window, noon + hour)?.record.map(({ kind }) => kind)).toEqual(["cancelled", "started", "announced"]);
  });

  test("trouble in the time between an early start and the planned one stays an outage", () => {
    const window = maintenance([plan], { actualStart: noon - 30 * minute });
    const crash = { baseChanges: [base("harvest", "major_outage", noon - 10 * minute)] };
    expect(page(window, noon + minute, crash)).toMatchObject({ mode: "outage", label: "outage" });
    expect(page(window, noon + minute).label).toBe("maintenance");
  });

  test("is widened in its grace for nobody: what the new plan adds was not announced", () => {
    const slow = announcement(noon - 3 * day, noon, noon + hour, { harvest: "slow" });
    const window = maintenance([slow, announcement(noon + 65 * minute, noon, noon + 2 * hour, down)]);
    expect(page(window, noon + 64 * minute).label).toBe("running_late");
    expect(page(window, noon + 65 * minute).label).toBe("outage");
  });
});

describe("what was to come, as it was said", () => {
  test("a worse effect or a component added too late is not called planned before it begins", () => {
    const worse = maintenance([
      plan,
      announcement(noon - 10 * minute, noon, noon + hour, { harvest: "down", forecast: "slow" }),
    ]);
    expect(shown(worse, noon - 11 * minute)?.announced).toBe("full");
    expect(shown(worse, noon - 9 * minute)?.announced).toBe("uncovered");
    const inTime = maintenance([
      plan,
      announcement(noon - 2 * hour, noon, noon + hour, { harvest: "down", forecast: "slow" }),
    ]);
    expect(shown(inTime, noon - hour)?.announced).toBe("short");
  });

  test("it was to come until it was cancelled", () => {
    const window = maintenance([plan], { cancelled: { at: noon - hour, reason: "not needed" } });
    expect(page(window, noon - 2 * hour).upcomingWindows).toHaveLength(1);
    expect(page(window, noon - hour).upcomingWindows).toHaveLength(0);
  });

  test("the thresholds of its announcement hold, whatever the settings are now", () => {
    const said = announcement(noon - 90 * minute, noon, noon + hour, down, {
      noticeMinutes: 60,
      shortNoticeMinutes: 5,
    });
    const strict = { settings: { noticeMinutes: 10_000, shortNoticeMinutes: 5_000, graceMinutes: 30 } };
    expect(page(maintenance([said]), noon + minute, strict).label).toBe("maintenance");
  });
});

describe("how it was over", () => {
  test("completed only when all of it was well, else it just ended", () => {
    const window = maintenance([plan], { actualEnd: noon + 30 * minute });
    const unwell = { baseChanges: [base("harvest", "partial_outage", noon + 10 * minute)] };
    expect(shown(window, noon + hour)?.status).toBe("completed");
    expect(shown(window, noon + hour, unwell)?.status).toBe("ended");
    const marked = { baseChanges: [base("harvest", "under_maintenance", noon)] };
    expect(shown(window, noon + hour, marked)?.status).toBe("ended");
    const mended = { baseChanges: [...unwell.baseChanges, base("harvest", "operational", noon + 31 * minute)] };
    expect(shown(window, noon + hour, mended)?.status).toBe("ended");
  });

  test("work recorded afterwards is completed by the same rule", () => {
    const window = maintenance([announcement(noon + 3 * hour, noon, noon + hour, down)], {
      imported: true,
      actualEnd: noon + hour,
    });
    const crash = incident([update(noon + 10 * minute, "investigating", { harvest: "major_outage" })]);
    expect(shown(window, noon + 4 * hour)?.status).toBe("completed");
    expect(shown(window, noon + 4 * hour, { incidents: [crash] })?.status).toBe("ended");
  });

  test("what another page had announced covers nothing here, and is known from when it was recorded", () => {
    const recordedAt = noon + 3 * hour;
    const window = maintenance([plan], { imported: true, recordedAt, actualEnd: noon + hour });
    expect(shown(window, noon + 4 * hour)).toMatchObject({
      announcedAt: plan.announcedAt,
      recordedAt,
      announced: "imported",
    });
    expect(shown(window, noon + 4 * hour)?.record.at(0)).toMatchObject({
      kind: "announced",
      how: "imported",
      at: recordedAt,
    });
    expect(page(window, noon + minute)).toMatchObject({ mode: "operational", runningWindows: [] });
    const { maintenances } = facts({ maintenances: [window] });
    expect(knownFacts(facts({ maintenances }), recordedAt - 1).maintenances).toEqual([]);
    expect(knownFacts(facts({ maintenances }), recordedAt).maintenances).toHaveLength(1);
  });

  test("by itself only at an end that was announced in time, and not while anybody works on it unannounced", () => {
    const auto = { autoComplete: true };
    const late = maintenance([plan, announcement(noon + 50 * minute, noon, noon + 80 * minute, down)], auto);
    expect(page(late, noon + 80 * minute).label).toBe("running_late");
    const marked = { baseChanges: [base("harvest", "under_maintenance", noon)] };
    expect(page(maintenance([plan], auto), noon + hour, marked).label).toBe("running_late");
    const unannounced = maintenance([announcement(noon + 20 * minute, noon + 20 * minute, noon + 3 * hour, down)]);
    const both = facts({ maintenances: [maintenance([plan], auto), unannounced] });
    expect(derivePage(both, noon + hour)).toMatchObject({ mode: "outage" });
    expect(derivePage(both, noon + hour).runningWindows).toHaveLength(2);
  });

  test("its record says that it ran late from the very moment on", () => {
    const kinds = (at: number) => shown(maintenance([plan]), at)?.record.map(({ kind }) => kind);
    expect(kinds(noon + hour - 1)).toEqual(["started", "announced"]);
    expect(kinds(noon + hour)).toEqual(["late", "started", "announced"]);
  });

  test("verifying is said while the last word on it says so", () => {
    const window = maintenance([plan], {
      updates: [post(noon + minute, "in_progress"), post(noon + 20 * minute, "verifying")],
    });
    expect(shown(window, noon + 19 * minute)?.status).toBe("in_progress");
    expect(shown(window, noon + 20 * minute)).toMatchObject({
      status: "verifying",
      updates: [{ status: "verifying" }, {}],
    });
  });
});

describe("turned into an incident", () => {
  const turned = maintenance([plan], { incidentAt: noon + 40 * minute });
  const linked = incident([update(noon + 40 * minute, "investigating", { harvest: "major_outage" })], {
    maintenanceId: turned.id,
  });
  const told = facts({ maintenances: [turned], incidents: [linked] });

  test("what was announced until then stays planned, what comes after is an outage", () => {
    expect(uptimeOf(told, "harvest", noon, noon + 2 * hour)).toMatchObject({ plannedMinutes: 40, offlineMinutes: 80 });
    expect(derivePage(told, noon + 50 * minute)).toMatchObject({ mode: "outage", label: "outage", runningWindows: [] });
  });

  test("before that was known it was planned work, and knows nothing of the incident", () => {
    const then = derivePage(told, noon + 30 * minute, { knownAt: noon + 30 * minute });
    expect(then).toMatchObject({ mode: "maintenance", openIncidents: [] });
    expect(then.runningWindows[0]).toMatchObject({ status: "in_progress", incidentAt: null, incidents: [] });
  });

  test("it does not stand on the days after it became one", () => {
    const days = derivePage(told, noon + 3 * day).days.filter(({ windows }) => windows.length > 0);
    expect(days.map(({ date }) => date)).toEqual(["2016-07-26"]);
  });
});

describe("several windows", () => {
  test("minutes count as planned where the worst of the work was announced in full, the label is the weaker one", () => {
    const full = maintenance([plan]);
    const short = maintenance([announcement(noon - 2 * hour, noon, noon + hour, { harvest: "slow" })]);
    const told = facts({ maintenances: [full, short] });
    expect(uptimeOf(told, "harvest", noon, noon + hour)).toMatchObject({ plannedMinutes: 60, offlineMinutes: 0 });
    expect(derivePage(told, noon + minute).label).toBe("maintenance_short_notice");
  });

  test("the headline names the end of the work that it tells of", () => {
    const slow = maintenance([announcement(noon - 3 * day, noon, noon + 5 * hour, { forecast: "slow" })]);
    expect(derivePage(facts({ maintenances: [maintenance([plan]), slow] }), noon).headline).toEqual({
      kind: "window",
      names: ["Harvest"],
      effect: "down",
      until: noon + hour,
    });
  });

  test("work on a component that is not on the page any more gives the page no mode", () => {
    const components = [component("harvest", { archivedAt: noon - hour }), component("forecast", { position: 1 })];
    expect(page(maintenance([announcement(noon, noon, noon + hour, down)]), noon + minute, { components }).mode).toBe(
      "operational",
    );
  });

  test("a state reported in a window and left standing after it is trouble of the day", () => {
    const window = maintenance([plan], { actualEnd: noon + 30 * minute });
    const left = { baseChanges: [base("harvest", "major_outage", noon + 10 * minute)] };
    expect(page(window, noon + 20 * minute, left).days[0]?.trouble).toEqual([]);
    expect(page(window, noon + 40 * minute, left).days[0]?.trouble).toMatchObject([
      { id: "harvest", status: "major_outage" },
    ]);
  });
});

describe("what is announced once a window is over", () => {
  test("changes nothing of it: its times, components and status stay as they were", () => {
    const again = announcement(noon + 2 * hour, noon, noon + 5 * hour, { harvest: "none", forecast: "down" });
    const window = maintenance([plan, again], { autoComplete: true });
    const unwell = { baseChanges: [base("forecast", "major_outage", noon)] };
    expect(shown(window, noon + 3 * hour, unwell)).toMatchObject({
      status: "completed",
      announced: "full",
      endAt: noon + hour,
      announcedEndAt: noon + hour,
      endedAutomatically: true,
      components: [{ id: "harvest", effect: "down" }],
    });
  });

  test("work that was taken back did not end by itself", () => {
    const window = maintenance([plan], { cancelled: { at: noon + minute, reason: "not needed" } });
    expect(shown(window, noon + hour)?.endedAutomatically).toBe(false);
  });
});
