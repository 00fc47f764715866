import { describe, expect, test } from "vitest";
import upgrade from "@/prisma/cases/upgrade-2016-08-07.json";
import { upgradeName } from "@/prisma/cases/upgrade-posts";
import { upgradeStory } from "@/prisma/cases/upgrade-story";
import { replayStory } from "@/prisma/replay";
import { ensurePage } from "@/server/page";
import { eventually, launchCandor, type RunningCandor, startCandor } from "../support/candor";
import { testDatabase } from "../support/database";
import { attribute, page, wordsOf } from "../support/served-page";

testDatabase();

/** A Candor that starts at that moment of the story, with what had been told by `told`. */
async function candorAt(at: string, told = at): Promise<RunningCandor> {
  const shift = Date.now() - Date.parse(at);
  await ensurePage();
  const replay = await replayStory(upgradeStory, (caseTime) => caseTime + shift, "case");
  await replay.until(Date.parse(told));
  const { DATABASE_URL = "", AUTH_SECRET = "" } = process.env;
  return startCandor({ env: { DATABASE_URL, AUTH_SECRET, PAGE_TIME_ZONE: upgrade.timeZone } });
}

async function servedAs(candor: RunningCandor, mode: string, label: string | null): Promise<string> {
  const isSo = (html: string) => attribute(html, "data-mode") === mode && attribute(html, "data-label") === label;
  return eventually(() => page(candor.url), isSo);
}

const between = (html: string, tag: string) =>
  wordsOf(new RegExp(`<${tag}[\\s>].*?</${tag}>`, "s").exec(html)?.[0] ?? "");

describe("the upgrade that was announced, overran and ended, served", () => {
  test.each(upgrade.expected.mode)(
    "at $at customers are told $mode, label $label",
    async ({ at, mode, label, upcoming }) => {
      const candor = await candorAt(at);
      const html = await servedAs(candor, mode, label ?? null);
      const [title, heading] = [between(html, "title"), between(html, "h1")];
      if (label === "maintenance") expect(wordsOf(html)).toContain("Scheduled maintenance");
      if (label === "running_late") expect(`${title} ${heading}`).toMatch(/running late/i);
      if (mode === "outage") expect(`${title} ${heading}`).not.toMatch(/schedul|planned|maintenance/i);
      if (mode === "maintenance" || upcoming) expect(html).toContain(upgradeName);
      expect(await candor.stop()).toBe(0);
    },
  );

  test("a Candor that was down when the grace ended tells the outage as soon as it is back, with what it came from", async () => {
    const candor = await candorAt("2016-08-07T11:35:00Z", "2016-08-07T11:15:00Z");
    const html = await eventually(
      () => page(candor.url),
      (answer) => /\/incidents\/[a-z0-9]{12}/.test(answer) && attribute(answer, "data-label") === "outage",
    );
    const incident = await page(`${candor.url}${/\/incidents\/[a-z0-9]{12}/.exec(html)?.[0]}`);
    const work = /\/maintenance\/[a-z0-9]{12}/.exec(incident)?.[0];
    expect(work).toBeDefined();
    expect(wordsOf(await page(`${candor.url}${work}`))).toContain(upgradeName);
    expect(await candor.stop()).toBe(0);
  });
});

describe("npm run demo -- --story upgrade", () => {
  test("serves the work as if it were that time of its day now", async () => {
    const demo = await launchCandor({ program: ["scripts/demo.ts", "--story", "upgrade", "--until", "11:20"] });
    await demo.line(/was played as if it were 11:20 UTC/);
    const html = await servedAs(demo, "maintenance", "running_late");
    expect(html).toContain(upgradeName);
    expect(await demo.stop()).toBe(0);
  });

  test.each([
    ["--story", "nosuch"],
    ["--until", "25:00"],
    ["--story", "upgrade", "--live"],
  ])("says how it is called when it is called with %s %s", async (...wrong) => {
    const demo = await launchCandor({ program: ["scripts/demo.ts", ...wrong.filter(Boolean)] });
    expect(await demo.ended).toBe(78);
    expect(demo.output()).toContain("npm run demo -- --story upgrade");
  });
});
