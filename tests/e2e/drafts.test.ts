import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { choose, type Desk, openDesk, posted, quickPost } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test("a draft says that it is kept, survives a closed tab, and ends with its post", async () => {
  const page = await desk.staff();
  const id = await quickPost(page, "Web app");
  await page.getByLabel("What do you want to say?").fill("Half a sentence");
  await choose(page, "Web app", "Slow");
  await page.getByText("Draft kept on this device").waitFor();
  const context = page.context();
  await page.close();

  const later = await context.newPage();
  await later.goto(`/staff/incidents/${id}`);
  await later.getByText("Your draft of").waitFor();
  expect(await later.getByLabel("What do you want to say?").inputValue()).toBe("Half a sentence");
  expect(await later.getByRole("group", { name: "Web app" }).getByRole("radio", { name: "Slow" }).isChecked()).toBe(
    true,
  );
  await posted(later, "Post update");
  expect(await later.getByLabel("What do you want to say?").inputValue()).toBe("");

  await later.goto(`/staff/incidents/${id}`);
  expect(await later.getByLabel("What do you want to say?").inputValue()).toBe("");
});

test("a draft of a new incident survives a closed tab too", async () => {
  const page = await desk.staff();
  await page.goto("/staff/incidents/new");
  await choose(page, "What is wrong?", "API");
  await choose(page, "How bad is it?", "Slow");
  await page.getByText("Draft kept on this device").waitFor();
  const context = page.context();
  await page.close();
  const later = await context.newPage();
  await later.goto("/staff/incidents/new");
  await later.getByText("Your draft of").waitFor();
  expect(await later.getByRole("checkbox", { name: "API" }).isChecked()).toBe(true);
  await later.getByRole("button", { name: "Discard the draft" }).click();
  expect(await later.getByRole("checkbox", { name: "API" }).isChecked()).toBe(false);
});

test("pressing twice posts once, and so does sending again after an answer that never came", async () => {
  const page = await desk.staff();
  const customer = await desk.stranger();
  const id = await quickPost(page, "API");
  const timesShown = async (words: string) => {
    await customer.goto(`/incidents/${id}`);
    return customer.locator(".entry-text").filter({ hasText: words }).count();
  };
  const before = page.url();
  await page.getByLabel("What do you want to say?").fill("Pressed twice.");
  await page.getByRole("button", { name: "Post update" }).dblclick();
  await page.waitForURL((url) => url.href !== before);
  expect(await timesShown("Pressed twice.")).toBe(1);

  await page.getByLabel("What do you want to say?").fill("The answer was lost.");
  await loseOneAnswer(page, id);
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").filter({ hasText: "it counts once" }).waitFor();
  expect(await page.getByLabel("What do you want to say?").inputValue()).toBe("The answer was lost.");
  expect(await timesShown("The answer was lost.")).toBe(1);
  await posted(page, "Post update");
  expect(await timesShown("The answer was lost.")).toBe(1);
});

/** The next post arrives, but its answer does not. */
async function loseOneAnswer(page: Page, id: string): Promise<void> {
  let lost = false;
  await page.route(`**/staff/incidents/${id}*`, async (route) => {
    if (lost || route.request().method() !== "POST") return route.continue();
    lost = true;
    await route.fetch();
    await route.abort();
  });
}
