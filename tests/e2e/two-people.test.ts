import { afterAll, beforeAll, expect, test } from "vitest";
import { choose, type Desk, openDesk, owner, posted, postUpdate, quickPost, signIn } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test("whoever posts second is shown what the first posted, keeps the own text, and decides", async () => {
  const [first, second] = [await desk.staff(), await desk.staff()];
  const id = await quickPost(first, "Web app");
  await second.goto(`/staff/incidents/${id}`);
  await second.getByLabel("What do you want to say?").fill("Mine, written at the same time.");
  await choose(second, "Where are we?", "Identified");

  await postUpdate(first, "Identified", "Theirs, posted first.");
  await second.getByRole("button", { name: "Post update" }).click();
  const alert = second.getByRole("alert").filter({ hasText: "somebody was quicker" });
  await alert.getByText("Theirs, posted first.").waitFor();
  await expect.poll(() => alert.evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await second.getByLabel("What do you want to say?").inputValue()).toBe("Mine, written at the same time.");
  expect(await desk.statusPage()).not.toContain("Mine, written at the same time.");

  await posted(second, "Post update");
  await desk.statusPageSays("Mine, written at the same time.");
  await desk.statusPageSays("Theirs, posted first.");
});

test("a status that the second writer left alone is not turned back", async () => {
  const [first, second] = [await desk.staff(), await desk.staff()];
  const id = await quickPost(first, "API");
  await second.goto(`/staff/incidents/${id}`);
  await second.getByLabel("What do you want to say?").fill("Mine, about nothing but words.");
  await postUpdate(first, "Identified", "Theirs, with the cause.");
  await second.getByRole("button", { name: "Post update" }).click();
  await second.getByRole("alert").filter({ hasText: "somebody was quicker" }).waitFor();
  await posted(second, "Post update");
  const latest = second.locator(".latest");
  const shown = async () => {
    await second.goto(`/incidents/${id}`);
    return latest.textContent();
  };
  await expect.poll(shown, { timeout: 15_000 }).toContain("Mine, about nothing but words.");
  expect(await latest.locator(".entry-label").textContent()).toBe("Cause found");
});

test("what somebody else posts shows by itself, and the draft stays", async () => {
  const [first, second] = [await desk.staff(), await desk.staff()];
  await second.clock.install();
  const id = await quickPost(first, "API");
  await second.goto(`/staff/incidents/${id}`);
  await second.getByLabel("What do you want to say?").fill("Still thinking.");
  await postUpdate(first, "Identified", "Posted while somebody thinks.");
  await second.clock.runFor("00:12");
  await second.getByRole("alert").getByText("Posted while somebody thinks.").waitFor();
  expect(await second.getByLabel("What do you want to say?").inputValue()).toBe("Still thinking.");
});

test("an invited person joins by a link that works once, and is out when deactivated", async () => {
  const page = await desk.staff();
  await page.goto("/staff/people");
  await page.getByLabel("E-mail of the new person").fill("ben@example.com");
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Send them this link.").inputValue();

  const ben = await desk.stranger();
  await ben.goto(link);
  await ben.getByLabel("Your name").fill("Ben Okafor");
  await ben.getByLabel("Password").fill("another long password");
  await ben.getByRole("button", { name: "Join" }).click();
  await ben.waitForURL("**/staff");
  expect((await ben.goto("/staff/people"))?.status()).toBe(404);
  const again = await desk.stranger();
  await again.goto(link);
  expect(await again.getByRole("heading", { name: "This link no longer works" }).count()).toBe(1);

  await page.goto("/staff/people");
  await page.getByRole("button", { name: "Deactivate Ben Okafor" }).click();
  await page.getByText("Their sessions have ended.").waitFor();
  await ben.goto("/staff/incidents/new");
  expect(ben.url()).toContain("/staff/sign-in?next=%2Fstaff%2Fincidents%2Fnew");
  await signIn(ben, { email: "ben@example.com", password: "another long password" });
  const refused = ben.getByRole("alert").filter({ hasText: "don’t go together" });
  await refused.waitFor();
  expect(await ben.getByLabel("E-mail").inputValue()).toBe("ben@example.com");
});

test("signing in leads back to the page that was asked for, and never off the site", async () => {
  const page = await desk.stranger();
  await page.goto("/staff/sign-in?next=//evil.example/staff");
  await signIn(page, owner);
  await page.waitForURL(`${desk.candor.url}/staff`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/staff/sign-in");
  await page.goto("/staff/notices/new");
  await signIn(page, owner);
  await page.waitForURL("**/staff/notices/new");
});
