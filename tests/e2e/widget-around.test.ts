import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import type { CandorStatus } from "@/components/widget/widget";
import { type StatusHost, telling } from "../support/widget-host";
import {
  banner,
  documentedStyle,
  expectUnharmed,
  newStatusHost,
  open,
  sample,
  script,
  text,
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

test.each([
  ["that the script adds", "", ""],
  ["that the page has, by the style sheet of the docs", "<candor-status></candor-status>", documentedStyle()],
])("a banner %s moves nothing where all that is on the page stands in rows with gaps", async (_, element, style) => {
  status.answer = (request, response) => void setTimeout(() => telling(sample("outage"))(request, response), 200);
  status.scriptMs = 200;
  const css = `html, body { height: 100% } body { margin: 0; display: flex; flex-direction: column; justify-content: center; gap: 40px } ${style}`;
  const body = `<main>Shop</main>${element}<footer>Imprint</footer>${script(status.url)}`;
  const opened = await open(status.url, { css, body });
  await banner(opened.page).waitFor();
  await opened.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await expectUnharmed(opened, status.url);
  await opened.page.context().close();
});

test("its own banner takes the options that the script carries, and nothing else", async () => {
  tell(sample("outage"));
  const attributes =
    'data-theme="dark" data-show-operational data-onclick="x()" data-style="color:red" data-id="a" data-cf="1"';
  const { page } = await open(status.url, { body: text + script(status.url, attributes) });
  await banner(page).waitFor();
  const carried = await page
    .locator("candor-status")
    .evaluate((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`));
  expect(carried.sort()).toEqual(["show-operational=", "theme=dark"]);
  await page.context().close();
});

test.each([360, 1280])(
  "what is always there has its room from the start, by the style sheet of the docs: %i px wide",
  async (width) => {
    status.scriptMs = 300;
    const css = documentedStyle();
    const body = `<p>Before</p><p><candor-status mode="badge"></candor-status></p><candor-status position="inline" show-operational></candor-status>${text}`;
    for (const [answer, look] of [
      [telling(sample("operational")), "clear"],
      [telling("garbage"), "unknown"],
    ] as const) {
      status.answer = (request, response) => void setTimeout(() => answer(request, response), 300);
      const opened = await open(
        status.url,
        { css, body: body + script(status.url) },
        { viewport: { width, height: 640 } },
      );
      await opened.page.locator(`candor-status section.${look}`).waitFor();
      await opened.page.locator(`candor-status .badge.${look}`).waitFor();
      await opened.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      await expectUnharmed(opened, status.url);
      await opened.page.context().close();
    }
  },
);

test("hostile style sheets don’t reach it, and it reaches nothing of the page", async () => {
  tell(sample("outage"));
  const css = `* { all: unset !important; color: lime !important; background: lime !important; font: 40px fantasy !important; transform: rotate(3deg) }
    html { font-size: 4px } section, p, a, button, div { display: none !important } candor-status { opacity: 0.1; position: absolute; width: 1px !important }`;
  const plain = await open(status.url, { body: `<candor-status></candor-status>${script(status.url)}` });
  const hostile = await open(status.url, { css, body: `<candor-status></candor-status>${script(status.url)}` });
  const looks = async (page: Page) => {
    await banner(page).waitFor();
    return banner(page).evaluate((box) => {
      const parts = [box, ...box.querySelectorAll("*")];
      const keys = ["color", "backgroundColor", "fontSize", "fontFamily", "display", "opacity", "position"] as const;
      return parts.map((part) => keys.map((key) => getComputedStyle(part)[key]).join());
    });
  };
  expect(await looks(hostile.page)).toEqual(await looks(plain.page));
  const { width, height } = (await banner(hostile.page).boundingBox()) ?? { width: 0, height: 0 };
  expect([width, height > 60]).toEqual([1280, true]);
  await expectUnharmed(hostile, status.url);
  for (const { page } of [plain, hostile]) await page.context().close();
});

test("is mirrored on a page that is written from right to left, and fits a phone of 320 px", async () => {
  tell(sample("outage"));
  const options = { viewport: { width: 320, height: 640 } };
  const opened = await open(status.url, { attributes: 'dir="rtl"', body: text + script(status.url) }, options);
  const { page } = opened;
  await banner(page).waitFor();
  const x = async (selector: string) => (await page.locator(`candor-status ${selector}`).first().boundingBox())?.x ?? 0;
  expect(await x("section > svg")).toBeGreaterThan(await x("button"));
  const box = await banner(page).boundingBox();
  expect([box?.x, box?.width]).toEqual([0, 320]);
  expect(await banner(page).evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.context().close();
});

test("moves nothing, is not printed, and keeps its borders where colours are forced", async () => {
  tell(sample("maintenance"));
  const { page } = await open(status.url, { body: text + script(status.url) }, { forcedColors: "active" });
  await banner(page).waitFor();
  const style = await banner(page).evaluate((box) => {
    const { animationName, transitionDuration, borderTopStyle, borderTopWidth } = getComputedStyle(box);
    return { animationName, transitionDuration, borderTopStyle, borderTopWidth };
  });
  expect(style).toEqual({
    animationName: "none",
    transitionDuration: "0s",
    borderTopStyle: "solid",
    borderTopWidth: "1px",
  });
  await page.emulateMedia({ media: "print" });
  expect(await banner(page).isVisible()).toBe(false);
  await page.context().close();
});
