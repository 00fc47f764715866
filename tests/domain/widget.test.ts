import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choicesOf, isComing, toldOf } from "@/components/widget/told";
import type { CandorStatus } from "@/components/widget/widget";
import { copyOf } from "@/domain/copy";
import type { Facts } from "@/domain/facts";
import { derivePage, toldFacts } from "@/domain/page";
import { sourceOf } from "@/messages/v2/source";
import { widgetDocument } from "@/messages/widget";
import { plainText } from "@/server/programs/feed-content";
import { anyFacts } from "./any-facts";
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
  offline,
  update,
} from "./facts";
import { product } from "./state-product";
import { site } from "./v2-read";
import { conditions } from "./window-conditions";

/** What the widget is told; that it fits the published types is checked by the compiler. */
function statusOf(told: Facts, at = noon, options: Parameters<typeof derivePage>[2] = {}): CandorStatus {
  const page = derivePage(told, at, options);
  return widgetDocument(sourceOf(toldFacts(told, at, options), page, site), plainText);
}

const choices = (attributes: Record<string, string> = {}) => choicesOf((name) => attributes[name] ?? null);
const told = (status: CandorStatus, attributes: Record<string, string> = {}, at = noon) =>
  toldOf(status, choices(attributes), at);
const names = (status: CandorStatus, attributes: Record<string, string> = {}) =>
  told(status, attributes).items.map(({ name }) => name);

const down = (id: string, at = noon - hour) =>
  incident([update(at, "investigating", { [id]: "major_outage" })], { id: `down${id}`, name: `${id} is down` });

