import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const pages = (token: string) => fetch(`${desk.candor.url}/v1/pages`, { headers: { authorization: `OAuth ${token}` } });

async function make(page: Page, name: string): Promise<string> {
  await page.goto("/staff/tokens");
  await page.getByLabel("What it is for").fill(name);
  await page.getByRole("button", { name: "Make a token" }).click();
  await page.getByText("Copy it now.").waitFor();
  return page.getByRole("status").getByRole("textbox").inputValue();
}

test("while there are none, the page says what a token is for", async () => {
  const page = await desk.staff();
  await page.goto("/staff/tokens");
  await page.getByText("No tokens yet. A program needs one to post incidents").waitFor();
});

test.each([true, false])(
  "an owner makes a token, sees it once and revokes it, with JavaScript: %s",
  async (javaScriptEnabled) => {
    const page = await desk.staff({ javaScriptEnabled });
    const name = `Monitor ${javaScriptEnabled}`;
    const token = await make(page, name);
    expect((await pages(token)).status).toBe(200);
    await page.goto("/staff/tokens");
    expect(await page.content()).not.toContain(token);
    expect(await page.getByText("Last used").count()).toBeGreaterThan(0);

    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await page.getByText("Whatever uses it is refused from now on.").waitFor();
    expect((await pages(token)).status).toBe(401);
    expect(desk.candor.output()).not.toContain(token);
  },
);

test("what is missing is said beside its field", async () => {
  const page = await desk.staff();
  await page.goto("/staff/tokens");
  await page.getByLabel("Read", { exact: false }).first().uncheck();
  await page.getByRole("button", { name: "Make a token" }).click();
  await page.getByText("Choose what it may do.").first().waitFor();
  await page.getByText("Write what the token is for.").first().waitFor();
});
