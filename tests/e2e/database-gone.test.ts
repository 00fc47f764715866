import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breakPostgres } from "../support/broken-postgres";
import { eventually } from "../support/candor";
import { choose, type Desk, openDesk } from "./desk";

let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk(["Web app", "API"]);
  page = await desk.staff({ viewport: { width: 390, height: 844 } });
});
afterAll(() => desk.close());

const customersRead = (words: string) =>
  eventually(
    () => desk.statusPage(),
    (html) => html.includes(words),
    3_000,
  );

async function faults(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id }) => id);
}

test("with the database gone an incident is opened, told and resolved in the editor as always, and filed when it is back", async () => {
  await page.goto("/staff");
  const mend = breakPostgres(desk.candor);
  await eventually(
    async () => {
      await page.goto("/staff");
      return page.getByText("The database is away since").count();
    },
    (count) => count === 1,
  );
  await page.getByText("You can go on posting.").waitFor();
  expect(await faults()).toEqual([]);

  await page.goto("/staff/incidents/new");
  await choose(page, "What is wrong?", "Web app");
  await choose(page, "How bad is it?", /^Down$/);
  await page.getByRole("button", { name: "Post to the status page" }).click();
  await page.getByText("It will be filed when the database is back; notifications go out then.").waitFor();
  await customersRead("Web app is down");

  await choose(page, "Where are we?", "Identified");
  await page.getByLabel("What do you want to say?").fill("A disk is full. We make room.");
  await page.getByRole("button", { name: /^Post/ }).click();
  await page.waitForURL(/update=/);
  await customersRead("A disk is full. We make room.");
  await page.getByText("it waits to be filed").first().waitFor();
  expect(await faults()).toEqual([]);

  // What is no post has to wait, and keeps what was typed.
  await page.goto("/staff/settings").catch(() => undefined);
  await page.goto("/staff/incidents");
  await page.getByRole("link", { name: "Web app is down" }).first().click();
  await choose(page, "Where are we?", "Resolved");
  await page.getByLabel("What do you want to say?").fill("It is over.");
  await page.getByRole("button", { name: /^Post/ }).click();
  await page.waitForURL(/update=/);
  await customersRead("No known problems");

  mend();
  await eventually(
    async () => {
      await page.reload();
      return page.getByText("Posted while the database was away; filed").count();
    },
    (count) => count === 3,
    60_000,
  );
  expect(await page.getByText("The database is away since").count()).toBe(0);
  await customersRead("No known problems");
});

test("what is no post says that the database is away, and keeps what was typed", async () => {
  await page.goto("/staff/notices/new");
  await page.getByLabel("Title").fill("A new address");
  await page.getByLabel("Text").fill("It changes next month.");
  const mend = breakPostgres(desk.candor);
  await page.waitForTimeout(1_500);
  await page.getByRole("button", { name: "Publish the notice" }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: "The database is away, so this can’t be saved now." })
    .waitFor({ timeout: 15_000 });
  expect(await page.getByLabel("Title").inputValue()).toBe("A new address");
  expect(await page.getByLabel("Text").inputValue()).toBe("It changes next month.");
  mend();
  await eventually(
    async () => {
      await page
        .getByRole("button", { name: "Publish the notice" })
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      return page.getByRole("link", { name: "A new address" }).count();
    },
    (count) => count === 1,
    30_000,
  );
});
