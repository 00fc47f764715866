import { describe, expect, test } from "vitest";
import { clock, dateInWords, fullClock, shortClock, zoneName } from "@/messages/clock";
import { phrase, plain, time, timeAfter } from "@/messages/phrase";
import { ahead, duration, someNames, words } from "@/messages/words";

const crash = Date.parse("2016-07-26T14:36:00Z");
const hour = 3_600_000;

describe("a clock time", () => {
  test("is the page's zone first, then UTC", () => {
    expect(clock(crash, "America/New_York", crash)).toBe("10:36am EDT (14:36 UTC)");
  });

  test("has its date whenever that is not today in the page's zone", () => {
    expect(clock(crash, "America/New_York", crash + 24 * hour)).toBe("26 July, 10:36am EDT (14:36 UTC)");
    expect(clock(crash, "America/New_York", crash + 13 * hour)).toBe("10:36am EDT (14:36 UTC)");
    expect(clock(crash, "America/New_York", crash + 14 * hour)).toBe("26 July, 10:36am EDT (14:36 UTC)");
  });

  test("has its year whenever that is not this year", () => {
    expect(clock(crash, "America/New_York", crash + 200 * 24 * hour)).toBe("26 July 2016, 10:36am EDT (14:36 UTC)");
    expect(fullClock(crash, "America/New_York")).toBe("26 July 2016, 10:36am EDT (14:36 UTC)");
  });

  test("says so where UTC is already on another day", () => {
    const late = Date.parse("2016-07-27T02:36:00Z");
    expect(clock(late, "America/New_York", late)).toBe("10:36pm EDT (02:36 UTC on 27 July)");
  });

  test("is said once on a page in UTC", () => {
    expect(clock(crash, "UTC", crash)).toBe("14:36 UTC");
  });

  test("turns noon and midnight without doubt", () => {
    expect(shortClock(Date.parse("2016-07-26T16:00:00Z"), "America/New_York")).toBe("12:00pm");
    expect(shortClock(Date.parse("2016-07-26T04:00:00Z"), "America/New_York")).toBe("12:00am");
  });

  test.each([
    ["Europe/Berlin", "CEST"],
    ["Europe/London", "BST"],
    ["Australia/Sydney", "AEST"],
    ["Asia/Kolkata", "IST"],
    ["America/Los_Angeles", "PDT"],
    ["Asia/Tokyo", "UTC+9"],
    ["America/Sao_Paulo", "UTC−3"],
    ["Asia/Kathmandu", "UTC+5:45"],
  ])("of %s names its zone %s, in letters where English has them", (zone, name) => {
    expect(zoneName(crash, zone)).toBe(name);
  });

  test("names the zone by its own day, not by today's", () => {
    expect(zoneName(Date.parse("2016-01-26T14:36:00Z"), "America/New_York")).toBe("EST");
  });
});

describe("a sentence", () => {
  const moment = { timeZone: "America/New_York", at: crash + 48 * hour };

  test("keeps its times apart, so that a page can mark them", () => {
    expect(phrase(`Since ${time(crash)}.`, moment)).toEqual([
      "Since ",
      { at: crash, dayOnly: false, text: "26 July, 10:36am EDT (14:36 UTC)" },
      ".",
    ]);
  });

  test("says a date once when two times share it", () => {
    expect(plain(phrase(`${time(crash)} to ${timeAfter(crash, crash + hour)}`, moment))).toBe(
      "26 July, 10:36am EDT (14:36 UTC) to 11:36am EDT (15:36 UTC)",
    );
  });
});

test("a date reads like a calendar's", () => {
  expect(dateInWords("2016-07-26", { timeZone: "America/New_York", at: crash })).toBe("Tue 26 July");
  expect(dateInWords("2015-12-31", { timeZone: "America/New_York", at: crash })).toBe("Thu 31 December 2015");
});

test("durations are rounded down and never carry more than two units", () => {
  const t = words();
  expect([30, 45 * 60, 3 * 3600 + 24 * 60 + 59, 50 * 3600].map((seconds) => duration(seconds * 1000, t))).toEqual([
    "less than a minute",
    "45 min",
    "3 h 24 min",
    "2 days 2 h",
  ]);
  expect([45, 200, 2879, 2880, 10_000].map((minutes) => ahead(minutes, t))).toEqual([
    "45 min",
    "3 h",
    "47 h",
    "2 days",
    "6 days",
  ]);
});

test("a long list of names is cut short and counted", () => {
  const t = words();
  expect(someNames(["A", "B", "C", "D"], t)).toBe("A, B, C and D");
  expect(someNames(["A", "B", "C", "D", "E"], t)).toBe("A, B, C and 2 others");
});
