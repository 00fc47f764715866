import { describe, expect, test } from "vitest";
import { movedForm } from "@/app/staff/(desk)/maintenance/moved-form";
import { planInput } from "@/app/staff/(desk)/maintenance/plan-input";
import { valuesOf } from "@/components/staff/form-state";
import { movedPlan, type PlanFields, planFields, planOf, planStart, planTime } from "@/components/staff/plan-fields";
import { offlineLink } from "@/components/staff/plan-ways";
import { verdictOf } from "@/components/staff/plan-words";
import { turnedWords } from "@/components/staff/turned-words";
import { turnedWindows, watchedWindows } from "@/components/staff/watched-windows";
import { dueReminder, dueSentence, extensionWords, laterEnds, windowSentence } from "@/components/staff/window-words";
import { defaultSettings, type Facts } from "@/domain/facts";
import { judgePlan } from "@/domain/plan";
import { publicWindow } from "@/domain/public-window";
import type { ExpectedEffect } from "@/domain/status";
import { planningWords } from "@/domain/wording";
import { InvalidInput } from "@/server/refusal";
import { announcement, day, facts, hour, incident, maintenance, minute, noon, update } from "../domain/facts";

const zone = "America/New_York";
const page = { timeZone: zone, at: noon };

function told(known: Facts, startAt: number, effect: ExpectedEffect = "down") {
  const plan = { components: [{ componentId: "harvest", effect }], startAt, endAt: startAt + hour };
  const judgement = judgePlan(known, plan, noon);
  return verdictOf({ judgement, plan, settings: known.settings, page, nameOf: () => "Harvest", changes: false });
}

describe("the editor says before publishing what a plan will be called, and why", () => {
  test("announced a day ahead it is scheduled", () => {
    const { title, lines } = told(facts(), noon + 3 * day);
    expect(title).toBe("Scheduled maintenance");
    expect(lines).toEqual(["Customers are told 3 days before it begins; 24 h is enough to call it scheduled."]);
  });

  test("between the thresholds it is at short notice, and its minutes count as unplanned", () => {
    const { title, lines } = told(facts(), noon + 3 * hour);
    expect(title).toBe("Maintenance at short notice");
    expect(lines[0]).toContain("3 h before it begins, less than the 24 h");
    expect(lines[0]).toContain("count as unplanned");
  });

  test("too late it can't be called planned: with an effect it is an outage, without one a notice", () => {
    expect(told(facts(), noon + 20 * minute).title).toBe("This can’t be called planned");
    expect(told(facts(), noon + 20 * minute).lines[0]).toContain(
      "in 20 min, and planned work is announced at least 1 h",
    );
    expect(told(facts(), noon + 20 * minute).lines[0]).toContain("Nothing is offline yet: open an incident when you");
    expect(told(facts(), noon + 4 * minute).lines[0]).toContain("are told what it is for them: an outage");
    expect(told(facts(), noon + 20 * minute, "none").lines[0]).toContain("a notice says all");
    expect(told(facts(), noon - day).lines[0]).toContain("Its start is over already");
  });

  test("over an open incident it is part of that outage, which is named", () => {
    const open = incident([update(noon - hour, "investigating", { harvest: "major_outage" })]);
    const { title, lines } = told(facts({ incidents: [open] }), noon + 3 * day);
    expect(title).toBe("This can’t be called planned");
    expect(lines[0]).toContain("Harvest is part of “Database servers crash”, which is open");
    expect(offlineLink("abc", ["x", "y"])).toBe("/staff/incidents/abc?offline=x&offline=y");
  });

  test("windows that overlap are named, and allowed", () => {
    const other = maintenance([announcement(noon - day, noon + 3 * day, noon + 3 * day + hour, { harvest: "slow" })]);
    expect(told(facts({ maintenances: [other] }), noon + 3 * day).lines[1]).toMatch(
      /^Overlaps with “Database upgrade” on Harvest/,
    );
  });
});

