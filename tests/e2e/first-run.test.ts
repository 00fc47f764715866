import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browser as openBrowser } from "../support/browser";
import { type RunningCandor, startCandor } from "../support/candor";
import { choose, postUpdate, quickPost } from "./desk";

let candor: RunningCandor;
let browser: Browser;

beforeAll(async () => {
  candor = await startCandor();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await candor.stop();
});

async function expectNoFaults(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue" }).waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    }
  }
}

test("from a fresh install to a resolved incident, the status page is right after each step", async () => {
  const customer = await (await browser.newContext({ baseURL: candor.url })).newPage();
  const headline = async () => {
    await customer.goto("/");
    return customer.getByRole("heading", { level: 1 }).innerText();
  };
  const context = await browser.newContext({ baseURL: candor.url, timezoneId: "America/New_York" });
  const page = await context.newPage();

  expect(await headline()).toContain("isn’t set up yet");
  await page.goto("/staff");
  await expectNoFaults(page);
  await page.getByLabel("Code").fill(/([A-Z0-9]{4}-){2}[A-Z0-9]{4}/.exec(await candor.line(/no owner yet/))?.[0] ?? "");
  await page.getByLabel("Your name").fill("Ana Lima");
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Continue" }).click();

  await page.getByLabel("Name", { exact: true }).fill("Harvest");
  await expectNoFaults(page);
  expect(await page.getByLabel("Time zone").inputValue()).toBe("America/New_York");
  await page.getByLabel("Where customers reach you").fill("help@example.com");
  await page.getByRole("button", { name: "Continue" }).click();

  for (const name of ["Web app", "API"]) {
    await page.getByLabel(/^Name of (a new|the first) component/).fill(name);
    await page.getByRole("button", { name: "Add component" }).click();
    await page.getByRole("link", { name, exact: true }).waitFor();
  }
  expect(await headline()).toBe("No known problems");
  expect(await customer.getByText("API").count()).toBe(1);

  await quickPost(page, "Web app");
  expect(await headline()).toBe("Web app is down");
  expect(await customer.title()).toMatch(/^Outage/);

  await postUpdate(page, "Identified", "A disk is full. We are making room.");
  expect(await headline()).toBe("Web app is down");
  expect(await customer.getByText("A disk is full. We are making room.").count()).toBe(1);

  await choose(page, "Web app", "Working");
  await page.getByLabel("What customers notice").fill("");
  await postUpdate(page, "Monitoring", "It works again. We are watching.");
  expect(await headline()).toContain("Working again");

  await choose(page, "Where are we?", "Resolved");
  expect(await page.getByRole("heading", { name: "Once it is resolved" }).count()).toBe(1);
  await postUpdate(page, "Resolved", "It is over.");
  expect(await headline()).toBe("No known problems");
  expect(await customer.getByRole("heading", { name: "The last 14 days" }).count()).toBe(1);

  await customer.goto("/incidents/unknown");
  expect((await customer.request.get("/incidents/unknown")).status()).toBe(404);
});
