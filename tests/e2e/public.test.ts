import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browser, chromiumPath } from "../support/browser";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";

const marks = {
  "fresh-install": 'data-mode="unknown"',
  operational: "Invoices by e-mail arrive late",
  maintenance: 'data-label="maintenance"',
  "running-late": 'data-label="running_late"',
  partial: 'data-label="partial_outage"',
  degraded: 'data-label="degraded"',
  outage: 'data-label="outage"',
  unstable: 'data-label="unstable"',
  "taken-offline": "This is not planned maintenance.",
  recovered: 'data-label="recovered"',
  notice: "Sign-in with Google",
  "long-text": "Rindfleischetikettierungs",
  "maintenance-short-notice": 'data-label="maintenance_short_notice"',
  upcoming: "Coming up",
  "work-to-come": "2 more pieces of work",
  "work-moved": "Moved. Before it was",
  "work-extended": "Before it was to end",
  "work-checking": "finished and being checked",
  "work-completed": "· completed",
  "work-ended": "work ended, not everything in it was well",
  "work-cancelled": "Cancelled · was to be",
  "work-became-outage": "an outage from",
  "work-begun-early": "Work outside what we announced",
  "work-recorded": "Recorded afterwards",
};
const scenes = Object.keys(marks) as (keyof typeof marks)[];
const works = scenes.filter((name) => name.startsWith("work-"));

let candor: RunningCandor;
let chromium: Browser;

/** Plays a scene through the commands, and waits until the running Candor has seen it. */
async function show(scene: keyof typeof marks): Promise<string[]> {
  const { emptyDatabase } = await import("@/scripts/empty-database");
  const { scenes: plays } = await import("@/scripts/screenshot-scenes");
  await emptyDatabase();
  const paths = (await plays[scene]?.(Date.now())) ?? [];
  await eventually(
    async () => (await fetch(candor.url)).text(),
    (html) => [marks[scene], ...paths.filter((path) => path !== "/")].every((mark) => html.includes(mark)),
  );
  return paths;
}

/** Of work the window's own page: its status page differs from the others in little but what is to come. */
function ownPaths(scene: keyof typeof marks, paths: string[]): string[] {
  return works.includes(scene) && scene !== "work-to-come" ? paths.slice(1) : paths;
}

async function open(context: BrowserContext, path: string): Promise<{ page: Page; problems: string[] }> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    const expected = message.text().includes("status of 404");
    if (message.type() === "error" && !expected) problems.push(message.text());
  });
  await page.goto(`${candor.url}${path}`, { waitUntil: "load" });
  return { page, problems };
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

async function expectWhole(path: string): Promise<void> {
  const context = await chromium.newContext();
  const { page, problems } = await open(context, path);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([path, width, colorScheme, await findings(page)]).toEqual([path, width, colorScheme, []]);
    }
  }
  expect([path, problems]).toEqual([path, []]);
  await context.close();
}

beforeAll(async () => {
  const dataDir = newDataDir();
  candor = await startCandor({ dataDir });
  process.env.DATA_DIR = dataDir;
  chromium = await browser();
});

afterAll(async () => {
  const { database } = await import("@/server/database");
  await database().$disconnect();
  await chromium?.close();
  await candor?.stop();
});

