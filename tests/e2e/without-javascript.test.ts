import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { choose, type Desk, openDesk, owner, posted, quickPost, signIn } from "./desk";

let desk: Desk;
const plain = { javaScriptEnabled: false };

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function post(page: Page, step: string, body: string): Promise<void> {
  await choose(page, "Where are we?", step);
  await page.getByLabel("What do you want to say?").fill(body);
  await page.getByRole("button", { name: /^Post/ }).click();
}

/** Without scripts each press is a new page, which comes in its own time. */
const soon = { timeout: 15_000 };

test("signing in, opening an incident, an update and its end need no JavaScript", async () => {
  const page = await desk.stranger(plain);
  await page.goto("/staff/incidents/new");
  await signIn(page, { ...owner, password: "not the password" });
  await expect.poll(() => page.getByText("don’t go together").count(), soon).toBeGreaterThan(0);
  await expect.poll(() => page.getByLabel("E-mail").inputValue(), soon).toBe(owner.email);
  await signIn(page, owner);
  await choose(page, "What is wrong?", "Web app");
  await choose(page, "How bad is it?", /^Down$/);
  await posted(page, "Post to the status page");
  await desk.statusPageSays("Web app is down");

  await post(page, "Identified", "");
  await expect.poll(() => page.getByText("Write what customers should know.").count(), soon).toBeGreaterThan(0);
  await expect.poll(() => page.getByRole("radio", { name: "Identified" }).isChecked(), soon).toBe(true);
  await page.getByLabel("What do you want to say?").fill("A disk is **full**.");
  await page.getByRole("button", { name: "Show how this will look" }).click();
  await expect
    .poll(() => page.getByRole("region", { name: "As customers will see it" }).locator("strong").count(), soon)
    .toBe(1);
  expect(await desk.statusPage()).not.toContain("full");
  await posted(page, "Post update");
  await desk.statusPageSays("A disk is <strong>full</strong>.");

  await post(page, "Resolved", "It is over.");
  await page.getByText("Resolved, began").waitFor();
  await desk.statusPageSays("No known problems");
});

test("a form that comes without a session keeps its text and can be sent again", async () => {
  const page = await desk.staff(plain);
  const id = await quickPostPlainly(page);
  await page.context().clearCookies();
  await post(page, "Identified", "Written before the session ended.");
  await expect.poll(() => page.getByRole("heading", { name: "You are signed out" }).count(), soon).toBe(1);
  await expect
    .poll(() => page.getByLabel("What you wrote").inputValue(), soon)
    .toBe("Written before the session ended.");
  expect(await desk.statusPage()).not.toContain("Written before the session ended.");

  const other = await page.context().newPage();
  await other.goto("/staff/sign-in");
  await signIn(other, owner);
  await other.waitForURL(({ pathname }) => pathname !== "/staff/sign-in");
  await posted(page, "Send it again");
  expect(page.url()).toContain(id);
  await desk.statusPageSays("Written before the session ended.");
});

test("every form of the editor that comes without a session is kept, with all that was typed", async () => {
  const page = await desk.staff(plain);
  const id = await quickPostPlainly(page);
  const cookies = await page.context().cookies();
  const forms = [
    { path: `/staff/incidents/${id}/change`, label: "Name", button: "Save: customers see it at once" },
    { path: "/staff/notices/new", label: "Title", button: "Publish the notice" },
    { path: "/staff/templates", label: "What customers notice", button: "Add the text" },
    { path: "/staff/maintenance/new", label: "Name", button: "Announce planned work" },
    { path: "/staff/maintenance/past", label: "Name", button: "Record it" },
    { path: "/staff/maintenance/recurring/new", label: "Name", button: "Plan all of them" },
    { path: "/staff/settings", label: "Where customers reach you", button: "Save" },
    { path: `/staff/incidents/${id}/redact`, label: "Why", button: "Redact for good" },
    { path: `/staff/incidents/${id}/withdraw`, label: "Why", button: "Withdraw the incident" },
  ];
  for (const { path, label, button } of forms) {
    await page.goto(path);
    await page.getByLabel(label).fill("Written for nothing?");
    await page.context().clearCookies();
    await page.getByRole("button", { name: button }).click();
    await expect.poll(() => page.getByRole("heading", { name: "You are signed out" }).count(), soon).toBe(1);
    await expect.poll(() => page.getByLabel(label).inputValue(), soon).toBe("Written for nothing?");
    await page.context().addCookies(cookies);
  }
  await page.getByRole("button", { name: "Send it again" }).click();
  await page.getByText("Withdrawn.", { exact: true }).waitFor();
  expect(await (await fetch(`${desk.candor.url}/incidents/${id}`)).text()).toContain("Written for nothing?");
});

test("words of planning are warned about in the preview and in the answer, and the start page can be looked at again", async () => {
  const page = await desk.staff(plain);
  await quickPostPlainly(page);
  await page.getByLabel("What do you want to say?").fill("It is slow.");
  await page.getByLabel("What customers notice").fill("Scheduled work");
  await page.getByRole("button", { name: "Show how this will look" }).click();
  await expect.poll(() => page.getByText("what you mean?").count(), soon).toBe(1);
  await posted(page, "Post update");
  await expect.poll(() => page.getByText("Is “scheduled” what you mean?").count(), soon).toBeGreaterThan(0);
  await page.goto("/staff");
  expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(0);
  await page.getByRole("link", { name: "Look again" }).click();
  await expect.poll(() => new URL(page.url()).pathname, soon).toBe("/staff");
});

test("whoever posts second is shown what the first posted", async () => {
  const scripted = await desk.staff();
  const id = await quickPost(scripted, "API", "Slow");
  const page = await desk.staff(plain);
  await page.goto(`/staff/incidents/${id}`);
  await page.getByLabel("What do you want to say?").fill("Mine.");
  await scripted.getByLabel("What do you want to say?").fill("Theirs.");
  await scripted.getByRole("button", { name: "Post update" }).click();
  await scripted.getByRole("listitem").filter({ hasText: "Theirs." }).first().waitFor();

  await page.getByRole("button", { name: "Post update" }).click();
  await expect.poll(() => page.getByRole("alert").getByText("Theirs.").count(), soon).toBe(1);
  await expect.poll(() => page.getByLabel("What do you want to say?").inputValue(), soon).toBe("Mine.");
  await posted(page, "Post update");
  await desk.statusPageSays("Mine.");
});

async function quickPostPlainly(page: Page): Promise<string> {
  await page.goto("/staff/incidents/new");
  await choose(page, "What is wrong?", "API");
  await choose(page, "How bad is it?", /^Down$/);
  return posted(page, "Post to the status page");
}
