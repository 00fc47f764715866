import { describe, expect, test } from "vitest";
import { derivePage, unknownPage } from "@/domain/page";
import { promiseState } from "@/domain/promise";
import { component, day, facts, hour, incident, minute, noon, offline, update } from "./facts";

const fourteen = Array.from({ length: 14 }, (_, position) => component(`part${position}`, { position }));

describe("the page", () => {
  test("claims nothing before it is set up, without components, and before its first fact", () => {
    const fresh = facts({ components: [] });
    expect(derivePage({ ...fresh, page: { ...fresh.page, setUpAt: null } }, noon).mode).toBe("unknown");
    expect(derivePage(fresh, noon)).toMatchObject({
      mode: "unknown",
      label: null,
      indicator: null,
      unknownBecause: "not_set_up",
    });
    expect(derivePage(facts(), noon - 60 * day).mode).toBe("unknown");
    expect(unknownPage(noon, "no_facts", { name: "Harvest", timeZone: "UTC" })).toMatchObject({
      mode: "unknown",
      indicator: null,
    });
  });

  test("tells an outage even when nobody finished the set-up", () => {
    const told = facts({ components: [], incidents: [incident([update(noon, "investigating")])] });
    expect(derivePage({ ...told, page: { ...told.page, setUpAt: null } }, noon).mode).toBe("outage");
  });

  test("says the effect when one thing is open, and how broad it is when more are", () => {
    const first = incident([
      update(noon, "investigating", { part0: "partial_outage" }, { effect: "You can't export" }),
    ]);
    const second = incident([
      update(noon, "investigating", { part1: "partial_outage", part2: "degraded_performance" }),
    ]);
    const one = derivePage(facts({ components: fourteen, incidents: [first] }), noon);
    expect(one.headline).toEqual({ kind: "effect", text: "You can't export" });
    const both = derivePage(facts({ components: fourteen, incidents: [first, second] }), noon);
    expect(both.headline).toEqual({
      kind: "breadth",
      names: ["Part0", "Part1"],
      affected: 2,
      total: 14,
      status: "partial_outage",
    });
  });

  test.each([
    ["critical", "outage"],
    ["major", "partial_outage"],
    [null, "degraded"],
  ] as const)("an incident that names no component, impact %s, is told as %s", (override, label) => {
    const told = incident([update(noon, "investigating")], { impactOverride: override });
    expect(derivePage(facts({ incidents: [told] }), noon)).toMatchObject({
      mode: "outage",
      label,
      headline: { kind: "incident" },
    });
  });

  test("an incident of impact none is mentioned, without a mode of its own", () => {
    const told = incident([update(noon, "investigating")], { impactOverride: "none" });
    expect(derivePage(facts({ incidents: [told] }), noon)).toMatchObject({
      mode: "operational",
      headline: { kind: "possible_problem" },
    });
  });

  test("a component back online leaves the other one off", () => {
    const told = incident([update(noon, "investigating")], {
      offline: [offline("harvest", noon), offline("forecast", noon, noon + hour)],
    });
    const page = derivePage(facts({ incidents: [told] }), noon + hour);
    expect(page.headline).toMatchObject({ kind: "taken_offline", names: ["Harvest"] });
    expect(page.groups[0]?.components.map(({ status }) => status)).toEqual(["major_outage", "operational"]);
  });

  test("what failed by itself is not hidden behind what was taken offline on purpose", () => {
    const failed = incident([update(noon - hour, "investigating", { forecast: "major_outage" })]);
    const taken = incident([update(noon, "identified")], { offline: [offline("harvest", noon)] });
    expect(derivePage(facts({ incidents: [failed, taken] }), noon).headline).toMatchObject({
      kind: "breadth",
      names: ["Harvest", "Forecast"],
      status: "major_outage",
    });
  });

  test("worst incident first, the newest before the older of the same label", () => {
    const slow = incident([update(noon, "investigating", { harvest: "degraded_performance" })]);
    const older = incident([update(noon - hour, "investigating", { forecast: "major_outage" })]);
    const newer = incident([update(noon - minute, "investigating", { forecast: "major_outage" })]);
    const page = derivePage(facts({ incidents: [slow, older, newer] }), noon);
    expect(page.openIncidents.map(({ id }) => id)).toEqual([newer.id, older.id, slow.id]);
  });

  test("archived components and those that have not started are not on it", () => {
    const components = [
      component("old", { archivedAt: noon - day }),
      component("new", { startAt: noon + day }),
      component("now"),
    ];
    const page = derivePage(facts({ components }), noon);
    expect(page.groups.flatMap((group) => group.components.map(({ id }) => id))).toEqual(["now"]);
  });

  test("a group is as unwell as its worst component", () => {
    const told = facts({
      groups: [{ id: "eu", name: "Europe", position: 0 }],
      components: [
        component("web", { groupId: "eu" }),
        component("api", { groupId: "eu", position: 1 }),
        component("docs"),
      ],
      incidents: [incident([update(noon, "investigating", { api: "partial_outage" })])],
    });
    expect(derivePage(told, noon).groups.map(({ name, status }) => [name, status])).toEqual([
      [null, "operational"],
      ["Europe", "partial_outage"],
    ]);
  });

  test("a promise is overdue from five minutes past it, and the soonest stands on top", () => {
    const promised = (by: number) => incident([update(noon, "investigating", {}, { nextUpdateBy: by })]);
    const told = facts({ incidents: [promised(noon + hour), promised(noon + 30 * minute)] });
    expect(derivePage(told, noon).nextUpdate).toEqual({ by: noon + 30 * minute, overdue: false });
    expect(derivePage(told, noon + 35 * minute - 1).nextUpdate?.overdue).toBe(false);
    expect(derivePage(told, noon + 35 * minute).nextUpdate?.overdue).toBe(true);
  });

  test("a later post without a promise keeps the one before it", () => {
    const told = incident([
      update(noon, "investigating", {}, { nextUpdateBy: noon + 30 * minute }),
      update(noon - hour, "investigating", {}, { postedAt: noon + minute }),
    ]);
    expect(derivePage(facts({ incidents: [told] }), noon + 2 * minute).nextUpdate).toBeNull();
  });

  test.each([
    [-6, "kept_open"],
    [-5, "due_soon"],
    [0, "due"],
    [5, "overdue"],
  ] as const)("staff see a promise %i minutes from its time as %s", (minutes, state) => {
    expect(promiseState(noon, noon + minutes * minute)).toBe(state);
  });

  test("a thousand incidents and components are derived in one go", () => {
    const components = Array.from({ length: 1000 }, (_, position) => component(`c${position}`, { position }));
    const incidents = components.map(({ id }, index) =>
      incident([update(noon - index * minute, "investigating", { [id]: "degraded_performance" })]),
    );
    const page = derivePage(facts({ components, incidents }), noon);
    expect(page.openIncidents).toHaveLength(1000);
    expect(page.headline).toMatchObject({ kind: "breadth", affected: 1000, total: 1000 });
  });

  test("a component that works again is not called well while its incident is open", () => {
    const told = facts({ incidents: [incident([update(noon, "monitoring", { harvest: "operational" })])] });
    const rows = derivePage(told, noon).groups.flatMap(({ components }) => components);
    expect(rows.map(({ id, inOpenIncident }) => [id, inOpenIncident])).toEqual([
      ["harvest", true],
      ["forecast", false],
    ]);
  });
});
