import { afterAll, beforeAll, expect, test } from "vitest";
import { localIn } from "@/domain/zone";
import { choose, type Desk, openDesk, posted, quickPost } from "./desk";

let desk: Desk;
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test("the first public word takes at most five touches on a phone", async () => {
  const page = await desk.staff(phone);
  let touches = 0;
  await page.exposeFunction("touched", () => touches++);
  await page.addInitScript(() => {
    const told = window as unknown as { touched: () => void };
    document.addEventListener("pointerdown", () => told.touched(), { capture: true });
  });
  await page.goto("/staff");
  await page.getByRole("link", { name: "Something is wrong" }).tap();
  await page.getByRole("group", { name: "What is wrong?" }).locator("label").filter({ hasText: "Web app" }).tap();
  await page
    .getByRole("group", { name: "How bad is it?" })
    .locator("label")
    .filter({ hasText: /^Down$/ })
    .tap();
  await page.getByRole("group", { name: "Say this" }).locator("label").nth(1).tap();
  await page.getByRole("button", { name: "Post to the status page" }).tap();
  await page.waitForURL(/posted=/);
  expect(touches).toBeLessThanOrEqual(5);
  await desk.statusPageSays("Web app has not been working as it should");
  await page.context().close();
});

test("what the preview shows is what customers see", async () => {
  const page = await desk.staff();
  await page.goto("/staff/incidents/new");
  await choose(page, "What is wrong?", "API");
  await choose(page, "How bad is it?", "Partly down");
  await page.getByText("More: the words").click();
  await page.getByLabel("What customers notice").fill("Exports fail");
  const preview = page.getByRole("region", { name: "As customers will see it" });
  await preview.getByText("Affects API").waitFor();
  const before = await preview.locator(".incident .latest .entry-text").first().innerText();
  const id = await posted(page, "Post to the status page");
  const customer = await desk.stranger();
  await customer.goto(`/incidents/${id}`);
  expect(await customer.locator(".latest .entry-text").innerText()).toBe(before);
  expect(await customer.getByText("Exports fail").count()).toBeGreaterThan(0);
  await page.context().close();
});

test("one touch keeps a promise for another half hour", async () => {
  const page = await desk.staff(phone);
  const id = await quickPost(page, "API", "Slow");
  await page.getByRole("button", { name: "+30 min, nothing new" }).tap();
  await page.getByRole("listitem").filter({ hasText: "Nothing new yet" }).first().waitFor();
  const told = async () => (await fetch(`${desk.candor.url}/incidents/${id}`)).text();
  await expect.poll(told, { timeout: 15_000 }).toContain("Nothing new yet");
  await page.context().close();
});

test("Ctrl and Enter post, without a mouse", async () => {
  const page = await desk.staff();
  await quickPost(page, "API", "Slow");
  await page.getByLabel("What do you want to say?").focus();
  await page.keyboard.type("Posted from the keyboard alone.");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("listitem").filter({ hasText: "Posted from the keyboard alone." }).first().waitFor();
  await desk.statusPageSays("Posted from the keyboard alone.");
  await page.context().close();
});

test("a promise is told of before it is due, in sight, aloud and in the title, and again when it is overdue", async () => {
  const page = await desk.staff();
  await page.clock.install();
  const id = await quickPost(page, "API", "Slow");
  await choose(page, "Next update by", "At a time");
  await page.getByLabel(/^Time of the next update/).fill(localIn("America/New_York", Date.now() + 4 * 60_000));
  await page.getByLabel("What do you want to say?").fill("We will say more in a moment.");
  await posted(page, "Post update");
  await page.goto("/staff");
  const name = await page.locator(`a[href="/staff/incidents/${id}"]`).first().innerText();
  const reminder = page.getByRole("status").filter({ hasText: `“${name}”` });
  await reminder.filter({ hasText: `The next update of “${name}” is due by` }).waitFor({ state: "attached" });
  expect(await page.getByText(/Next update due in [1-4] min/).count()).toBe(1);
  expect(await page.title()).toMatch(/^\(!\) Now/);
  await page.clock.fastForward("10:00");
  await reminder.filter({ hasText: "is overdue. The status page says so." }).waitFor({ state: "attached" });
  expect(await page.getByText("is overdue. Customers see that.").count()).toBe(1);
});
