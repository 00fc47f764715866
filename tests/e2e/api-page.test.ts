import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test.each([
  { colorScheme: "light", width: 320 },
  { colorScheme: "dark", width: 1280 },
] as const)("the API’s page is whole: $colorScheme, $width px wide", async ({ colorScheme, width }) => {
  const page = await desk.stranger({ colorScheme, viewport: { width, height: 800 } });
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  await page.goto("/api");
  await page.getByRole("heading", { name: "The API of Harvest" }).waitFor();
  for (const fold of await page.locator("details").all())
    await fold.evaluate((each: HTMLDetailsElement) => (each.open = true));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(refused).toEqual([]);
});
