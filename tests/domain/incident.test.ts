import { describe, expect, test } from "vitest";
import { returnsTo } from "@/domain/component-state";
import {
  claimsOf,
  currentEffect,
  impactOf,
  incidentStatusAt,
  isOpen,
  resolvedAt,
  updatesUntil,
} from "@/domain/incident";
import { announcement, base, day, facts, hour, incident, maintenance, minute, noon, offline, update } from "./facts";

describe("the life of an incident", () => {
  test("the latest update by the time it happened speaks, not the latest posted", () => {
    const told = incident([
      update(noon, "monitoring"),
      update(noon - hour, "investigating", {}, { postedAt: noon + minute }),
    ]);
    expect(incidentStatusAt(told, noon + hour)).toBe("monitoring");
  });

  test("two updates of the same moment are ordered by when they were posted, then by id", () => {
    const late = update(noon, "identified", {}, { postedAt: noon + minute });
    const early = update(noon, "monitoring");
    expect(updatesUntil(incident([late, early]), noon + hour).map(({ id }) => id)).toEqual([early.id, late.id]);
    const twins = [update(noon, "monitoring", {}, { id: "b" }), update(noon, "identified", {}, { id: "a" })];
    expect(incidentStatusAt(incident(twins), noon)).toBe("monitoring");
  });

  test("resolving drops its claims, reopening starts without them", () => {
    const told = incident([
      update(noon, "investigating", { harvest: "major_outage" }),
      update(noon + hour, "resolved"),
      update(noon + 2 * hour, "investigating", { forecast: "partial_outage" }),
    ]);
    expect([...claimsOf(told, noon)]).toEqual([["harvest", "major_outage"]]);
    expect(claimsOf(told, noon + hour).size).toBe(0);
    expect([...claimsOf(told, noon + 3 * hour)]).toEqual([["forecast", "partial_outage"]]);
    expect(resolvedAt(told, noon + hour)).toBe(noon + hour);
    expect(resolvedAt(told, noon + 3 * hour)).toBeNull();
    expect(isOpen(told, noon + 3 * hour)).toBe(true);
  });

  test.each([
    ["the worst that it reached", { states: { harvest: "partial_outage" }, override: null }, "major"],
    ["minor when it names no component", { states: {}, override: null }, "minor"],
    ["minor when all it names is operational", { states: { harvest: "operational" }, override: null }, "minor"],
    ["what staff say, above all", { states: { harvest: "major_outage" }, override: "none" }, "none"],
  ] as const)("its impact is %s", (_name, { states, override }, impact) => {
    expect(impactOf(incident([update(noon, "investigating", states)], { impactOverride: override }), noon)).toBe(
      impact,
    );
  });

  test("taken offline counts as critical even when no state was given", () => {
    expect(impactOf(incident([update(noon, "investigating")], { offline: [offline("harvest", noon)] }), noon)).toBe(
      "critical",
    );
  });

  test("an effect line stays until another one is given, and an empty one takes it away", () => {
    const told = incident([
      update(noon, "investigating", {}, { effect: "You can't sign in" }),
      update(noon + minute, "identified"),
      update(noon + 2 * minute, "monitoring", {}, { effect: "" }),
    ]);
    expect(currentEffect(told, noon + minute)).toBe("You can't sign in");
    expect(currentEffect(told, noon + 2 * minute)).toBeNull();
  });
});

describe("what components return to when an incident is resolved", () => {
  const down = incident([update(noon, "investigating", { harvest: "major_outage", forecast: "degraded_performance" })]);

  test("operational when nothing else holds", () => {
    const after = returnsTo(facts({ incidents: [down] }), down.id, noon + minute);
    expect(after.map(({ componentId, status, because }) => [componentId, status, because])).toEqual([
      ["harvest", "operational", "operational"],
      ["forecast", "operational", "operational"],
    ]);
  });

  test("another open incident, a base state or a running window where one holds", () => {
    const other = incident([update(noon, "identified", { harvest: "partial_outage" })]);
    const window = maintenance([
      announcement(noon - 3 * day, noon - hour, noon + hour, { harvest: "slow", forecast: "none" }),
    ]);
    const told = facts({
      incidents: [down, other],
      maintenances: [window],
      baseChanges: [base("forecast", "degraded_performance", noon)],
    });
    expect(returnsTo(told, down.id, noon + minute).map(({ status, because }) => [status, because])).toEqual([
      ["partial_outage", "other_incident"],
      ["degraded_performance", "base"],
    ]);
    const alone = facts({ incidents: [down], maintenances: [window] });
    expect(returnsTo(alone, down.id, noon + minute)[0]).toMatchObject({
      status: "under_maintenance",
      because: "window",
    });
  });
});
