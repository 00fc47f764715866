import { describe, expect, test } from "vitest";
import type { Facts } from "@/domain/facts";
import {
  deriveHolding,
  type Holding,
  holdingComponent,
  retryAfterSeconds,
  staleIfErrorSeconds,
} from "@/domain/holding";
import { unknownPage } from "@/domain/page";
import { holdingWords } from "@/messages/holding-words";
import { plain } from "@/messages/phrase";
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
import { holdingOf, said } from "./holding-said";

const work = (effects: Parameters<typeof announcement>[3], from = noon - hour, to = noon + 2 * hour) =>
  maintenance([announcement(from - 3 * day, from, to, effects)]);
const late = (effects: Parameters<typeof announcement>[3], by: number) => work(effects, noon - 3 * hour, noon - by);
const crash = (id: string, from = noon - 20 * minute) =>
  incident([update(from, "investigating", { [id]: "major_outage" })]);
const slowExport = () =>
  incident([
    update(noon - hour, "investigating", { harvest: "degraded_performance" }, { effect: "CSV export is slow" }),
  ]);

describe("one thing never explains another", () => {
  test.each<[string, Facts]>([
    ["work on another component", facts({ maintenances: [work({ forecast: "down" })] })],
    ["a read-only window", facts({ maintenances: [work({ harvest: "partly" })] })],
    ["work that was to make it slow", facts({ maintenances: [work({ harvest: "slow" })] })],
    ["a window without effect", facts({ maintenances: [work({ harvest: "none" })] })],
    ["an open “CSV export is slow”", facts({ incidents: [slowExport()] })],
    ["a crash of another component", facts({ incidents: [crash("forecast")] })],
    ["a crash that is over", facts({ incidents: [incident([...crash("harvest").updates, update(noon, "resolved")])] })],
    [
      "a crash that was posted in error",
      facts({ incidents: [{ ...crash("harvest"), withdrawn: { at: noon, reason: "wrong" } }] }),
    ],
    ["work that begins in a minute", facts({ maintenances: [work({ harvest: "down" }, noon + minute)] })],
    ["work that is over", facts({ maintenances: [{ ...work({ harvest: "down" }), actualEnd: noon - minute }] })],
    [
      "work that was cancelled",
      facts({ maintenances: [{ ...work({ harvest: "down" }), cancelled: { at: noon - 2 * hour, reason: "no" } }] }),
    ],
    ["work that was recorded afterwards", facts({ maintenances: [{ ...work({ harvest: "down" }), imported: true }] })],
    ["a state without a word", facts({ baseChanges: [base("harvest", "major_outage", noon - hour)] })],
  ])("%s", (what, told) => {
    const holding = holdingOf(told, "harvest");
    expect(holding).toMatchObject({ mode: "unknown", incident: null, window: null });
    expect(said(told, "harvest")).not.toMatch(/maintenance|schedul/i);
    expect(staleIfErrorSeconds(holding, noon)).toBe(what === "work that begins in a minute" ? 60 : 600);
    expect(retryAfterSeconds(holding, noon)).toBe(60);
  });

  test("what is posted about other things is told as such", () => {
    const told = facts({ incidents: [slowExport()], maintenances: [work({ forecast: "down" })] });
    expect(said(told, "harvest")).toContain("CSV export is slow, since 9:00am EDT (13:00 UTC)");
    expect(said(told, "harvest")).toContain("Announced work on Forecast, until 12:00pm EDT (16:00 UTC)");
    expect(said(told, "harvest")).toContain("None of this says that Harvest can’t be reached.");
  });

  test("work elsewhere is called announced only where it was, and only for as long", () => {
    const early = { ...work({ forecast: "down" }, noon + hour), actualStart: noon - minute };
    const begun = said(facts({ maintenances: [early] }), "harvest");
    expect(begun).toContain("Work on Forecast that we did not announce");
    expect(begun).not.toContain("Announced work");
    const overdue = said(facts({ maintenances: [late({ forecast: "down" }, 10 * minute)] }), "harvest");
    expect(overdue).toMatch(/Announced work on Forecast, which was to end .* and is not confirmed as finished/);
  });

  test("work under way with a lesser effect is not denied, only that it was to have this one", () => {
    expect(said(facts({ maintenances: [work({ harvest: "partly" })] }), "harvest")).toContain(
      "No work was announced that would take Harvest offline at this time.",
    );
    expect(said(facts(), "harvest")).toContain("No work on Harvest was announced for this time.");
  });

  test("where nobody can tell what was posted, nothing is said about what was announced", () => {
    const page = unknownPage(noon, "no_facts", { name: "Harvest", timeZone: "UTC" });
    const holding = deriveHolding(null, page, { id: "harvest" }, noon);
    expect(holding).toMatchObject({ mode: "unknown", component: null });
    expect(holdingWords(holding, page).facts.map(plain)).toEqual([
      "We can’t read what was posted about it at the moment.",
    ]);
  });

  test("whatever staff call things, unknown never says “maintenance”", () => {
    const told = facts({
      components: [component("harvest"), component("plan", { name: "Maintenance planner" })],
      incidents: [incident([update(noon - hour, "investigating", {}, { effect: "Scheduled maintenance is late" })])],
      maintenances: [work({ plan: "down" })],
    });
    expect(said(told, "harvest")).not.toMatch(/maintenance|schedul/i);
    expect(holdingOf(told, "harvest").also).toHaveLength(2);
    const set = { ...told, maintenances: [], baseChanges: [base("plan", "major_outage", noon - hour)] };
    expect(said(set, "harvest")).not.toMatch(/maintenance|schedul/i);
    expect(said(set, "harvest")).toContain("A problem with another part");
  });
});

