import { describe, expect, test } from "vitest";
import { derivePage } from "@/domain/page";
import { publicWindow } from "@/domain/public-window";
import { uptimeOf } from "@/domain/uptime";
import harvest from "@/prisma/cases/harvest-2016-07-26.json";
import { outageStory } from "@/prisma/cases/outage-story";
import upgrade from "@/prisma/cases/upgrade-2016-08-07.json";
import { upgradeStory } from "@/prisma/cases/upgrade-story";
import { replayStory, type Story } from "@/prisma/replay";
import { loadFacts } from "@/server/load";
import { day, hour, start, testScene } from "./scene";

testScene();

/** Plays the whole story a few days ago, so that it is among the facts of the last 90 days. */
async function played(story: Story): Promise<{ instantOf: (caseTime: number) => number }> {
  const shift = Math.floor((start - (story.times.at(-1) ?? 0)) / day) * day - day;
  const instantOf = (caseTime: number) => caseTime + shift;
  const replay = await replayStory(story, instantOf, "case");
  await replay.until(Number.POSITIVE_INFINITY);
  return { instantOf };
}

describe("the outage of 26 July 2016, posted through the commands", () => {
  test("shows what is expected at each moment, also with only what had been posted by then", async () => {
    const { instantOf } = await played(outageStory);
    const facts = await loadFacts();
    for (const { at, mode, label, indicator } of harvest.expected.mode) {
      const now = instantOf(Date.parse(at));
      for (const page of [derivePage(facts, now), derivePage(facts, now, { knownAt: now })]) {
        expect([at, page.mode, page.label]).toEqual([at, mode, label ?? null]);
        if (indicator) expect([at, page.indicator]).toEqual([at, indicator]);
      }
    }
  });
});

describe("the upgrade that was announced and overran, played through the commands", () => {
  test("shows what is expected at each moment, with what had been posted by then", async () => {
    const { instantOf } = await played(upgradeStory);
    const facts = await loadFacts();
    for (const { at, mode, label, indicator, upcoming } of upgrade.expected.mode) {
      const now = instantOf(Date.parse(at));
      const page = derivePage(facts, now, { knownAt: now });
      expect([at, page.mode, page.label]).toEqual([at, mode, label ?? null]);
      if (indicator) expect([at, page.indicator]).toEqual([at, indicator]);
      expect([at, page.upcomingWindows.length]).toEqual([at, upcoming ? 1 : 0]);
    }
  });

  test("counts as planned what was announced, and everything after the announced end as an outage", async () => {
    const { instantOf } = await played(upgradeStory);
    const facts = await loadFacts();
    const from = instantOf(Date.parse("2016-08-07T00:00:00Z"));
    const { reckoning: _, ...expected } = upgrade.expected.uptime;
    for (const [key, { percentOfTheDayUtc, ...minutes }] of Object.entries(expected)) {
      const id = facts.components.find(({ name }) => name.toLowerCase() === key)?.id ?? "";
      expect(uptimeOf(facts, id, from, from + day)).toEqual({ ...minutes, percent: percentOfTheDayUtc });
    }
  });

  test("its record tells the whole of it, and its incident says which work it came from", async () => {
    const { instantOf } = await played(upgradeStory);
    const facts = await loadFacts();
    const now = instantOf(Date.parse("2016-08-07T15:00:00Z"));
    const window = publicWindow(facts, facts.maintenances[0]?.id ?? "", now);
    const kinds = window?.record.map((entry) => (entry.kind === "moved" ? entry.how : entry.kind));
    const told = ["became_incident", "update", "late", "extended", "update", "update", "started", "announced"];
    expect([...(kinds ?? [])].sort()).toEqual([...told].sort());
    expect(kinds?.[0]).toBe("became_incident");
    expect(window).toMatchObject({
      status: "incident",
      announced: "full",
      incidents: [{ id: facts.incidents[0]?.id }],
    });
    expect(window?.announcedEndAt).toBe(instantOf(Date.parse("2016-08-07T11:00:00Z")));
    expect((window?.endAt ?? 0) - (window?.announcedEndAt ?? 0)).toBe(0.75 * hour);
    expect(facts.incidents[0]?.maintenanceId).toBe(window?.id);
  });
});
