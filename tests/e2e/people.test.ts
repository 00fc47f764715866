import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk, signIn } from "./desk";

let desk: Desk;
const ben = { email: "ben@example.com", password: "a long enough password" };

beforeAll(async () => {
  desk = await openDesk([]);
});
afterAll(() => desk.close());

/** Makes a link for Ben; gives back where it leads. */
async function linkFor(page: Page, told: string): Promise<string> {
  await page.goto("/staff/people");
  await page.getByLabel("E-mail of the new person").fill(ben.email);
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByText(told).waitFor();
  return page.getByLabel(told).inputValue();
}

async function join(link: string, password: string, button: string): Promise<Page> {
  const page = await desk.stranger();
  await page.goto(link.replace(/^https?:\/\/[^/]+/, ""));
  if (button === "Join") await page.getByLabel("Your name").fill("Ben");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  return page;
}

test("a link can be ended before it is used, a lost password is replaced by a new link, and anybody changes their own", async () => {
  const page = await desk.staff();
  const ended = await linkFor(page, "Send them this link.");
  await page.getByRole("button", { name: `End this link for ${ben.email}` }).click();
  await page.getByText("Whoever opens that link is told so").waitFor();
  const late = await desk.stranger();
  await late.goto(ended.replace(/^https?:\/\/[^/]+/, ""));
  expect(await late.getByRole("heading", { name: "This link no longer works" }).count()).toBe(1);

  await join(await linkFor(page, "Send them this link."), "the first password", "Join");
  const theirs = await join(await linkFor(page, "Send a new link:"), ben.password, "Set the password");

  await theirs.goto("/staff");
  await theirs.getByRole("link", { name: "Ben: your password" }).click();
  await theirs.getByLabel("Password now").fill("not the password");
  await theirs.getByLabel("New password").fill("another long password");
  await theirs.getByRole("button", { name: "Change the password" }).click();
  await theirs.getByRole("alert").filter({ hasText: "not the password that you have now" }).waitFor();
  await theirs.getByLabel("Password now").fill(ben.password);
  await theirs.getByLabel("New password").fill("another long password");
  await theirs.getByRole("button", { name: "Change the password" }).click();
  await theirs.getByText("You are signed out everywhere but here.").waitFor();

  const again = await desk.stranger();
  await again.goto("/staff");
  await signIn(again, { email: ben.email, password: "another long password" });
  await again.getByRole("button", { name: "Sign out" }).waitFor();
});