describe("an outage", () => {
  const shown: [string, Facts, string][] = [
    ["an open incident has it down", facts({ incidents: [crash("harvest")] }), "major_outage"],
    [
      "an open incident has it partly down",
      facts({ incidents: [incident([update(noon - hour, "identified", { harvest: "partial_outage" })])] }),
      "partial_outage",
    ],
    [
      "staff took it offline",
      facts({
        incidents: [incident([update(noon - hour, "identified")], { offline: [offline("harvest", noon - hour)] })],
      }),
      "major_outage",
    ],
    [
      "work on it was announced when it began",
      facts({
        maintenances: [maintenance([announcement(noon - hour, noon - hour, noon + hour, { harvest: "down" })])],
      }),
      "major_outage",
    ],
    ["work on it is past its grace", facts({ maintenances: [late({ harvest: "down" }, 31 * minute)] }), "major_outage"],
    [
      "work on it was begun by hand before its time",
      facts({
        maintenances: [{ ...work({ harvest: "down" }, noon + hour, noon + 2 * hour), actualStart: noon - minute }],
      }),
      "major_outage",
    ],
    [
      "it crashed before the work that covers it",
      facts({ incidents: [crash("harvest", noon - 2 * hour)], maintenances: [work({ harvest: "down" })] }),
      "major_outage",
    ],
    [
      "it crashed during the work that covers it",
      facts({ incidents: [crash("harvest")], maintenances: [work({ harvest: "down" })] }),
      "major_outage",
    ],
  ];

  test.each(shown)("%s", (_, told, severity) => {
    const holding = holdingOf(told, "harvest");
    expect(holding).toMatchObject({ mode: "outage", severity });
    expect(staleIfErrorSeconds(holding, noon)).toBe(3600);
    const words = said(told, "harvest");
    expect(words).toContain("This is not planned maintenance.");
    expect(words.replaceAll("This is not planned maintenance.", "")).not.toMatch(/maintenance|schedul/i);
    expect(words).toMatch(/Since /);
  });

  test("says since when, what staff took offline themselves, and asks again when word is due", () => {
    const told = facts({
      incidents: [
        incident(
          [
            update(noon - hour, "investigating", { harvest: "degraded_performance" }),
            update(noon - 30 * minute, "investigating", { harvest: "major_outage" }),
            update(noon - 10 * minute, "identified", {}, { nextUpdateBy: noon + 20 * minute }),
          ],
          { offline: [offline("harvest", noon - 10 * minute)] },
        ),
      ],
    });
    expect(said(told, "harvest")).toContain("We have taken Harvest offline ourselves to find the cause");
    expect(said(told, "harvest")).toContain("Since 9:30am EDT (13:30 UTC)");
    expect(said(told, "harvest")).toContain("Problems began 9:00am EDT (13:00 UTC)");
    expect(said(told, "harvest")).toContain("Next update by 10:20am EDT (14:20 UTC)");
    expect(retryAfterSeconds(holdingOf(told, "harvest"), noon)).toBe(20 * 60);
    expect(retryAfterSeconds(holdingOf(told, "harvest", noon + 20 * minute), noon + 20 * minute)).toBe(60);
  });

  test("of limited detail tells no time before its first post", () => {
    const told = facts({
      incidents: [
        incident([update(noon - hour, "investigating", { harvest: "major_outage" }, { postedAt: noon })], {
          limitedDetail: true,
        }),
      ],
    });
    expect(holdingOf(told, "harvest").since).toBe(noon);
    expect(said(told, "harvest")).not.toContain("9:00am");
  });
});

