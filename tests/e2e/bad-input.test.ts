import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { choose, type Desk, openDesk, posted, postUpdate, quickPost } from "./desk";

let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk();
  page = await desk.staff();
});
afterAll(() => desk.close());

/** Presses the post button and waits for the summary; it must take the focus. */
async function refused(button: string | RegExp, sentence: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const summary = page.getByRole("alert").filter({ hasText: sentence });
  await summary.waitFor();
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
}

const body = () => page.getByLabel("What do you want to say?");

test("an empty text and a name that is too long are told beside the field, and nothing is lost", async () => {
  await page.goto("/staff/incidents/new");
  await choose(page, "What is wrong?", "Web app");
  await choose(page, "How bad is it?", /^Down$/);
  await page.getByText("More: the words").click();
  await body().fill(" ");
  await page.getByLabel("Name of the incident").fill("n".repeat(256));
  await refused("Post to the status page", "Write what customers should know.");
  expect(await page.getByLabel("Name of the incident").getAttribute("aria-invalid")).toBe("true");
  expect(await page.getByText("shorten it to 255").count()).toBe(2);
  expect(await page.getByLabel("Name of the incident").inputValue()).toBe("n".repeat(256));
  expect(await page.getByRole("checkbox", { name: "Web app" }).isChecked()).toBe(true);
  await page.getByRole("link", { name: "Write what customers should know." }).click();
  expect(await body().evaluate((field) => field === document.activeElement)).toBe(true);
  await desk.statusPageSays("No known problems");
  await page.getByRole("button", { name: "Discard the draft" }).click();
});

test("a time that is still to come is refused, and so is a time that the clocks skip or repeat until one is chosen", async () => {
  await quickPost(page, "Web app");
  await body().fill("It began earlier than we said.");
  await choose(page, "Web app", "Slow");
  await page.getByText("It happened earlier").click();
  const happened = page.getByLabel(/^When it happened/);
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString().slice(0, 16);
  await happened.fill(inAnHour);
  await refused("Post update", "still to come");
  expect(await happened.inputValue()).toBe(inAnHour);
  expect(await body().inputValue()).toBe("It began earlier than we said.");

  const year = lastAutumn();
  await happened.fill(`${year}T01:30`);
  await refused("Post update", "comes twice");
  await page.getByLabel(/1:30am EDT/).check();
  await posted(page, "Post update");
  expect(await page.getByText("its record now begins at that time").count()).toBe(1);
});

/** The day on which New York last set its clocks back: the first Sunday of November. */
function lastAutumn(): string {
  const now = new Date();
  const year = now.getUTCMonth() >= 10 && now.getUTCDate() > 8 ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
  const first = new Date(Date.UTC(year, 10, 1));
  return new Date(Date.UTC(year, 10, 1 + ((7 - first.getUTCDay()) % 7))).toISOString().slice(0, 10);
}

test("Markdown can't bring scripts, and words of planning get a warning that doesn't block", async () => {
  await quickPost(page, "API");
  await body().fill("<script>alert(1)</script> [link](javascript:alert(1)) scheduled maintenance");
  await page.getByText("what you mean?").waitFor();
  await posted(page, "Post update");
  const shown = await desk.statusPage();
  expect(shown).not.toContain("javascript:alert");
  expect(shown).not.toContain("<script>alert(1)</script>");
});

test("a resolved incident opens again only on purpose", async () => {
  const id = await quickPost(page, "API");
  await postUpdate(page, "Resolved", "It is over.");
  await page.goto(`/staff/incidents/${id}`);
  await page.getByText("Write another update, or reopen it").click();
  await choose(page, "Where are we?", "Investigating");
  await body().fill("It is back.");
  await refused("Post and reopen", /“reopen”/);
  await page.getByLabel(/^Reopen this incident/).check();
  await posted(page, "Post and reopen");
  await desk.statusPageSays("It is back.");
});

test("what is not there is a 404, and a component of somebody's invention is refused", async () => {
  expect((await page.goto("/staff/incidents/nothere00000"))?.status()).toBe(404);
  expect((await page.goto("/staff/nothing/here"))?.status()).toBe(404);
  const id = await quickPost(page, "API");
  await body().fill("With an unknown component.");
  await page.evaluate(() => {
    const forged = Object.assign(document.createElement("input"), {
      name: "state:nosuchthing0",
      value: "major_outage",
    });
    document.querySelector("form:has(textarea)")?.append(forged);
  });
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").filter({ hasText: "not there" }).waitFor();
  expect(await body().inputValue()).toBe("With an unknown component.");
  expect(await (await fetch(`${desk.candor.url}/incidents/${id}`)).text()).not.toContain("With an unknown component.");
});

test("a form without a session keeps its text and says what to do, and posts after signing in elsewhere", async () => {
  const signedIn = await page.context().storageState();
  await quickPost(page, "Web app");
  await body().fill("Written while signed out.");
  await page.context().clearCookies();
  await refused("Post update", "You are signed out");
  expect(await body().inputValue()).toBe("Written while signed out.");
  expect(await desk.statusPage()).not.toContain("Written while signed out.");
  await page.context().addCookies(signedIn.cookies);
  await posted(page, "Post update");
});

test("“nothing new” is not posted over something that one has not seen", async () => {
  const id = await quickPost(page, "API");
  await page.goto("/staff");
  await page.route("**/staff/pulse", (route) => route.abort());
  const other = await desk.staff();
  await other.goto(`/staff/incidents/${id}`);
  await postUpdate(other, "Identified", "A colleague knows more.");
  const row = page.getByRole("listitem").filter({ has: page.locator(`a[href="/staff/incidents/${id}"]`) });
  await row.getByRole("button", { name: "+30 min, nothing new" }).click();
  await row.getByRole("alert").filter({ hasText: "Somebody else changed this" }).waitFor();
  expect(await (await fetch(`${desk.candor.url}/incidents/${id}`)).text()).not.toContain("Nothing new yet");
  await row.getByRole("button", { name: "+30 min, nothing new" }).click();
  await page.getByText("there is nothing new").waitFor();
  expect(await (await fetch(`${desk.candor.url}/incidents/${id}`)).text()).toContain("Nothing new yet");
  await page.unroute("**/staff/pulse");
});

test("words of planning are warned about while one types, in what the page says largest too", async () => {
  const id = await quickPost(page, "API");
  const warning = page.getByText("what you mean?");
  await page.getByLabel("What customers notice").fill("Scheduled maintenance");
  await warning.waitFor();
  await page.goto(`/staff/incidents/${id}/change`);
  expect(await warning.count()).toBe(0);
  await page.getByLabel("Name").fill("Planned work on the API");
  await warning.waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await desk.statusPageSays("Planned work on the API");
});

test("a form from another site changes nothing", async () => {
  const { cookies } = await page.context().storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const before = await desk.statusPage();
  const response = await fetch(`${desk.candor.url}/staff/incidents/new`, {
    method: "POST",
    headers: { cookie, origin: "https://evil.example", "content-type": "multipart/form-data; boundary=x" },
    body: '--x\r\ncontent-disposition: form-data; name="body"\r\n\r\nForged\r\n--x--\r\n',
  });
  expect(response.status).not.toBe(303);
  expect((await desk.statusPage()).includes("Forged")).toBe(before.includes("Forged"));
});
