import { describe, expect, test } from "vitest";
import { mostOccurrences, occurrencesOf, ruleProblem, skippedByClock, tidyRule } from "@/server/recurrence";

const berlin = { timeZone: "Europe/Berlin", startsLocal: "2027-03-07T02:30", durationMinutes: 60 };
const all = (over: object) => occurrencesOf({ ...berlin, rule: "", ...over }, 0, Number.POSITIVE_INFINITY);
const utc = (at: number) => new Date(at).toISOString().slice(0, 16);

describe("occurrences", () => {
  test("keep their wall-clock time over a clock change", () => {
    const found = all({ startsLocal: "2027-03-21T04:00", rule: "FREQ=WEEKLY;COUNT=3" });
    expect(found.map(({ local }) => local)).toEqual(["2027-03-21T04:00", "2027-03-28T04:00", "2027-04-04T04:00"]);
    expect(found.map(({ startAt }) => utc(startAt))).toEqual([
      "2027-03-21T03:00",
      "2027-03-28T02:00",
      "2027-04-04T02:00",
    ]);
  });

  test("last as long as they should, also through the night of a clock change", () => {
    const [found] = all({ startsLocal: "2027-03-28T01:30", durationMinutes: 90, rule: "FREQ=DAILY;COUNT=1" });
    expect(utc(found?.startAt ?? 0)).toBe("2027-03-28T00:30");
    expect(utc(found?.endAt ?? 0)).toBe("2027-03-28T02:00");
  });

  test("leave out a time that a clock change skips, as RFC 5545 has it", () => {
    const found = all({ rule: "FREQ=WEEKLY;BYDAY=SU;COUNT=5" }).map(({ local }) => local);
    expect(found).toEqual([
      "2027-03-07T02:30",
      "2027-03-14T02:30",
      "2027-03-21T02:30",
      "2027-04-04T02:30",
      "2027-04-11T02:30",
    ]);
  });

  test("take the first of two when a clock change repeats the time", () => {
    const found = all({ startsLocal: "2027-10-30T02:30", rule: "FREQ=DAILY;COUNT=3" });
    expect(found.map(({ startAt }) => utc(startAt))).toEqual([
      "2027-10-30T00:30",
      "2027-10-31T00:30",
      "2027-11-01T01:30",
    ]);
  });

  test("end with the day that UNTIL names in the series' zone, or at the moment that it names", () => {
    const count = (until: string) => all({ startsLocal: "2027-06-01T23:30", rule: `FREQ=DAILY;UNTIL=${until}` }).length;
    expect(count("20270603")).toBe(3);
    expect(count("20270603T233000")).toBe(3);
    expect(count("20270603T232900")).toBe(2);
    expect(count("20270603T213000Z")).toBe(3);
    expect(count("20270603T212900Z")).toBe(2);
  });

  test("are those that begin from one moment on and before another", () => {
    const rule = { ...berlin, timeZone: "UTC", startsLocal: "2027-05-01T00:00", rule: "FREQ=DAILY;COUNT=10" };
    const found = occurrencesOf(rule, Date.UTC(2027, 4, 2), Date.UTC(2027, 4, 4));
    expect(found.map(({ local }) => local)).toEqual(["2027-05-02T00:00", "2027-05-03T00:00"]);
  });

  test("come on the second Tuesday of each month, and on the last day where each month has another", () => {
    const second = all({ startsLocal: "2027-01-12T03:00", rule: "FREQ=MONTHLY;BYDAY=2TU;COUNT=3" });
    expect(second.map(({ local }) => local)).toEqual(["2027-01-12T03:00", "2027-02-09T03:00", "2027-03-09T03:00"]);
    const last = all({ startsLocal: "2027-01-31T03:00", rule: "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3" });
    expect(last.map(({ local }) => local)).toEqual(["2027-01-31T03:00", "2027-02-28T03:00", "2027-03-31T03:00"]);
  });
});

describe("a rule", () => {
  test.each(["FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=DAILY;COUNT=2", "freq=weekly;byday=su,we;until=20271231;"])(
    "such as %s is one",
    (rule) => {
      expect(ruleProblem({ ...berlin, rule: tidyRule(rule) })).toBeNull();
    },
  );

  test.each([
    ["FREQ=WEEKLY", /Give the rule an end: COUNT .* or UNTIL/],
    ["FREQ=WEEKLY;COUNT=3;UNTIL=20271231", /one end only/],
    ["", /can't be read/],
    ["every Sunday", /can't be read/],
    ["COUNT=3", /Say how often/],
    ["FREQ=SOMETIMES;COUNT=3", /days, weeks, months or years/],
    ["FREQ=MINUTELY;COUNT=3", /days, weeks, months or years/],
    ["FREQ=DAILY;COUNT=0", /how many times/],
    ["FREQ=DAILY;COUNT=-3", /how many times/],
    ["FREQ=DAILY;COUNT=", /how many times/],
    ["FREQ=DAILY;INTERVAL=0;COUNT=3", /every how many/],
    ["FREQ=DAILY;COUNT=3;FREQ=WEEKLY", /each part of the rule once/],
    ["FREQ=DAILY;COUNT=3;BYHOUR=2,4", /time of day comes from the start/],
    ["FREQ=MONTHLY;BYDAY=XX;COUNT=3", /can't be read/],
    ["DTSTART:20270101T000000Z\nRRULE:FREQ=DAILY;COUNT=2", /can't be read/],
    ["FREQ=DAILY;UNTIL=tomorrow", /Give the last day/],
    ["FREQ=DAILY;UNTIL=20271399", /can't be followed/],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", /can't be followed.*days exist/],
    ["FREQ=DAILY;UNTIL=20200101", /names no day at all/],
    ["FREQ=DAILY;COUNT=9999", /more than 1000 days/],
    ["FREQ=DAILY;UNTIL=21991231", /more than 1000 days/],
  ])("such as %j has a sentence that says what is wrong", (rule, sentence) => {
    expect(ruleProblem({ ...berlin, rule: tidyRule(rule) })).toMatch(sentence);
  });

  test("whose windows would run into one another is none", () => {
    const rule = { ...berlin, durationMinutes: 25 * 60, rule: "FREQ=DAILY;COUNT=3" };
    expect(ruleProblem(rule)).toMatch(/would still run when the next begins/);
    expect(ruleProblem({ ...rule, durationMinutes: 24 * 60, timeZone: "UTC" })).toBeNull();
  });

  test("of the most occurrences is followed at once", () => {
    expect(all({ rule: `FREQ=DAILY;COUNT=${mostOccurrences}` })).toHaveLength(mostOccurrences);
  });
});

test("says which dates have no such time, as the clocks skip it, up to the last that is shown", () => {
  const newYork = { timeZone: "America/New_York", startsLocal: "2027-03-07T02:30", durationMinutes: 60 };
  const rule = "FREQ=WEEKLY;COUNT=4";
  expect(occurrencesOf({ ...newYork, rule }, 0, Number.POSITIVE_INFINITY).map(({ local }) => local)).not.toContain(
    "2027-03-14T02:30",
  );
  expect(skippedByClock({ ...newYork, rule })).toEqual(["2027-03-14T02:30"]);
  expect(skippedByClock({ ...newYork, rule }, "2027-03-07T02:30")).toEqual([]);
  expect(skippedByClock({ ...newYork, startsLocal: "2027-03-07T04:30", rule })).toEqual([]);
});