describe("announced work", () => {
  test("is told as planned, until its announced end", () => {
    const holding = holdingOf(facts({ maintenances: [work({ harvest: "down" })] }), "harvest");
    expect(holding).toMatchObject({ mode: "maintenance", notice: "full", until: noon + 2 * hour, late: false });
    expect(retryAfterSeconds(holding, noon)).toBe(7200);
    expect(staleIfErrorSeconds(holding, noon)).toBe(7200);
    expect(said(facts({ maintenances: [work({ harvest: "down" })] }), "harvest")).toContain(
      "Harvest is down for planned work until 12:00pm EDT (16:00 UTC)",
    );
  });

  test("an extension that came too late moves nothing", () => {
    const plan = announcement(noon - 3 * day, noon - hour, noon + 10 * minute, { harvest: "down" });
    const extended = { ...plan, id: "later", announcedAt: noon - minute, endAt: noon + 5 * hour };
    const holding = holdingOf(facts({ maintenances: [maintenance([plan, extended])] }), "harvest");
    expect(holding.until).toBe(noon + 10 * minute);
    expect(staleIfErrorSeconds(holding, noon)).toBe(600);
  });

  test("at short notice says so", () => {
    const told = facts({
      maintenances: [maintenance([announcement(noon - 3 * hour, noon - hour, noon + hour, { harvest: "down" })])],
    });
    expect(said(told, "harvest")).toContain("Maintenance at short notice");
    expect(said(told, "harvest")).toContain("announced 2 h ahead");
    expect(said(told, "harvest")).not.toContain("Scheduled");
  });

  test("past its end and within the grace is running late, and no copy of it may be kept", () => {
    const told = facts({ maintenances: [late({ harvest: "down" }, 10 * minute)] });
    const holding = holdingOf(told, "harvest");
    expect(holding).toMatchObject({ mode: "maintenance", late: true });
    expect(retryAfterSeconds(holding, noon)).toBe(60);
    expect(staleIfErrorSeconds(holding, noon)).toBe(0);
    expect(said(told, "harvest")).toContain("We have not confirmed yet that the work is finished");
  });

  test("is never promised past the moment that it ends", () => {
    const told = facts({ maintenances: [work({ harvest: "down" }, noon - hour, noon + 400)] });
    const holding = holdingOf(told, "harvest");
    expect(retryAfterSeconds(holding, noon)).toBe(1);
    expect(staleIfErrorSeconds(holding, noon)).toBe(0);
  });
});

describe("the product as a whole", () => {
  const both = () => work({ harvest: "down", forecast: "down" });
  test.each<[string, Facts, Holding["mode"]]>([
    ["nothing posted", facts(), "unknown"],
    ["one component down", facts({ incidents: [crash("forecast")] }), "outage"],
    ["one component slow", facts({ incidents: [slowExport()] }), "unknown"],
    ["a state without a word", facts({ baseChanges: [base("harvest", "major_outage", noon - hour)] }), "outage"],
    ["every component down as announced", facts({ maintenances: [both()] }), "maintenance"],
    [
      "two windows that share them",
      facts({ maintenances: [work({ harvest: "down" }), work({ forecast: "down" })] }),
      "maintenance",
    ],
    ["all but one down as announced", facts({ maintenances: [work({ harvest: "down" })] }), "unknown"],
    ["all announced, one only slow", facts({ maintenances: [work({ harvest: "down", forecast: "slow" })] }), "unknown"],
    ["all announced and one crashed", facts({ incidents: [crash("forecast")], maintenances: [both()] }), "outage"],
    ["a page that isn’t set up", facts({ page: { ...facts().page, setUpAt: null } }), "unknown"],
    ["no components", facts({ components: [], maintenances: [both()] }), "unknown"],
    [
      "all but an archived one down as announced",
      facts({
        components: [component("harvest"), component("forecast", { archivedAt: noon - day })],
        maintenances: [work({ harvest: "down" })],
      }),
      "maintenance",
    ],
  ])("%s", (_, told, mode) => {
    expect(holdingOf(told, null).mode).toBe(mode);
    expect(holdingOf(told, "no-such-thing").mode).toBe(mode);
  });

  test("a copy holds no longer than the first end, and the end that is told is the last", () => {
    const windows = [work({ harvest: "down" }, noon - hour, noon + hour), work({ forecast: "down" })];
    const holding = holdingOf(facts({ maintenances: windows }), null);
    expect(holding.until).toBe(noon + 2 * hour);
    expect(staleIfErrorSeconds(holding, noon)).toBe(3600);
  });
});

test("a component is found by its id and by its address, and an archived one isn’t", () => {
  const told = facts({
    components: [component("abc", { slug: "web-app" }), component("old", { archivedAt: noon - day })],
  });
  expect(holdingComponent(told, "web-app", noon)?.id).toBe("abc");
  expect(holdingComponent(told, "ABC", noon)?.id).toBe("abc");
  expect(holdingComponent(told, "old", noon)).toBeNull();
  expect(holdingComponent(told, "", noon)).toBeNull();
});
