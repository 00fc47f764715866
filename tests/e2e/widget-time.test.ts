import { beforeEach, expect, test } from "vitest";
import type { CandorStatus } from "@/components/widget/widget";
import { type StatusHost, telling } from "../support/widget-host";
import {
  type Asking,
  banner,
  minute,
  newStatusHost,
  open,
  pass,
  refresh,
  said,
  sample,
  script,
  step,
  text,
  unseen,
  widgetPages,
} from "../support/widget-page";

widgetPages();

let status: StatusHost;
beforeEach(async () => {
  status = await newStatusHost();
});

const tell = (told: CandorStatus) => {
  status.answer = telling(told);
};

/** A page that knows of work which begins in half a minute; the chance is what it draws lots with from then on. */
async function openBeforeWork(chance = 0) {
  const soon = new Date(Date.now() + 30_000).toISOString();
  const told = sample("upcoming");
  tell({ ...told, upcoming: told.upcoming.map((item) => ({ ...item, since: soon })), valid_until: soon });
  const body = `${text}<p><candor-status mode="badge"></candor-status></p>${script(status.url)}`;
  const { page } = await open(status.url, { body }, {}, true);
  await page.locator("candor-status .badge.clear").waitFor();
  await page.evaluate((each) => {
    Math.random = () => each;
  }, chance);
  await refresh(page);
  const lag = await page.evaluate((at) => Date.parse(at) - Date.now(), soon);
  expect(lag).toBeGreaterThan(step);
  return { page, lag, asked: () => page.evaluate(() => (window as unknown as Asking).asking.at.length) };
}

test("tells times by the visitor’s own clock and language", async () => {
  tell({ ...sample("outage") });
  const options = { timezoneId: "Asia/Tokyo", locale: "de-DE" };
  const { page } = await open(status.url, { body: text + script(status.url) }, options);
  await banner(page).waitFor();
  const since = new Date(Date.now() - 25 * minute);
  const hour = new Intl.DateTimeFormat("de-DE", { timeZone: "Asia/Tokyo", hour: "numeric", minute: "2-digit" });
  const near = [-1, 0, 1].map((off) => hour.format(since.getTime() + off * minute));
  const words = await said(page).innerText();
  expect(near.some((clock) => words.includes(clock))).toBe(true);
  await page.context().close();
});

test("asks nothing while its tab is hidden, and at once when it is looked at again", async () => {
  tell(sample("operational"));
  const { page } = await open(status.url, { body: text + script(status.url) }, {}, true);
  await page.waitForFunction(() => window.candor?.current().known);
  const hide = (hidden: boolean) =>
    page.evaluate((is) => {
      Object.defineProperty(document, "hidden", { value: is, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  const before = status.asked;
  await pass(page, 10 * minute);
  expect(status.asked).toBe(before);
  status.answer = telling(sample("outage"), unseen);
  await hide(false);
  await pass(page, 1_000);
  await banner(page).waitFor();
  await page.context().close();
});

test("work is told from its start on, though nothing newer is heard", async () => {
  const { page, lag } = await openBeforeWork();
  await pass(page, lag - 100);
  expect(await page.locator("candor-status .badge.clear").count()).toBe(1);
  expect(await page.evaluate(() => window.candor?.current().mode)).toBe("operational");
  await pass(page, 5_200);
  await page.locator("candor-status .badge.work").waitFor();
  expect(await page.evaluate(() => window.candor?.current())).toMatchObject({ known: true, mode: "maintenance" });
  await page.context().close();
});

test.each([0, 0.5, 0.9])("asks soon after something was to change, and not all at once: chance %d", async (chance) => {
  const { page, lag, asked } = await openBeforeWork(chance);
  await pass(page, lag);
  expect(await asked()).toBe(2);
  let late = 0;
  for (; late <= 11_000 && (await asked()) === 2; late += 500) await pass(page, 500);
  const wanted = 1_000 + chance * 9_000;
  expect([late >= wanted - 500, late <= wanted + 1_000]).toEqual([true, true]);
  await page.context().close();
});

test("asks every thirty to a hundred and twenty seconds", async () => {
  tell(sample("operational"));
  const { page } = await open(status.url, { body: text + script(status.url) }, {}, true);
  await page.waitForFunction(() => window.candor?.current().known);
  await pass(page, 10 * minute);
  const at = await page.evaluate(() => (window as unknown as Asking).asking.at);
  const gaps = at.slice(1).map((each, index) => each - (at[index] ?? 0));
  expect(gaps.length).toBeGreaterThan(3);
  // Time goes by in steps here.
  for (const gap of gaps) expect([gap >= 30_000 - step, gap <= 120_000 + step]).toEqual([true, true]);
  await page.context().close();
});