describe("a start moves to where it counts, and the work stays as long as it was", () => {
  const fields: PlanFields = {
    ...planStart(zone),
    components: ["harvest"],
    effects: { harvest: "down" },
    startAt: "2016-07-26T10:20",
    endAt: "2016-07-26T12:50",
  };
  const plan = planOf(fields);

  test("to a quarter of an hour, with some minutes to spare for writing", () => {
    const moved = plan && movedPlan(fields, plan, noon + hour);
    expect(moved).toMatchObject({ startAt: "2016-07-26T11:15", endAt: "2016-07-26T13:45" });
  });

  test("and without JavaScript the form comes back with the new times, unsent", () => {
    const form = new FormData();
    form.append("name", "Upgrade");
    form.append("startAt", "2016-07-26T10:20");
    form.append("endAt", "2016-07-26T12:50");
    expect(movedForm(form)).toBeNull();
    form.append("intent", "move 2016-07-26T11:15 2016-07-26T13:45");
    expect(Object.fromEntries(movedForm(form) ?? [])).toEqual({
      name: "Upgrade",
      startAt: "2016-07-26T11:15",
      endAt: "2016-07-26T13:45",
      intent: "preview",
    });
  });
});

describe("nothing about a plan is guessed", () => {
  test("no effect is chosen for whoever did not choose, unless one was chosen for all", () => {
    expect(planFields({ component: ["a", "b"], "effect:a": ["down"] }).effects).toEqual({ a: "down" });
    expect(planFields({ component: ["a", "b"], "effect:a": ["down"], effectForAll: ["none"] }).effects).toEqual({
      a: "down",
      b: "none",
    });
    expect(planFields({ component: ["a"], "effect:a": ["nonsense"] }).effects).toEqual({});
  });

  test("a time that the clocks skip or repeat is none until one is chosen", () => {
    const skipped = planTime("2016-03-13T02:30", zone, null);
    expect(skipped).toMatchObject({ at: null, unclear: "skipped" });
    expect(planTime("2016-03-13T02:30", zone, skipped.choices[1] ?? null).at).toBe(skipped.choices[1]);
    expect(planTime("2016-11-06T01:30", zone, 5)).toMatchObject({ at: null, unclear: "repeated" });
    expect(planTime("2016-07-26T10:00", "Nowhere/Else", null).at).toBeNull();
  });

  test("a time that was announced to the second stays so until it is changed", () => {
    const plan = announcement(noon - day, noon + 23_456, noon + hour + 7_890, { harvest: "down" });
    expect(planOf(planStart("Europe/Berlin", plan))).toMatchObject({ startAt: plan.startAt, endAt: plan.endAt });
    expect(planTime("2016-07-26T10:05", zone, plan.startAt).at).toBe(noon + 5 * minute);
  });

  test("all that is missing is said at once, a sentence each", () => {
    const sent = () => planInput({ component: ["a"], timeZone: ["Mars/Olympus"], startAt: [""], endAt: [""] });
    expect(sent).toThrow(InvalidInput);
    try {
      sent();
    } catch (error) {
      expect(Object.keys((error as InvalidInput).fields)).toEqual(["name", "message", "effects", "timeZone"]);
    }
    const form = new FormData();
    form.append("timeZone", zone);
    form.append("startAt", "2016-11-06T01:30");
    expect(() => planInput(valuesOf(form))).toThrow(InvalidInput);
  });
});

describe("staff are asked before each step that time brings, with what will happen when", () => {
  const window = {
    id: "w",
    name: "Upgrade",
    endAt: noon + hour,
    plannedEndAt: noon + hour,
    becomesAt: noon + 90 * minute,
    autoComplete: false,
    announced: true,
  };
  const said = (at: number, over = {}) => dueSentence({ ...window, ...over }, zone, at);

  test("before its end, with the time that is left", () => {
    expect(said(noon)).toBe("1 h left, until 11:00am EDT.");
    expect(dueReminder(window, zone, noon)).toBeNull();
    expect(said(noon + 48 * minute)).toBe(
      "12 min left. If nobody has confirmed it by 11:00am EDT, the page says that it is running late.",
    );
    expect(dueReminder(window, zone, noon + 48 * minute)).toContain("Confirm that everything is back, or extend it");
  });

  test("past its end, with when it becomes an incident by itself; one without effect never does", () => {
    expect(said(noon + hour)).toContain("At 11:30am this becomes an incident by itself.");
    expect(dueReminder(window, zone, noon + 80 * minute)).toContain("At 11:30am this becomes an incident by itself.");
    expect(said(noon + 5 * hour, { becomesAt: null })).toContain("never becomes an incident by itself");
  });

  test("and told that it ends by itself, where that was agreed to", () => {
    expect(said(noon + 48 * minute, { autoComplete: true })).toContain("at 11:00am EDT it ends by itself, unless");
  });

  test("and told when it has become an incident, until somebody has written", () => {
    const overrun = maintenance([announcement(noon - 3 * day, noon - 2 * hour, noon - hour, { harvest: "down" })], {
      incidentAt: noon - 30 * minute,
    });
    const came = incident([update(noon - 30 * minute, "investigating")], { maintenanceId: overrun.id });
    const known = facts({ maintenances: [overrun], incidents: [came] });
    expect(turnedWindows(known, noon)).toMatchObject([{ name: "Database upgrade", at: noon - 30 * minute }]);
    const written = { ...came, updates: [...came.updates, update(noon - minute, "identified")] };
    expect(turnedWindows({ ...known, incidents: [written] }, noon)).toEqual([]);
    const byHand = { ...overrun, incidentAt: noon - 50 * minute };
    expect(turnedWindows({ ...known, maintenances: [byHand] }, noon)).toEqual([]);
  });
});

