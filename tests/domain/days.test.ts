import { describe, expect, test } from "vitest";
import { derivePage } from "@/domain/page";
import { announcement, base, component, day, facts, hour, incident, maintenance, minute, noon, update } from "./facts";

describe("the last 14 days", () => {
  const days = (over: Parameters<typeof facts>[0], at = noon) => derivePage(facts(over), at).days;
  const dates = (over: Parameters<typeof facts>[0], at = noon) =>
    days(over, at)
      .filter(({ incidents, windows, trouble }) => incidents.length + windows.length + trouble.length > 0)
      .map(({ date }) => date);

  test("an incident stands on every day that it was open, today among them", () => {
    const open = incident([update(noon - 2 * day, "investigating", { harvest: "major_outage" })]);
    expect(dates({ incidents: [open] })).toEqual(["2016-07-26", "2016-07-25", "2016-07-24"]);
    const reopened = incident([
      update(noon - 4 * day, "investigating"),
      update(noon - 4 * day + hour, "resolved"),
      update(noon - day, "investigating"),
      update(noon - day + hour, "resolved"),
    ]);
    expect(dates({ incidents: [reopened] })).toEqual(["2016-07-25", "2016-07-22"]);
  });

  test("a withdrawn incident stands on the day it began", () => {
    const wrong = incident([update(noon - 2 * day, "investigating")], {
      withdrawn: { at: noon, reason: "wrong page" },
    });
    expect(dates({ incidents: [wrong] })).toEqual(["2016-07-24"]);
  });

  test("a state set outside incidents is trouble of its days, at its worst", () => {
    const set = [base("harvest", "degraded_performance", noon - day), base("harvest", "major_outage", noon - hour)];
    const told = days({ baseChanges: set }, noon + hour);
    expect(told.slice(0, 3).map(({ trouble }) => trouble)).toEqual([
      [{ id: "harvest", name: "Harvest", status: "major_outage" }],
      [{ id: "harvest", name: "Harvest", status: "degraded_performance" }],
      [],
    ]);
  });

  test("work that runs stands on its days", () => {
    const window = maintenance([announcement(noon - 3 * day, noon - day, noon + hour, { harvest: "slow" })]);
    expect(dates({ maintenances: [window] })).toEqual(["2016-07-26", "2016-07-25"]);
  });

  test("work that became an incident stands on the days until then", () => {
    const over = { incidentAt: noon - day + hour };
    const window = maintenance([announcement(noon - 3 * day, noon - day, noon + hour, { harvest: "slow" })], over);
    expect(dates({ maintenances: [window] })).toEqual(["2016-07-25"]);
  });

  test("work that was cancelled stands on the day that was told, whenever it was to be", () => {
    const over = { cancelled: { at: noon - 2 * day, reason: "The servers arrive later." } };
    const window = maintenance([announcement(noon - 3 * day, noon + day, noon + 2 * day, { harvest: "slow" })], over);
    expect(dates({ maintenances: [window] })).toEqual(["2016-07-24"]);
  });

  test("of days before the first fact nothing is known", () => {
    const young = facts({ components: [component("harvest", { startAt: noon - 2 * day })] });
    expect(derivePage(young, noon).days.map(({ known }) => known)).toEqual([
      true,
      true,
      true,
      ...Array(11).fill(false),
    ]);
  });
});

describe("facts that nobody could confirm for ten minutes", () => {
  test("end no window by themselves", () => {
    const window = maintenance([announcement(noon - 3 * day, noon - hour, noon, { harvest: "down" })], {
      autoComplete: true,
    });
    const told = facts({ maintenances: [window] });
    expect(derivePage(told, noon + minute, { factsAt: noon }).mode).toBe("operational");
    expect(derivePage(told, noon + minute, { factsAt: noon - 30 * minute })).toMatchObject({
      mode: "maintenance",
      label: "running_late",
    });
    expect(derivePage(told, noon + hour, { factsAt: noon + minute }).mode).toBe("operational");
  });
});
