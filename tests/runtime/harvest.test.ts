import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayIn } from "@/domain/zone";
import harvest from "@/prisma/cases/harvest-2016-07-26.json";
import { eventually, launchCandor, type RunningCandor, startCandor } from "../support/candor";
import { attribute, page, wordsOf } from "../support/served-page";

const denied = /this is not (?:planned|scheduled) maintenance/gi;

describe("the outage of 26 July 2016, served", () => {
  let candor: RunningCandor;
  let play: (until: string) => Promise<void>;

  beforeAll(async () => {
    candor = await startCandor({ env: { PAGE_TIME_ZONE: harvest.timeZone } });
    process.env.DATA_DIR = candor.dataDir;
    delete process.env.DATABASE_URL;
    const { replayStory } = await import("@/prisma/replay");
    const { outageStory } = await import("@/prisma/cases/outage-story");
    const shift = Date.now() - Date.parse("2016-07-27T00:00:00Z");
    const replay = await replayStory(outageStory, (caseTime) => caseTime + shift, "case");
    play = (until) => replay.until(Date.parse(until));
  });

  afterAll(async () => {
    const { database } = await import("@/server/database");
    await database().$disconnect();
    await candor.stop();
  });

  test.each(harvest.expected.mode)(
    "at $at customers are told $mode, label $label",
    async ({ at, mode, label, indicator }) => {
      await play(at);
      const html = await eventually(
        () => page(candor.url),
        (answer) => attribute(answer, "data-mode") === mode && attribute(answer, "data-label") === (label ?? null),
      );
      expect(wordsOf(html).replace(denied, "")).not.toMatch(/schedul|maintenance|planned/i);
      const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
      if (mode === "outage") expect(title).not.toBe("Harvest");
      if (indicator === "critical") expect(title).toMatch(/^Outage/);
    },
  );

  test("the incident's own page tells the whole of it, newest first, with the reason it was taken offline", async () => {
    const id = /\/incidents\/([a-z0-9]{12})/.exec(await page(candor.url))?.[1];
    const html = await eventually(
      async () => wordsOf(await page(`${candor.url}/incidents/${id}`)),
      (words) => words.includes("healthy for more than an hour"),
    );
    const order = [
      "healthy for more than an hour",
      "available again for everyone",
      "offline ourselves",
      "crashed again",
      "may fail again",
      "crashed in the same way",
      "its standby has taken over",
    ];
    const places = order.map((text) => html.indexOf(text));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(html).toContain("This is not planned maintenance.");
  });
});

describe("npm run demo", () => {
  test("serves the outage as if it had been yesterday, with the clock times of the case", async () => {
    const demo = await launchCandor({ program: ["scripts/demo.ts"] });
    await demo.line(/was played as if it had been yesterday/);
    const html = await eventually(
      () => page(demo.url),
      (answer) => attribute(answer, "data-mode") === "operational",
    );
    const zone = harvest.timeZone;
    const began = /<time[^>]* dateTime="([^"]+)"[^>]*>(?:<span[^>]*>[^<]*<\/span>)?10:36am/i.exec(html)?.[1];
    const yesterday = new Date(Date.parse(dayIn(zone, Date.now())) - 86_400_000).toISOString().slice(0, 10);
    expect(dayIn(zone, Date.parse(began ?? ""))).toBe(yesterday);
    expect(await demo.stop()).toBe(0);
  });

  test("says how it is called when it is called wrongly", async () => {
    const demo = await launchCandor({ program: ["scripts/demo.ts", "--speed", "0"] });
    expect(await demo.ended).toBe(78);
    expect(demo.output()).toContain("npm run demo -- --live --speed 60");
  });
});
