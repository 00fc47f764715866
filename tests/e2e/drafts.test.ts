import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { choose, type Desk, openDesk, posted, postUpdate, quickPost } from "./desk";

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
  await expect.poll(() => later.getByLabel("What do you want to say?").inputValue()).toBe("");

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
  await expect.poll(() => timesShown("Pressed twice."), { timeout: 15_000 }).toBe(1);

  await page.getByLabel("What do you want to say?").fill("The answer was lost.");
  await loseOneAnswer(page, id);
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").filter({ hasText: "it counts once" }).waitFor();
  expect(await page.getByLabel("What do you want to say?").inputValue()).toBe("The answer was lost.");
  await expect.poll(() => timesShown("The answer was lost."), { timeout: 15_000 }).toBe(1);
  await posted(page, "Post update");
  await postUpdate(page, "Monitoring", "Told after both.");
  await expect.poll(() => timesShown("Told after both."), { timeout: 15_000 }).toBe(1);
  expect([await timesShown("Pressed twice."), await timesShown("The answer was lost.")]).toEqual([1, 1]);
});

test("sending again counts once even after the page has brought in the post whose answer was lost", async () => {
  const page = await desk.staff();
  const id = await quickPost(page, "Web app");
  await page.getByLabel("What do you want to say?").fill("Better than before.");
  await choose(page, "Web app", "Slow");
  await page.getByLabel("What customers notice").fill("Web app is slow");
  await loseOneAnswer(page, id);
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").filter({ hasText: "it counts once" }).waitFor();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const record = page.getByRole("region", { name: "Posted so far" });
  await record.getByText("Better than before.").first().waitFor();
  await posted(page, "Post update");
  expect(await record.getByText("Better than before.").count()).toBe(1);
});

test("what is changed after a lost answer is another post, and none is lost in silence", async () => {
  const page = await desk.staff();
  const id = await quickPost(page, "Web app");
  await page.getByLabel("What do you want to say?").fill("First words.");
  await loseOneAnswer(page, id);
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").filter({ hasText: "it counts once" }).waitFor();
  await page.getByLabel("What do you want to say?").fill("Second words.");
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").getByText("First words.").waitFor();
  await posted(page, "Post update");
  const record = page.getByRole("region", { name: "Posted so far" });
  expect(await record.getByText("First words.").count()).toBe(1);
  expect(await record.getByText("Second words.").count()).toBe(1);
});

test("a prepared sentence that names the time is posted once too, with a minute between two tries", async () => {
  const page = await desk.staff();
  await page.goto("/staff/templates");
  await page.getByLabel("Name").fill("Failing");
  await page.getByLabel("Text").fill("Imports fail since {{since}}.");
  await page.getByRole("button", { name: "Add the text" }).click();
  await page.getByText("Saved.").waitFor();
  const told = async () => {
    const list = await desk.staff();
    await list.goto("/staff/incidents");
    return list.getByRole("link", { name: "API is down" }).count();
  };
  const before = await told();
  await page.clock.install();
  await page.goto("/staff/incidents/new");
  await choose(page, "What is wrong?", "API");
  await choose(page, "How bad is it?", /^Down$/);
  await choose(page, "Say this", "Imports fail");
  await page.getByText("More: the words").click();
  const body = page.getByLabel("What do you want to say?");
  const chosen = await body.inputValue();
  await loseOneAnswer(page, "new");
  await page.getByRole("button", { name: "Post to the status page" }).click();
  await page.getByRole("alert").filter({ hasText: "it counts once" }).waitFor();
  await page.clock.fastForward(120_000);
  expect(await body.inputValue()).toBe(chosen);
  await posted(page, "Post to the status page");
  expect(await told()).toBe(before + 1);
});

test("whoever signs out leaves no draft behind", async () => {
  const page = await desk.staff();
  await page.goto("/staff/incidents/new");
  await choose(page, "How bad is it?", "Slow");
  await page.getByText("Draft kept on this device").waitFor();
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("candor.draft.")));
  expect(await drafts()).toHaveLength(1);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await drafts()).toEqual([]);
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
