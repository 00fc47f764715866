import { beforeEach, describe, expect, test } from "vitest";
import { derivePage } from "@/domain/page";
import harvest from "@/prisma/cases/harvest-2016-07-26.json";
import { replayHarvest } from "@/prisma/replay";
import { loadFacts } from "@/server/load";
import { day, start, testScene } from "./scene";

testScene();

/** The case a few days ago, so that it is among the facts of the last 90 days. */
const shift = Math.floor((start - Date.parse("2016-07-26T18:05:00Z")) / day) * day - day;

beforeEach(async () => {
  const replay = await replayHarvest((caseTime) => caseTime + shift, "case");
  await replay.until(Number.POSITIVE_INFINITY);
});

describe("the outage of 26 July 2016, posted through the commands", () => {
  test("shows what is expected at each moment, also with only what had been posted by then", async () => {
    const facts = await loadFacts();
    for (const { at, mode, label, indicator } of harvest.expected.mode) {
      const now = Date.parse(at) + shift;
      for (const page of [derivePage(facts, now), derivePage(facts, now, { knownAt: now })]) {
        expect([at, page.mode, page.label]).toEqual([at, mode, label ?? null]);
        if (indicator) expect([at, page.indicator]).toEqual([at, indicator]);
      }
    }
  });
});
