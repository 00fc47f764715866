import { describe, expect, test } from "vitest";
import { dateCalled, leftOutWords } from "@/components/staff/next-dates-list";
import { followStart, ruleFields, ruleOf, ruleStart } from "@/components/staff/rule-fields";
import { ruleWords } from "@/components/staff/rule-words";
import { durationOf, leadOf, seriesFields, seriesStart } from "@/components/staff/series-fields";
import { leadWords } from "@/components/staff/series-sections";
import { defaultSettings } from "@/domain/facts";

const rules: [string, string][] = [
  ["FREQ=WEEKLY;COUNT=10", "Every week, 10 times"],
  ["FREQ=WEEKLY;BYDAY=TU,SU;INTERVAL=2;COUNT=4", "Every 2 weeks on Tuesday and Sunday, 4 times"],
  ["FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20271231", "Every month on day 15, until 2027-12-31"],
  ["FREQ=MONTHLY;BYDAY=-1SU;INTERVAL=3;COUNT=1", "Every 3 months on the last Sunday, once"],
];

describe("a rule is built and read in plain words", () => {
  test.each(rules)("%s: %s", (rule, words) => {
    expect(ruleWords(rule)).toBe(words);
    expect(ruleOf(ruleStart(rule))).toBe(rule);
  });

  test.each([
    "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SU;COUNT=6",
    "FREQ=WEEKLY;COUNT=10;BYDAY=SU;WKST=SU",
    "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=4;BYSETPOS=1",
  ])("%s, which the form can't say, stands as it was typed", (rule) => {
    expect(ruleStart(rule)).toMatchObject({ repeat: "own", ownRule: rule });
    expect(ruleOf(ruleStart(rule))).toBe(rule);
    expect(ruleWords(rule)).toBe(rule);
  });

  test("what is not there yet has a usual start, and always an end", () => {
    expect(ruleOf(ruleFields({}))).toBe("FREQ=WEEKLY;COUNT=10");
    expect(ruleOf(ruleFields({ repeat: ["own"], ownRule: [" FREQ=DAILY;COUNT=3 "] }))).toBe("FREQ=DAILY;COUNT=3");
  });
});

describe("how long and how far ahead", () => {
  const read = (over: Record<string, string>) =>
    seriesFields(Object.fromEntries(Object.entries(over).map(([name, value]) => [name, [value]])));

  test("are whole minutes, whatever the unit", () => {
    expect(durationOf(read({ hours: "2", minutes: "30" }))).toBe(150);
    expect(leadOf(read({ lead: "7", leadUnit: "days" }))).toBe(10_080);
    expect(leadOf(read({ lead: "36", leadUnit: "hours" }))).toBe(2160);
    expect(leadOf(read({ lead: "" }))).toBeNaN();
  });

  test("come back as they were stored", () => {
    const plan = {
      ...{ name: "Cleaning", message: "Files are slow.", autoComplete: true, timeZone: "UTC" },
      ...{ startsLocal: "2026-11-29T02:00", durationMinutes: 150, rule: "FREQ=WEEKLY;COUNT=3", leadMinutes: 2160 },
      components: [{ componentId: "files", effect: "slow" as const }],
    };
    const fields = seriesStart("America/New_York", plan);
    expect(fields).toMatchObject({ hours: "2", minutes: "30", lead: "36", leadUnit: "hours", timeZone: "UTC" });
    expect([durationOf(fields), leadOf(fields), ruleOf(fields)]).toEqual([150, 2160, plan.rule]);
    expect(fields.effects).toEqual({ files: "slow" });
  });

  test("say what each will be called", () => {
    expect(leadWords(1440, defaultSettings)).toContain("Scheduled maintenance");
    expect(leadWords(120, defaultSettings)).toContain("at short notice");
    expect(leadWords(30, defaultSettings)).toContain("can’t be called planned");
  });
});

describe("what the form of a series says of its dates", () => {
  const date = (days: number, lead = 7 * 1440) => dateCalled(days * 86_400_000, 0, lead, defaultSettings);

  test("each is called by how far ahead it can still be announced", () => {
    expect(date(10)).toBe("Scheduled maintenance");
    expect(date(0.1)).toBe("Maintenance at short notice");
    expect(date(0.01)).toContain("Too late");
    expect(date(10, 90)).toBe("Maintenance at short notice");
  });

  test("a date that the clocks skip is said", () => {
    expect(leftOutWords("2027-03-14T02:30", { timeZone: "America/New_York", at: Date.UTC(2027, 0, 2) })).toContain(
      "Sun 14 March has no 02:30",
    );
  });

  test("the day of a monthly rule follows the first start, unless somebody has chosen another", () => {
    const start = { ...ruleFields({}), startsLocal: "" };
    expect(followStart(start, "2026-12-31T02:00")).toEqual({ monthDay: "31", nth: "-1", nthDay: "TH" });
    const chosen = { ...start, monthDay: "15", startsLocal: "2026-12-31T02:00" };
    expect(followStart(chosen, "2027-01-04T02:00")).not.toHaveProperty("monthDay");
  });

  test("what was emptied stays empty, so that nothing is planned by a default that nobody sees", () => {
    expect(ruleOf(ruleFields({ count: [""] }))).toBe("FREQ=WEEKLY;COUNT=");
  });
});