describe.skipIf(!chromiumPath)("in a browser", () => {
  test.each(scenes)("%s is whole for everyone: axe finds nothing, nothing breaks its policy", async (scene) => {
    for (const path of ownPaths(scene, await show(scene))) await expectWhole(path);
  });

  test("the 404 is whole for everyone too", async () => {
    await show("outage");
    await expectWhole("/nothing-here");
  });

  test.each(["long-text", "running-late", "taken-offline", ...works] as const)(
    "%s fits a screen of 320 px",
    async (scene) => {
      const paths = await show(scene);
      const context = await chromium.newContext({ viewport: { width: 320, height: 640 } });
      for (const path of paths) {
        const { page } = await open(context, path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      }
      await context.close();
    },
  );

  test("a reader elsewhere is told their own time first, then the page's and UTC", async () => {
    await show("taken-offline");
    const context = await chromium.newContext({ timezoneId: "Asia/Tokyo", locale: "en-US" });
    const { page } = await open(context, "/");
    const since = page.locator(".facts time").first();
    await since.and(page.locator("[data-own]")).waitFor();
    expect(await since.textContent()).toMatch(/your time\s· \d+:\d\d[ap]m\sE[SD]T\s· \d\d:\d\d\sUTC/);
    await context.close();
  });

  test("relative times go on by themselves, and nothing is written that says what stands there already", async () => {
    await show("outage");
    const context = await chromium.newContext();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(candor.url, { waitUntil: "load" });
    await page.clock.runFor(10_000);
    await page.locator(".ago").first().waitFor();
    // An answer would bring the server's clock, which knows nothing of the minute that passes here.
    await context.setOffline(true);
    await page.evaluate(() => {
      const watch = new MutationObserver((records) => {
        document.body.dataset.written = String(Number(document.body.dataset.written ?? 0) + records.length);
      });
      watch.observe(document.querySelector("main") as Node, { subtree: true, childList: true, characterData: true });
    });
    const told = await page.locator(".ago").allTextContents();
    await page.clock.runFor(60_000);
    expect(await page.locator(".ago").allTextContents()).not.toEqual(told);
    expect(await page.evaluate(() => Number(document.body.dataset.written))).toBeLessThanOrEqual(told.length);
    await context.close();
  });

  test("an incident's link and a text for a ticket are copied, and the page says so", async () => {
    const [, path = ""] = await show("taken-offline");
    const context = await chromium.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = await open(context, "/");
    await page.getByRole("button", { name: "Copy text for a ticket" }).click();
    await page.getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("Outage at Harvest: You can’t reach Harvest or Forecast");
    expect(copied).toContain(`${candor.url}${path}`);
    await context.close();
  });

  test("a window's page says how far off it is beside its times, copies its text, and says nothing twice", async () => {
    const [, path = ""] = await show("work-moved");
    const context = await chromium.newContext({
      permissions: ["clipboard-read", "clipboard-write"],
      timezoneId: "America/New_York",
    });
    const { page } = await open(context, path);
    await page.locator(".window-ends .ago").waitFor();
    expect(await page.locator(".window-ends .ago").allTextContents()).toEqual(["in 3 days"]);
    await page.getByRole("button", { name: "Copy text for a ticket" }).click();
    await page.getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("Scheduled maintenance at Harvest: Database upgrade");
    expect(copied).toContain(`${candor.url}${path}`);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".window-ends .ago").isVisible()).toBe(false);
    await context.close();
  });

  test("what is to come says how far off it is, once for each, and not on paper", async () => {
    await show("work-to-come");
    const context = await chromium.newContext({ timezoneId: "Asia/Tokyo" });
    const { page } = await open(context, "/");
    const far = page.locator(".upcoming-when .ago");
    await far.first().waitFor();
    for (const said of await far.allTextContents()) expect(said).toMatch(/^in \d+ days$/);
    expect(await far.count()).toBe(3);
    expect(await page.locator(".upcoming-when").first().innerText()).toMatch(/your time.* in \d+ days$/s);
    await page.emulateMedia({ media: "print" });
    expect(await far.first().isVisible()).toBe(false);
    await context.close();
  });

  test("without scripts a window's page is whole, and what folds on the status page opens", async () => {
    const [, path = ""] = await show("work-to-come");
    const context = await chromium.newContext({ javaScriptEnabled: false });
    const { page } = await open(context, path);
    expect(await page.locator("h1").innerText()).toBe("Database upgrade");
    expect(await page.locator("main").innerText()).toContain("We announced this 8 days ahead");
    expect(await page.getByRole("button").count()).toBe(0);
    await page.goto(candor.url);
    expect(await page.locator(".upcoming .ago").count()).toBe(0);
    await page.getByText("Comes 3 more times").click();
    await page.locator(".window-lines a").first().click();
    expect(await page.locator("h1").innerText()).toBe("Weekly restart");
    await context.close();
  });

  test("the head of a window's page names it, and its icon is the calendar", async () => {
    const [, path = ""] = await show("upcoming");
    const html = await (await fetch(`${candor.url}${path}`)).text();
    expect(html).toContain("<title>Scheduled maintenance: Database upgrade · Harvest</title>");
    expect(html).toContain("/icons/maintenance.svg");
    expect(html).toMatch(/<meta name="description" content="From [^"]*Harvest will be down\. API will be slow\."/);
    expect(html).toContain(`<link rel="canonical" href="${candor.url}${path}"`);
  });

  test("without scripts all of it can be read, and no button is there that does nothing", async () => {
    const [, path = ""] = await show("taken-offline");
    const context = await chromium.newContext({ javaScriptEnabled: false });
    for (const at of ["/", path]) {
      const { page } = await open(context, at);
      expect(await page.locator("main").innerText()).toContain("This is not planned maintenance.");
      expect(await page.getByRole("button").count()).toBe(0);
    }
    const { page } = await open(context, "/nothing-here");
    expect(await page.locator("h1").innerText()).toBe("There is nothing at this address");
    await context.close();
  });
});

test.each([
  "/nothing-here",
  "/incidents/abcdefghijkl",
  "/incidents/%3Cscript%3E",
  "/maintenance/abcdefghijkl",
  "/maintenance/%3Cscript%3E",
  "/maintenance",
  "/a/b/c",
])("%s is a real 404, said in words", async (path) => {
  const answer = await fetch(`${candor.url}${path}`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain("There is nothing at this address");
});
