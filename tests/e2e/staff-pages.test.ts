import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { version } from "../../package.json";
import { type Desk, openDesk, postUpdate, quickPost } from "./desk";
import { later } from "./later";
import { announceWork, planSeries } from "./work";

let desk: Desk;
let paths: string[];

beforeAll(async () => {
  desk = await openDesk();
  const page = await desk.staff();
  const over = await quickPost(page, "API", "Slow");
  await postUpdate(page, "Resolved", "It was a **cable**: [how it went](https://example.com).");
  const open = await quickPost(page, "Web app");
  const edit = await page.getByRole("link", { name: "Edit this update" }).getAttribute("href");
  await page.goto("/staff/notices/new");
  await page.getByLabel("Title").fill("A new address");
  await page.getByLabel("Text").fill("It changes next month.");
  await page.getByRole("button", { name: "Publish the notice" }).click();
  const notice = await page.getByRole("link", { name: "A new address" }).getAttribute("href");
  await page.goto("/staff/components");
  await page.getByLabel("Name of a new group").fill("Platform");
  await page.getByRole("button", { name: "Add group" }).click();
  const group = await page.getByRole("link", { name: "Platform" }).getAttribute("href");
  const component = await page.getByRole("link", { name: "Web app" }).getAttribute("href");
  await page.goto("/staff/templates");
  const template = await page.getByRole("link", { name: "Cause found" }).getAttribute("href");
  const running = await announceWork(page, { name: "Database upgrade", component: "API", effect: "It is down" });
  await later(desk, running, 3 * 1440 + 50);
  const upcoming = await announceWork(page, { name: "New cables", component: "API", effect: "It is slow" });
  const series = await planSeries(page, "API");
  paths = [
    "",
    "/incidents",
    "/incidents/new",
    "/components",
    "/notices",
    "/notices/new",
    "/templates",
    "/people",
    "/tokens",
  ]
    .concat("/settings", "/password", "/nothing/here", `/incidents/${over}`)
    .concat(["", "/change", "/withdraw", "/redact"].map((act) => `/incidents/${open}${act}`))
    .concat(["", "/new", "/past", "/recurring/new", `/recurring/${series}`].map((path) => `/maintenance${path}`))
    .concat(["", "/change", "/incident"].map((act) => `/maintenance/${running}${act}`))
    .concat(["", "/change", "/cancel"].map((act) => `/maintenance/${upcoming}${act}`))
    .map((path) => `/staff${path}`)
    .concat([edit, component, template, notice, group].map((path) => path ?? "missing"));
});
afterAll(() => desk.close());

const views = [
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 360 },
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 1280 },
] as const;

/** What the browser refused, because the page's own policy forbids it. */
async function watchPolicy(page: Page): Promise<string[]> {
  const refused: string[] = [];
  await page.exposeFunction("refusedByPolicy", (what: string) => refused.push(what));
  await page.addInitScript(() => {
    const told = window as unknown as { refusedByPolicy: (what: string) => void };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      told.refusedByPolicy(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  return refused;
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>("main details")) fold.open = true;
  });
}

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
  return wide ? [...faults, "wider than the screen"] : faults;
}

/** Of what isn't there Next sends an empty document with its status, and the words by script. */
const wholeAtOnce = (path: string) => path !== "/staff/nothing/here";

/** What the page's server sent, before any script of it runs. */
async function withoutItsScripts(page: Page): Promise<void> {
  await page.route(/\/_next\/static\/.*\.js/, (route) => route.abort());
}

test.each([
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 1280 },
] as const)(
  "each page of the editor is whole before its scripts have come: $colorScheme, $width px wide",
  async (view) => {
    const { colorScheme, width } = view;
    const page = await desk.staff({ colorScheme, viewport: { width, height: 800 } });
    await withoutItsScripts(page);
    const faults: Record<string, string[]> = {};
    for (const path of paths.filter(wholeAtOnce)) {
      await page.goto(path);
      await unfold(page);
      const found = await faultsOf(page);
      if (found.length > 0) faults[path] = found;
    }
    expect(faults).toEqual({});
  },
);

test.each(views)("each page of the editor is whole: $colorScheme, $width px wide", async ({ colorScheme, width }) => {
  const page = await desk.staff({ colorScheme, viewport: { width, height: 800 } });
  const refused = await watchPolicy(page);
  const faults: Record<string, string[]> = {};
  for (const path of paths) {
    await page.goto(path);
    await unfold(page);
    const found = await faultsOf(page);
    if (found.length > 0) faults[path] = found;
  }
  expect(faults).toEqual({});
  expect(refused).toEqual([]);
});

test("the version that runs stands at the foot of each page of the editor, for whoever is signed in", async () => {
  const page = await desk.staff();
  await page.goto("/staff/incidents");
  expect(await page.getByRole("contentinfo").innerText()).toBe(`Candor ${version}`);
  const outside = await desk.stranger();
  await outside.goto("/staff/sign-in");
  expect(await outside.content()).not.toContain(`Candor ${version}`);
});

/** Lets what a page does every few seconds come many times while it is looked at. */
async function hurry(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const every = window.setInterval;
    const soon = (work: () => void, ms = 0) => every(work, Math.min(ms, 40));
    Object.assign(window, { setInterval: soon });
  });
}

test("each page of the editor goes on as it is while it stays open", async () => {
  const page = await desk.staff();
  await hurry(page);
  const thrown: string[] = [];
  page.on("pageerror", ({ message }) => thrown.push(`${new URL(page.url()).pathname}: ${message}`));
  for (const path of paths) {
    await page.goto(path);
    await unfold(page);
    const before = await page.locator("form").count();
    await page.waitForTimeout(400);
    expect([path, await page.locator("form").count()]).toEqual([path, before]);
  }
  expect(thrown).toEqual([]);
});

test.each(views)("each door is whole: $colorScheme, $width px wide", async ({ colorScheme, width }) => {
  const page = await desk.stranger({ colorScheme, viewport: { width, height: 800 } });
  const refused = await watchPolicy(page);
  for (const path of ["/staff/sign-in", "/staff/join?token=over"]) {
    await page.goto(path);
    expect(await faultsOf(page)).toEqual([]);
  }
  await page.goto("/staff/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").filter({ hasText: "don’t go together" }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(refused).toEqual([]);
});