test("nobody is told that work ends by itself at an end that was moved too late", () => {
  const plans = [
    announcement(noon - 3 * day, noon - hour, noon + hour, { harvest: "down" }, { autoComplete: true }),
    announcement(noon + 50 * minute, noon - hour, noon + 3 * hour, { harvest: "down" }, { autoComplete: true }),
  ];
  const window = maintenance(plans);
  const known = facts({ maintenances: [window] });
  const watched = (at: number) =>
    watchedWindows(
      [publicWindow(known, window.id, at)].filter((each) => each !== null),
      known,
      at,
    );
  expect(watched(noon)).toMatchObject([{ autoComplete: true }]);
  expect(watched(noon + 55 * minute)).toMatchObject([{ autoComplete: false, endAt: noon + hour }]);
});

test("quiet work that was begun early is no outage in any sentence", () => {
  const window = maintenance([announcement(noon - 3 * day, noon + hour, noon + 2 * hour, { harvest: "none" })], {
    actualStart: noon - minute,
  });
  const shown = publicWindow(facts({ maintenances: [window] }), window.id, noon);
  expect(shown && windowSentence(shown, { ...page, at: noon })).toContain("nobody should notice it");
});

describe("a longer end says what it is before it is published", () => {
  const times = { endAt: noon + 2 * hour, announcedEndAt: noon + 2 * hour, effect: "down" as const };
  const words = (at: number) => extensionWords(times, defaultSettings, { ...page, at });

  test("in time, at short notice, or too late", () => {
    expect(words(noon - 2 * day)).toContain("the added time is planned too");
    expect(words(noon)).toContain("told as short notice and count as unplanned");
    expect(words(noon + 90 * minute)).toContain("from 12:00pm EDT on the page says that it is running late");
    expect(words(noon + 2 * hour)).toContain("It is running late since 12:00pm EDT and stays so.");
    expect(words(noon + 90 * minute)).toContain("becomes an incident at 12:30pm all the same");
  });

  test("it counts from the end, or from now where that is over", () => {
    expect(laterEnds(noon, noon - hour).map(({ at }) => at - noon)).toEqual([15, 30, 60].map((each) => each * minute));
    expect(laterEnds(noon, noon + 7 * minute)[0]?.at).toBe(noon + 25 * minute);
  });
});

test("the text that is prepared for work that becomes an incident never sounds planned", () => {
  const window = maintenance([
    announcement(noon - 3 * day, noon - hour, noon + hour, { harvest: "down", forecast: "slow" }),
  ]);
  const turned = (at: number) => {
    const shown = publicWindow(facts({ maintenances: [window] }), window.id, at);
    return (shown && turnedWords(shown)) ?? { name: "", body: "" };
  };
  const late = turned(noon + 70 * minute);
  expect(late.name).toBe("Harvest is still down");
  expect(late.body).toContain("takes longer than we said");
  const before = turned(noon);
  expect(before.name).toBe("Harvest is down");
  expect(before.body).not.toMatch(/longer|still/);
  for (const { name, body } of [late, before]) expect(planningWords(`${name} ${body}`)).toEqual([]);
});