describe("what the widget is told", () => {
  test("is of the page's mode and label whatever states, incidents, windows and times come together", () => {
    // 29 divides none of the numbers of choices that they are made of, so each choice meets each other one.
    const some = [...product()].filter((_, index) => index % 29 === 0);
    const wrong = some.filter(({ told: all }) => {
      const page = derivePage(all, noon);
      const { mode, label } = told(statusOf(all), { mode: "badge" });
      return mode !== page.mode || (page.label !== null && label === null);
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("never has work among what is planned that was not announced, whatever the facts", () => {
    fc.assert(
      fc.property(anyFacts, (all) => {
        const page = derivePage(all, noon);
        const status = statusOf(all);
        const uncovered = [...page.runningWindows, ...page.upcomingWindows]
          .filter(({ announced }) => announced === "uncovered")
          .map(({ id }) => id);
        const planned = [...status.maintenances, ...status.upcoming].map(({ id }) => id);
        expect(planned.filter((id) => uncovered.includes(id))).toEqual([]);
        expect(status.incidents.map(({ id }) => id)).toEqual(expect.arrayContaining(uncovered));
        const isOutage = told(status, { mode: "badge" }).mode === "outage";
        if (page.mode !== "unknown") expect(isOutage).toBe(page.mode === "outage");
      }),
    );
  });

  test.each([
    ["announced in full", "maintenances", "maintenance"],
    ["announced at short notice", "maintenances", "maintenance_short_notice"],
    ["running late", "maintenances", "running_late"],
    ["to come", "upcoming", "maintenance"],
    ["announced too late", "incidents", "outage"],
    ["begun early by hand", "incidents", "outage"],
    ["past its grace", "incidents", "outage"],
  ] as const)("has work that is %s among the %s, as %s", (condition, list, label) => {
    const found = conditions("down").find(({ name }) => name === condition);
    const status = statusOf(facts({ maintenances: found ? [found.window] : [] }));
    expect(status[list][0]).toMatchObject({ label });
    const lists = { incidents: status.incidents, maintenances: status.maintenances, upcoming: status.upcoming };
    expect(Object.entries(lists).flatMap(([name, items]) => (items.length > 0 ? [name] : []))).toEqual([list]);
    if (list === "incidents") expect(status.incidents[0]?.note).toBe("This is not planned maintenance.");
  });

  test("tells of an incident what customers notice, since when, its newest words as plain text, and what it was at worst", () => {
    const body = `**We** found [it](https://example.com) & <b>more</b>.\n\n${"word ".repeat(100)}`;
    const updates = [
      update(noon - hour, "investigating", { web: "major_outage", api: "degraded_performance" }),
      update(
        noon - minute,
        "identified",
        { web: "partial_outage" },
        { body, effect: "You can’t sign in", nextUpdateBy: noon + hour },
      ),
    ];
    const [item] = statusOf(facts({ incidents: [incident(updates, { id: "abc", name: "Trouble" })] })).incidents;
    expect(item).toMatchObject({
      id: "abc",
      kind: "incident",
      url: "https://status.example.com/incidents/abc",
      label: "partial_outage",
      effect: "You can’t sign in",
      status: "partial_outage",
      worst: "major_outage",
      since: new Date(noon - hour).toISOString(),
      next_update_by: new Date(noon + hour).toISOString(),
    });
    expect(item?.components).toMatchObject([
      { id: "web", status: "partial_outage", worst: "major_outage", label: "partial_outage" },
      { id: "api", status: "degraded_performance", worst: "degraded_performance", label: "degraded" },
    ]);
    expect(item?.update?.text).toMatch(/^We found it & <b>more<\/b>\. word .*word…$/);
    expect(item?.update?.text.length).toBeLessThanOrEqual(281);
  });

  test("says of what was taken offline on purpose why, and that it is not planned", () => {
    const updates = [update(noon - hour, "identified", { web: "major_outage" })];
    const off = incident(updates, { offline: [offline("web", noon - minute)] });
    const [item] = statusOf(facts({ incidents: [off] })).incidents;
    expect(item?.effect).toMatch(/^We have taken .* offline ourselves to find the cause$/);
    expect(item?.note).toBe("This is not planned maintenance.");
  });

  test("has words for what is unwell though no incident says so", () => {
    const baseChanges = [base("web", "partial_outage", noon - hour), base("api", "under_maintenance", noon - hour)];
    const { incidents } = statusOf(facts({ baseChanges, components: [component("web"), component("api")] }));
    expect(incidents.map(({ kind, label }) => [kind, label])).toEqual([
      ["component", "partial_outage"],
      ["component", "unannounced_work"],
    ]);
    expect(told(statusOf(facts({ baseChanges, components: [component("web"), component("api")] }))).items).toHaveLength(
      2,
    );
  });

  test("stays the same text while nothing changes, and claims nothing of the present in a copy", () => {
    const all = facts({ incidents: [down("web")] });
    expect(statusOf(all, noon + 1)).toEqual(statusOf(all, noon));
    const page = copyOf(derivePage(all, noon));
    const copy = widgetDocument(sourceOf(all, page, site), plainText);
    expect(copy).toMatchObject({ mode: "unknown", last_known: "outage", as_of: new Date(noon).toISOString() });
  });

  test("of facts that are old says up to when they hold", () => {
    const status = statusOf(facts(), noon, { factsAt: noon - hour });
    expect(status).toMatchObject({ mode: "operational", as_of: new Date(noon - hour).toISOString() });
  });
});

describe("what one product is told", () => {
  const slow = incident([update(noon - hour, "investigating", { api: "degraded_performance" })], {
    name: "Slow reports",
  });
  const both = facts({
    incidents: [slow, down("web")],
    components: [component("web"), component("api"), component("mail")],
  });

  test("is about its own components, and from the threshold on", () => {
    expect(names(statusOf(both))).toEqual(["web is down", "Slow reports"]);
    expect(names(statusOf(both), { components: "api" })).toEqual(["Slow reports"]);
    expect(names(statusOf(both), { components: "api", threshold: "partial_outage" })).toEqual([]);
    expect(told(statusOf(both), { components: "api", threshold: "partial_outage" }).mode).toBe("outage");
  });

  test("is never that all is well where a component that it asks for is not there, or not any more", () => {
    const components = [component("web"), component("api"), component("old", { archivedAt: noon - hour })];
    const status = statusOf(facts({ components, incidents: [down("web")] }));
    expect(status.components).toEqual(["api", "web"]);
    for (const mode of ["banner", "badge"]) {
      expect(told(status, { mode, components: "api" })).toMatchObject({ mode: "operational", items: [] });
      for (const ids of ["gone", "old", "api,gone", "gone,api", "api, old"])
        expect(told(status, { mode, components: ids }), ids).toEqual({ mode: "unknown", label: null, items: [] });
      // What is known to be wrong is told for all that.
      expect(told(status, { mode, components: "web,gone" })).toMatchObject({
        mode: "outage",
        items: [{ kind: "incident" }],
      });
    }
    expect(told(status, { mode: "badge" }).mode).toBe("outage");
  });

  test("is maintenance from the moment on that its start was told for, though nothing newer was heard", () => {
    const startAt = noon + minute;
    const window = maintenance([announcement(noon - 3 * day, startAt, startAt + hour, { web: "down" })]);
    const status = statusOf(facts({ maintenances: [window], components: [component("web"), component("api")] }));
    expect(status.upcoming).toHaveLength(1);
    for (const mode of ["banner", "badge"]) {
      expect(told(status, { mode }, startAt - 1).mode).toBe("operational");
      expect(told(status, { mode, upcoming: "0" }, startAt)).toMatchObject({
        mode: "maintenance",
        label: "maintenance",
        items: [{ id: window.id }],
      });
      expect(told(status, { mode, components: "api" }, startAt)).toMatchObject({ mode: "operational", items: [] });
    }
    const later = statusOf(
      facts({ maintenances: [window], components: [component("web"), component("api")] }),
      startAt,
    );
    expect(told(later, { mode: "badge" }, startAt).mode).toBe("maintenance");
  });

  test("does not alarm a product by what the same incident does to another", () => {
    const mixed = incident([
      update(noon - hour, "investigating", { web: "major_outage", api: "degraded_performance" }),
      update(noon - minute, "monitoring", { api: "operational" }),
    ]);
    const status = statusOf(facts({ incidents: [mixed] }));
    expect(told(status, { components: "api", threshold: "partial_outage" }).items).toEqual([]);
    expect(told(status, { components: "api" }).items).toMatchObject([
      { label: "recovered", worst: "degraded_performance" },
    ]);
    expect(told(status, { components: "web" }).items).toMatchObject([{ label: "outage", id: mixed.id }]);
  });

  test("has what may be about everybody: an incident that names no component", () => {
    const status = statusOf(facts({ incidents: [incident([update(noon - hour, "investigating", {})])] }));
    expect(told(status, { components: "web" }).items).toHaveLength(1);
  });

  test("is no less of an incident where it names a component without a state", () => {
    for (const impactOverride of [null, "critical"] as const) {
      const named = incident([update(noon - hour, "investigating", { web: "operational" })], { impactOverride });
      const status = statusOf(facts({ incidents: [named] }));
      expect(told(status, { components: "web" })).toEqual({ ...told(status), items: [expect.anything()] });
      expect(told(status, { components: "web" }).items[0]?.label).toBe(told(status).label);
    }
  });

  test("is another thing when another component is down without an incident, or the same one again", () => {
    const items = (...changes: [string, number][]) =>
      told(
        statusOf(
          facts({
            components: [component("web"), component("api")],
            baseChanges: changes.map(([id, at]) => base(id, "major_outage", at)),
          }),
        ),
      ).items.map(({ id, since, kind }) => [kind, id, since].join());
    const seen = [items(["web", noon - hour]), items(["api", noon - hour]), items(["web", noon - minute])].flat();
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
  });

  test("is not calm because a banner's threshold is high: a badge tells the truth, and so does a line that is always there", () => {
    const status = statusOf(facts({ incidents: [slow] }));
    expect(told(status, { threshold: "major_outage", mode: "badge" })).toMatchObject({
      items: [{ label: "degraded" }],
    });
    expect(names(status, { threshold: "major_outage", "show-operational": "" })).toEqual(["Slow reports"]);
  });

  test("has work to come so far ahead as it wants", () => {
    const startAt = noon + 30 * hour;
    const window = maintenance([announcement(noon - 3 * day, startAt, startAt + hour, { web: "down" })]);
    const status = statusOf(facts({ maintenances: [window], components: [component("web")] }));
    expect(told(status).items).toEqual([]);
    expect(told(status, { upcoming: "31h" }).items.map((item) => isComing(item, noon))).toEqual([true]);
    expect(told(status, { upcoming: "2d" }).items).toHaveLength(1);
    expect(told(status, { upcoming: "0" }).items).toEqual([]);
  });
});
