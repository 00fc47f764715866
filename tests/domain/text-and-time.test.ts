import { describe, expect, test } from "vitest";
import { fillTemplate } from "@/domain/template";
import { planningWords } from "@/domain/wording";
import { addDays, dayIn, instantIn, isTimeZone, lastDays, localIn, nextMidnight } from "@/domain/zone";

describe("words that sound planned", () => {
  test.each([
    ["We are doing scheduled maintenance.", ["scheduled", "maintenance"]],
    ["Planned work continues", ["planned"]],
    ["Harvest is in maintenance mode", ["maintenance"]],
    ["We rescheduled the export", ["rescheduled"]],
    ["This is not scheduled maintenance.", []],
    ["This is not planned maintenance. We took it offline.", []],
    ["It isn't maintenance, it is an outage", []],
    ["This was never planned", []],
    ["unplanned and unscheduled", []],
    ["The schedule page is slow", ["schedule"]],
    ["We explained it", []],
  ])("%s", (text, words) => {
    expect(planningWords(text)).toEqual(words);
  });
});

describe("templates", () => {
  test("fill what they are given and leave the rest to be seen", () => {
    expect(fillTemplate("{{component}} is down since {{ since }}.", { component: "Harvest", since: "10:50am" })).toBe(
      "Harvest is down since 10:50am.",
    );
    expect(fillTemplate("{{component}} {{other}} {{since}}", { component: "$& {{since}}" })).toBe(
      "$& {{since}} {{other}} {{since}}",
    );
  });
});

describe("wall-clock times of a zone", () => {
  test.each([
    ["America/New_York", "2016-07-26T10:36", "2016-07-26T14:36:00Z"],
    ["Asia/Kolkata", "2026-01-01T00:00", "2025-12-31T18:30:00Z"],
  ])("%s %s is %s, and back", (zone, local, utc) => {
    expect(instantIn(zone, local)).toEqual({ ok: true, at: Date.parse(utc) });
    expect(localIn(zone, Date.parse(utc))).toBe(local);
  });

  test("a time that a clock change skips or repeats is asked about", () => {
    expect(instantIn("America/New_York", "2026-03-08T02:30")).toEqual({
      ok: false,
      reason: "skipped",
      candidates: [Date.parse("2026-03-08T06:30:00Z"), Date.parse("2026-03-08T07:30:00Z")],
    });
    expect(instantIn("America/New_York", "2026-11-01T01:30")).toEqual({
      ok: false,
      reason: "repeated",
      candidates: [Date.parse("2026-11-01T05:30:00Z"), Date.parse("2026-11-01T06:30:00Z")],
    });
  });

  test.each(["", "tomorrow", "2026-02-30T10:00", "2026-01-01T25:00"])("%j is no time", (local) => {
    expect(instantIn("UTC", local)).toMatchObject({ ok: false, reason: "invalid" });
  });

  test("days are the zone's own, 23 to 25 hours long", () => {
    const evening = Date.parse("2026-11-01T03:30:00Z");
    expect(dayIn("America/New_York", evening)).toBe("2026-10-31");
    const midnight = nextMidnight("America/New_York", evening);
    expect(nextMidnight("America/New_York", midnight) - midnight).toBe(25 * 3_600_000);
    expect(lastDays("America/New_York", midnight, 3)).toEqual(["2026-11-01", "2026-10-31", "2026-10-30"]);
  });

  test("moving by days keeps the clock time across a clock change", () => {
    const before = Date.parse("2026-10-31T14:36:00Z");
    expect(new Date(addDays("America/New_York", before, 1)).toISOString()).toBe("2026-11-01T15:36:00.000Z");
  });

  test("zones are IANA's", () => {
    expect(["Europe/Berlin", "UTC", "Mars/Olympus", ""].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
