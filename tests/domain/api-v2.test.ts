import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts } from "@/domain/facts";
import { derivePage, toldFacts } from "@/domain/page";
import { expectedEffects, isWorse } from "@/domain/status";
import { v2Document, v2Names } from "@/messages/v2/documents";
import { sourceOf } from "@/messages/v2/source";
import { calendarText } from "@/server/programs/calendar";
import { faultOf, sampleOf } from "../support/contracts";
import { anyFacts } from "./any-facts";
import {
  announcement,
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
import { site, type V2Read } from "./v2-read";
import { conditions } from "./window-conditions";

function source(told: Facts, at = noon, options: Parameters<typeof derivePage>[2] = {}) {
  return sourceOf(toldFacts(told, at, options), derivePage(told, at, options), site);
}

const read = (name: (typeof v2Names)[number], told: Facts, at = noon) => v2Document(name, source(told, at)) as V2Read;

function faultsOf(told: Facts, names: readonly (typeof v2Names)[number][] = v2Names): string[] {
  const all = source(told);
  return names.flatMap((name) => faultOf(name, v2Document(name, all)) ?? []);
}

test("in every condition that a window can be in, each document is as its schema wants it", () => {
  const bad = expectedEffects
    .flatMap(conditions)
    .flatMap(({ name, window, incidents }) =>
      faultsOf(facts({ incidents, maintenances: [window] })).map((fault) => `${name}: ${fault}`),
    );
  expect(bad).toEqual([]);
});

test.each([
  ["announced in full", "scheduled_maintenances", "in_progress"],
  ["announced at short notice", "scheduled_maintenances", "in_progress"],
  ["to come", "scheduled_maintenances", "scheduled"],
  ["verifying", "scheduled_maintenances", "verifying"],
  ["running late", "scheduled_maintenances", "in_progress"],
  ["past its grace", "incidents", "identified"],
  ["announced too late", "incidents", "identified"],
  ["begun early by hand", "incidents", "identified"],
  ["a component added late", "incidents", "identified"],
  ["extended too late, past its grace", "incidents", "identified"],
] as const)("work that is %s is told among the %s, as %s", (condition, list, status) => {
  const found = conditions("down").find(({ name }) => name === condition);
  const told = facts({ maintenances: found ? [found.window] : [] });
  const summary = read("summary", told);
  const other = list === "incidents" ? "scheduled_maintenances" : "incidents";
  expect([summary[list].map((each) => each.status), summary[other]]).toEqual([[status], []]);
});

test.each([
  ["announced in full", 1],
  ["to come", 1],
  ["cancelled before it began", 1],
  ["announced too late", 0],
  ["begun early by hand", 0],
  ["recorded afterwards", 0],
])("work that is %s is in the calendar %i times: only what was planned is", (condition, times) => {
  const found = conditions("down").find(({ name }) => name === condition);
  const text = calendarText(source(facts({ maintenances: found ? [found.window] : [] })));
  expect([found?.name, text.match(/^BEGIN:VEVENT/gm)?.length ?? 0]).toEqual([condition, times]);
});

describe("whatever the facts", () => {
  test("each document is as its schema wants it, and lists are parts of one another", () => {
    fc.assert(
      fc.property(anyFacts, (told) => {
        expect(faultsOf(told)).toEqual([]);
        const all = read("incidents", told).incidents;
        const parts = [...read("incidents/unresolved", told).incidents, ...read("incidents/resolved", told).incidents];
        expect(parts.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
        const summary = read("summary", told);
        expect(summary.incidents).toEqual(read("incidents/unresolved", told).incidents);
        const planned = [
          ...read("scheduled-maintenances/upcoming", told).scheduled_maintenances,
          ...read("scheduled-maintenances/active", told).scheduled_maintenances,
        ];
        expect(summary.scheduled_maintenances.map(({ id }) => id).sort()).toEqual(planned.map(({ id }) => id).sort());
      }),
      { numRuns: 150 },
    );
  });

  test("updates come newest first, each tells of every component, and one begins where the last one ended", () => {
    fc.assert(
      fc.property(anyFacts, (told) => {
        const all = [
          ...read("incidents", told).incidents,
          ...read("scheduled-maintenances", told).scheduled_maintenances,
        ];
        for (const { incident_updates: updates } of all) {
          const shown = updates.map(({ display_at: at }) => Date.parse(at));
          expect(shown).toEqual([...shown].sort((a, b) => b - a));
          const affected = updates.map((each) => each.affected_components?.map(({ code }) => code));
          expect(new Set(affected.map(String)).size).toBeLessThanOrEqual(1);
          const states = (index: number, which: "old_status" | "new_status") =>
            updates[index]?.affected_components?.map((each) => each[which]);
          for (let index = 1; index < updates.length; index++)
            expect(states(index - 1, "old_status")).toEqual(states(index, "new_status"));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("announced work ends after it begins, and the calendar has each of it once", () => {
    fc.assert(
      fc.property(anyFacts, (told) => {
        const { scheduled_maintenances: planned } = read("scheduled-maintenances", told);
        for (const { scheduled_for: from, scheduled_until: until } of planned)
          expect(Date.parse(until)).toBeGreaterThan(Date.parse(from));
        const events = calendarText(source(told)).match(/^UID:.*$/gm) ?? [];
        expect(new Set(events).size).toBe(planned.length);
      }),
      { numRuns: 300 },
    );
  });

  test("nothing of a document changes by time alone before the page says so", () => {
    fc.assert(
      fc.property(anyFacts, (told) => {
        const until = derivePage(told, noon).validUntil ?? noon + 1;
        for (const name of ["summary", "incidents", "scheduled-maintenances"] as const)
          expect(read(name, told, until - 1)).toEqual(read(name, told));
      }),
      { numRuns: 150 },
    );
  });

  test("what a window covers is never told as worse than maintenance, and what it does not is never told as planned", () => {
    fc.assert(
      fc.property(anyFacts, (told) => {
        const { mode } = derivePage(told, noon);
        const { scheduled_maintenances: active } = read("scheduled-maintenances/active", told);
        const { incidents } = read("incidents/unresolved", told);
        const open = incidents.some(({ impact }) => impact !== "none");
        if (open) expect(mode).toBe("outage");
        if (mode === "maintenance") expect(active.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

/** What the samples are made of: a group, an open incident in it, and windows to come, under way and over. */
function sampleFacts(): Facts {
  const part = { groupId: "group0000001" };
  const open = incident(
    [update(noon - hour, "investigating", { api: "degraded_performance" }), update(noon - 20 * minute, "identified")],
    { name: "Elevated API error rates" },
  );
  const over = incident([update(noon - day, "investigating"), update(noon - day + hour, "resolved")]);
  return facts({
    groups: [{ id: "group0000001", name: "Core Platform", position: 0 }],
    components: [
      component("website"),
      component("database", { position: 1 }),
      component("api", part),
      component("webhooks", { ...part, position: 1 }),
    ],
    incidents: [open, over],
    maintenances: [
      maintenance([announcement(noon - 3 * day, noon - hour, noon + hour, { database: "down" })]),
      maintenance([announcement(noon - 2 * day, noon + 3 * day, noon + 4 * day, { webhooks: "slow" })]),
      maintenance([announcement(noon - 9 * day, noon - 5 * day, noon - 4 * day, { website: "none" })], {
        actualEnd: noon - 4 * day - hour,
      }),
    ],
  });
}

describe("on the wire", () => {
  const keysOf = (value: object | undefined) => Object.keys(value ?? {});

  test.each(v2Names.filter((name) => name !== "incidents/resolved"))(
    "%s has the keys of its sample, in order",
    (name) => {
      const [ours, theirs] = [read(name, sampleFacts()), sampleOf(name) as V2Read];
      expect(keysOf(ours)).toEqual(keysOf(theirs));
      expect(keysOf(ours.page)).toEqual(keysOf(theirs.page));
      const lists = [ours, theirs].map((all) => [
        ...(all.components ?? []),
        ...[...(all.incidents ?? []), ...(all.scheduled_maintenances ?? [])].flatMap((each) => each.components),
      ]);
      const [ownGroup, group] = lists.map((list) => list.find((each) => each.group));
      const [own, single] = lists.map((list) => list.find((each) => !each.group));
      expect([keysOf(ownGroup), keysOf(own)]).toEqual([keysOf(group), keysOf(single)]);
      for (const key of ["incidents", "scheduled_maintenances"] as const) {
        const [mine, sample] = [ours[key]?.[0], theirs[key]?.[0]];
        expect(keysOf(mine)).toEqual(keysOf(sample));
        expect(keysOf(mine?.incident_updates[0])).toEqual(keysOf(sample?.incident_updates[0]));
        const affected = (each: typeof mine) => keysOf(each?.incident_updates[0]?.affected_components?.[0]);
        expect(affected(mine)).toEqual(affected(sample));
      }
    },
  );

  test("a group has its members' ids and the worst of their states, and a member's full name has the group's", () => {
    const { components } = read("components", sampleFacts());
    expect(components.map(({ id, position }) => [id, position])).toEqual([
      ["website", 1],
      ["api", 1],
      ["database", 2],
      ["webhooks", 2],
      ["group0000001", 3],
    ]);
    expect(components.find(({ group }) => group)).toMatchObject({
      status: "degraded_performance",
      components: ["api", "webhooks"],
      group_id: null,
    });
    const { incidents } = read("incidents/unresolved", sampleFacts());
    expect(incidents[0]?.incident_updates.map((each) => each.affected_components)).toEqual([
      [
        {
          code: "api",
          name: "Core Platform - Api",
          old_status: "degraded_performance",
          new_status: "degraded_performance",
        },
      ],
      [{ code: "api", name: "Core Platform - Api", old_status: "operational", new_status: "degraded_performance" }],
    ]);
  });

  test("times are of the page's zone, with milliseconds and offset, and Z where that is UTC", () => {
    const there = read("incidents", sampleFacts()).incidents[0];
    expect(there?.started_at).toBe("2016-07-26T09:00:00.000-04:00");
    const told = sampleFacts();
    const utc = read("incidents", { ...told, page: { ...told.page, timeZone: "UTC" } });
    expect(utc.incidents[0]?.started_at).toBe("2016-07-26T13:00:00.000Z");
    expect(utc.page.time_zone).toBe("Etc/UTC");
  });

  test("what is offline on purpose is a major outage from the update on that says so", () => {
    const off = incident(
      [update(noon - hour, "investigating", { harvest: "degraded_performance" }), update(noon - minute, "identified")],
      {
        offline: [offline("harvest", noon - minute)],
      },
    );
    const [told] = read("incidents", facts({ incidents: [off] })).incidents;
    expect(told?.impact).toBe("critical");
    expect(told?.components.map(({ status }) => status)).toEqual(["major_outage"]);
    expect(told?.incident_updates[0]?.affected_components).toEqual([
      { code: "harvest", name: "Harvest", old_status: "degraded_performance", new_status: "major_outage" },
    ]);
  });

  test("a notice is an incident without impact for as long as it stands, and colours nothing", () => {
    const notice = {
      id: "notice000001",
      title: "New invoices",
      body: "They look different.",
      postedAt: noon - day,
      withdrawnAt: null,
    };
    const told = facts({ notices: [{ ...notice, fromAt: noon - hour, untilAt: noon + hour }] });
    expect(read("summary", told)).toMatchObject({
      status: { indicator: "none" },
      incidents: [{ id: "notice000001", impact: "none", status: "monitoring", resolved_at: null }],
    });
    expect(read("incidents", told, noon + 2 * hour).incidents[0]).toMatchObject({ status: "resolved" });
    expect(read("incidents/unresolved", told, noon + 2 * hour).incidents).toEqual([]);
    const withdrawn = facts({
      notices: [{ ...notice, fromAt: noon - hour, untilAt: null, withdrawnAt: noon - minute }],
    });
    expect(read("incidents", withdrawn).incidents).toEqual([]);
  });

  test("a withdrawn incident is in no list, and one of limited detail tells no component and no time but its posts'", () => {
    const away = incident([update(noon - hour, "investigating")], {
      withdrawn: { at: noon - minute, reason: "An error." },
    });
    const limited = incident(
      [update(noon - hour, "investigating", { harvest: "major_outage" }, { postedAt: noon - minute })],
      { limitedDetail: true },
    );
    const { incidents } = read("incidents", facts({ incidents: [away, limited] }));
    expect(incidents).toMatchObject([{ id: limited.id, components: [], started_at: "2016-07-26T09:59:00.000-04:00" }]);
    expect(incidents[0]?.incident_updates[0]).toMatchObject({
      display_at: "2016-07-26T09:59:00.000-04:00",
      affected_components: null,
    });
  });

  test("of an incident of limited detail the posts come newest first by when they were posted", () => {
    const posts = [
      update(noon - hour, "investigating", {}, { postedAt: noon - 9 * minute }),
      update(noon - 2 * hour, "identified", {}, { postedAt: noon - 3 * minute }),
    ];
    const [told] = read("incidents", facts({ incidents: [incident(posts, { limitedDetail: true })] })).incidents;
    expect(told?.incident_updates.map(({ id }) => id)).toEqual(posts.map(({ id }) => id).reverse());
  });

  test("a list has the fifty newest, the newest first", () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      incident([update(noon - index * hour, "investigating"), update(noon - index * hour + minute, "resolved")]),
    );
    const { incidents } = read("incidents", facts({ incidents: many }), noon + hour);
    expect(incidents.map(({ id }) => id)).toEqual(many.slice(0, 50).map(({ id }) => id));
  });

  test("what was last known is green in no words once it is old", () => {
    const { status } = v2Document("status", source(facts(), noon, { factsAt: noon - hour })) as V2Read;
    expect(status).toEqual({
      indicator: "none",
      description: "No problem known as of 26 July, 9:00am EDT (13:00 UTC)",
    });
  });

  test("a component's state is never better than in its group, and changes when it says so", () => {
    const { components } = read("components", sampleFacts());
    const group = components.find((each) => each.group);
    for (const each of components.filter(({ group_id: of }) => of === group?.id))
      expect(isWorse(each.status as "operational", group?.status as "operational")).toBe(false);
    const api = components.find(({ id }) => id === "api");
    expect(api).toMatchObject({ updated_at: "2016-07-26T09:40:00.000-04:00", start_date: "2016-06-26" });
  });
});
