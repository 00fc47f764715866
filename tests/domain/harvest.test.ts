import { describe, expect, test } from "vitest";
import type { Facts, Incident } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import type { ComponentStatus, IncidentComponentStatus, IncidentStatus } from "@/domain/status";
import { statusIntervals, uptimeOf } from "@/domain/uptime";
import harvest from "@/prisma/cases/harvest-2016-07-26.json";
import { component, facts, incident, offline, update } from "./facts";

type Fact = {
  at: string;
  what: string;
  components?: Record<string, string>;
  takenOffline?: string[];
  backOnline?: string[];
  incidentStatus?: string;
};

function harvestFacts(): Facts {
  const told = (harvest.facts as Fact[]).filter(({ at }) => Date.parse(at) < Date.parse("2016-07-27T00:00:00Z"));
  const back = told.find(({ backOnline }) => backOnline);
  const off = told.find(({ takenOffline }) => takenOffline);
  if (!back || !off) throw new Error("the case says nothing of taking offline");
  const updates = told.map((fact) =>
    update(
      Date.parse(fact.at),
      (fact.incidentStatus ?? "investigating") as IncidentStatus,
      (fact.components ?? {}) as Record<string, IncidentComponentStatus>,
      { body: fact.what },
    ),
  );
  const intervals = (off.takenOffline ?? []).map((key) => offline(key, Date.parse(off.at), Date.parse(back.at)));
  const crash: Incident = incident(updates, { offline: intervals });
  return facts({
    components: harvest.components.map(({ key, name }, position) => component(key, { name, position })),
    incidents: [crash],
  });
}

describe("the outage of 26 July 2016", () => {
  test.each(harvest.expected.mode)("at $at the page is in mode $mode, label $label", (expected) => {
    const page = derivePage(harvestFacts(), Date.parse(expected.at));
    expect(page.mode).toBe(expected.mode);
    expect(page.label).toBe(expected.label ?? null);
    if (expected.indicator) expect(page.indicator).toBe(expected.indicator);
  });

  test("says since when the present label holds, and when the problems began", () => {
    const page = derivePage(harvestFacts(), Date.parse("2016-07-26T15:20:00Z"));
    expect(page.since).toBe(Date.parse("2016-07-26T14:59:00Z"));
    expect(page.problemsBeganAt).toBe(Date.parse("2016-07-26T14:36:00Z"));
  });

  test("taken offline on purpose is told as such, never as work that was planned", () => {
    const page = derivePage(harvestFacts(), Date.parse("2016-07-26T15:20:00Z"));
    expect(page.headline).toEqual({
      kind: "taken_offline",
      names: ["Harvest", "Forecast"],
      reason: "to find the cause",
    });
    expect(page.runningWindows).toEqual([]);
  });

  test("between the two crashes it says that it failed and may fail again", () => {
    const page = derivePage(harvestFacts(), Date.parse("2016-07-26T14:56:00Z"));
    expect(page.headline).toEqual({
      kind: "working",
      label: "unstable",
      since: Date.parse("2016-07-26T14:54:00Z"),
      failedAt: Date.parse("2016-07-26T14:50:00Z"),
    });
  });

  test("the downtime and the uptime of the day are those of the post-mortem", () => {
    const { downtime } = harvest.expected;
    for (const { key } of harvest.components) {
      const uptime = uptimeOf(
        harvestFacts(),
        key,
        Date.parse("2016-07-26T00:00:00Z"),
        Date.parse("2016-07-27T00:00:00Z"),
      );
      expect(uptime.offlineMinutes).toBe(downtime.offlineMinutesPerComponent);
      expect(uptime.percent).toBe(downtime.uptimeOfTheDayUtcPercent);
    }
  });

  test("the offline stretches are 14:50 to 14:54 and 14:59 to 16:38", () => {
    const day = [Date.parse("2016-07-26T00:00:00Z"), Date.parse("2016-07-27T00:00:00Z")] as const;
    const down: ComponentStatus = "major_outage";
    const stretches = statusIntervals(harvestFacts(), "harvest", ...day).filter(({ status }) => status === down);
    expect(stretches.map(({ from, to }) => [from, to].map((at) => new Date(at).toISOString().slice(11, 16)))).toEqual([
      ["14:50", "14:54"],
      ["14:59", "16:38"],
    ]);
  });
});
