import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SampleMode, sampleStatus } from "@/components/embed/samples";
import type { CandorStatusElement } from "@/components/widget/widget";
import { browser } from "../support/browser";
import { eventually, type RunningCandor, startCandor } from "../support/candor";
import { playScene } from "../support/scenes";
import { productPage, type Served, strictPolicy } from "../support/widget-host";
import { openDesk } from "./desk";

let candor: RunningCandor;
let chromium: Browser;
const closing: Served[] = [];

beforeAll(async () => {
  candor = await startCandor();
  chromium = await browser();
  await playScene(candor, "outage");
});
afterAll(async () => {
  await chromium.close();
  for (const each of closing) await each.close();
  await candor.stop();
});

/** In whichever window it runs: what the script would act on, were it from its own frame. */
function sayWrong(): void {
  for (const action of ["resizeFrame", "dismissFrame", "over"]) parent.postMessage({ action, height: 9 }, "*");
}

const ownFrame = "iframe:not([width])";
const isOther = (frame: Frame) => frame.url().endsWith("?other");

async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  return (await chromium.newContext({ reducedMotion: "reduce", ...options })).newPage();
}

function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
  return problems;
}

describe("the page on which a snippet is made", () => {
  test.each([
    ["light", 320],
    ["dark", 1280],
  ] as const)("is whole and shows each mode by the widget itself: %s, %i px wide", async (colorScheme, width) => {
    const page = await newPage({ colorScheme, viewport: { width, height: 800 } });
    const problems = watch(page);
    await page.goto(`${candor.url}/embed`);
    const shown = (mode: string) => page.locator(`figure:has-text("${mode}") candor-status section`);
    for (const [mode, look] of [
      ["Outage", "outage"],
      ["Scheduled maintenance", "work"],
      ["Upcoming maintenance", "coming"],
    ] as const)
      await eventually(
        () => shown(mode).first().getAttribute("class"),
        (name) => name?.includes(look) ?? false,
      );
    await expect.poll(() => page.locator("candor-status section.box").count()).toBe(3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("is among the places of staff", async () => {
    const desk = await openDesk([]);
    const page = await desk.staff();
    await page.goto("/staff");
    await page.getByRole("link", { name: "Widget" }).first().click();
    await page.getByRole("heading", { name: "Show the status inside your product" }).waitFor();
    await desk.close();
  });

  test("makes the same snippet with a script and without, and keeps the choices in its address", async () => {
    const asked = `${candor.url}/embed?mode=banner&threshold=partial_outage&upcoming=7d&position=top&pinned=1`;
    const plain = await (await chromium.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(asked);
    const page = await newPage();
    await page.goto(`${candor.url}/embed`);
    for (const label of ["Partly down", "7 days ahead", "At the top, over the page", "Hold the script to its hash"])
      await page.getByLabel(label).check();
    await page.getByLabel("Harvest", { exact: true }).check();
    await page.getByLabel("Harvest", { exact: true }).uncheck();
    const snippet = (of: Page) => of.locator('[data-snippet="html"]').textContent();
    await expect.poll(() => snippet(page)).toBe(await snippet(plain));
    expect(await snippet(page)).toMatch(
      /^<script src="[^"]+\/widget\/v1\.js" integrity="sha384-[^"]+" crossorigin="anonymous" async data-threshold="partial_outage" data-position="top" data-upcoming="7d"><\/script>$/,
    );
    await page.reload();
    expect(await page.getByLabel("Partly down").isChecked()).toBe(true);
    await page.context().close();
    await plain.context().close();
  });

  test("copies, and says so", async () => {
    const context = await chromium.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await page.goto(`${candor.url}/embed`);
    await page.getByRole("button", { name: "Copy" }).first().click();
    await page.getByText("Copied", { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.locator('[data-snippet="html"]').textContent());
    await context.close();
  });

  test("takes nothing from its address that it does not offer", async () => {
    const answer = await fetch(`${candor.url}/embed?theme="><script>alert(1)</script>&component=%3Cb%3E&mode=x`);
    const html = await answer.text();
    expect(html).not.toContain("alert(1)");
    expect(html).not.toContain("<b>");
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'self';.*frame-ancestors 'self'$/);
    expect((await fetch(`${candor.url}/embed`, { method: "POST" })).status).toBe(405);
  });

  test("the snippet that it makes works where it is pasted", async () => {
    const page = await newPage();
    await page.goto(`${candor.url}/embed?pinned=1`);
    const snippet = await page.locator('[data-snippet="html"]').textContent();
    const product = await productPage({ policy: strictPolicy(candor.url), body: `<h1>Shop</h1>${snippet}` });
    closing.push(product);
    await page.goto(product.url);
    await page.locator("candor-status section.outage").waitFor();
    await page.context().close();
  });
});

describe("the frame for other sites", () => {
  test("may be framed by any site, and relaxes nothing else", async () => {
    const { headers } = await fetch(`${candor.url}/embed/frame`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'sha256-[^']+'; connect-src 'self';/);
    expect(policy).toMatch(/frame-ancestors \*$/);
    for (const path of ["/", "/embed"])
      expect((await fetch(candor.url + path)).headers.get("content-security-policy")).toMatch(
        /frame-ancestors 'self'$/,
      );
  });

  test("pages that had Statuspage’s embed get the same box in their corner by a changed address, and only then", async () => {
    const body = `<main><h1>Shop</h1></main><script src="${candor.url}/embed/script.js"></script>`;
    const product = await productPage({ policy: strictPolicy(candor.url), body });
    closing.push(product);
    const page = await newPage();
    const problems = watch(page);
    await page.goto(product.url);
    const frame = page.locator("iframe");
    await eventually(
      () => frame.boundingBox(),
      (box) => box?.x === 60,
    );
    const box = await frame.boundingBox();
    expect([box?.width, (box?.height ?? 0) > 100]).toEqual([320, true]);
    const inside = page.frameLocator("iframe");
    await inside.getByText("Outage").waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await inside.getByRole("button", { name: "Dismiss" }).click();
    await eventually(
      () => frame.boundingBox(),
      (gone) => (gone?.x ?? 0) < -9000,
    );
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test.each<[who: string, speak: (page: Page) => Promise<void>]>([
    ["the page itself", (page) => page.evaluate(sayWrong)],
    ["another frame of the same status host", async (page) => page.frames().find(isOther)?.evaluate(sayWrong)],
    [
      "another site that its own frame was led to",
      async (page) => {
        const other = await productPage({ body: "", script: `(${sayWrong})()` });
        closing.push(other);
        await page.locator(ownFrame).evaluate((frame: HTMLIFrameElement, url) => {
          frame.src = url;
        }, other.url);
      },
    ],
  ])("takes no word from %s", async (_, speak) => {
    const body = `<script src="${candor.url}/embed/script.js"></script>
      <iframe title="Other" src="${candor.url}/embed/frame?other" width="300" height="60"></iframe>`;
    const product = await productPage({ body });
    closing.push(product);
    const page = await newPage();
    await page.goto(product.url);
    const box = () => page.locator(ownFrame).boundingBox();
    await eventually(box, (found) => found?.x === 60 && found.height > 100);
    // Who listens since later hears it after the script.
    await page.evaluate(() => {
      addEventListener("message", ({ data }) => {
        if (data.action === "over") document.title = "Heard";
      });
    });
    const before = await box();
    await speak(page);
    await expect.poll(() => page.title()).toBe("Heard");
    expect(await box()).toEqual(before);
    await page.context().close();
  });

  test("pages that read the status by se-v2.js go on with a changed address", async () => {
    const script = `const page = new StatusPage.page({ page: "anything" }); window.heard = {};
      page.status({ success: ({ status }) => { heard.indicator = status.indicator; } });
      page.incidents({ filter: "unresolved", success: ({ incidents }) => { heard.open = incidents.length; } });
      page.scheduled_maintenances({ filter: "nothing", error: () => { heard.failed = true; } });`;
    const body = `<script src="${candor.url}/se-v2.js"></script>`;
    const product = await productPage({ policy: strictPolicy(candor.url), body, script });
    closing.push(product);
    const page = await newPage();
    await page.goto(product.url);
    await eventually(
      () => page.evaluate(() => (window as unknown as { heard: Record<string, unknown> }).heard),
      (heard) => heard.indicator === "critical" && heard.open === 1 && heard.failed === true,
    );
    await page.context().close();
  });

  test("a page that listens for itself learns how tall it wants to be", async () => {
    const page = await newPage();
    await page.goto(`${candor.url}/embed`);
    const snippet = await page.locator('[data-snippet="iframe"]').textContent();
    const product = await productPage({ body: `<h1>Shop</h1>${snippet}` });
    closing.push(product);
    await page.goto(product.url);
    await page.frameLocator("iframe").getByText("Outage").waitFor();
    await eventually(
      () => page.locator("iframe").getAttribute("height"),
      (height) => Number(height) > 60,
    );
    await page.context().close();
  });

  test("the image works where no script may run, and the widget on pages that are isolated from other sites", async () => {
    const image = `<img src="${candor.url}/badge.svg" alt="Status">`;
    const policy = `default-src 'none'; img-src ${candor.url}`;
    const mail = await productPage({ isolated: true, policy, body: image });
    const script = `<script src="${candor.url}/widget.js" async></script>`;
    const shop = await productPage({ isolated: true, policy: strictPolicy(candor.url), body: `${image}${script}` });
    closing.push(mail, shop);
    const page = await newPage();
    for (const { url } of [mail, shop]) {
      await page.goto(url);
      const width = () => page.locator("img").evaluate((each: HTMLImageElement) => each.naturalWidth);
      await expect.poll(width).toBeGreaterThan(50);
    }
    await page.locator("candor-status section.outage").waitFor();
    await page.context().close();
  });

  test("has the corner and the colours that the owner chose for it", async () => {
    const { changeStatusEmbed } = await import("@/server/status-embed");
    const { systemActor } = await import("@/server/actor");
    await changeStatusEmbed(systemActor, {
      position: "top-right",
      incidentBackground: "#123456",
      incidentText: "#ffffff",
      maintenanceBackground: "#654321",
      maintenanceText: "#ffffff",
    });
    await eventually(
      async () => (await fetch(`${candor.url}/embed/frame`)).text(),
      (html) => html.includes("#123456"),
    );
    const product = await productPage({ body: `<script src="${candor.url}/embed/script.js"></script>` });
    closing.push(product);
    const page = await newPage();
    await page.goto(product.url);
    await eventually(
      () => page.locator("iframe").boundingBox(),
      (box) => box?.y === 60 && (box?.x ?? 0) > 640,
    );
    const box = page.frameLocator("iframe").locator("candor-status section");
    await eventually(
      () => box.evaluate((element) => getComputedStyle(element).backgroundColor),
      (color) => color === "rgb(18, 52, 86)",
    );
    // Each where it was chosen for, and words that can be read on it, whatever else is so.
    const of = { page: "Shop", url: `${candor.url}/`, component: { id: "aaaaaaaaaaaa", name: "Web" } };
    const sampled = (mode: SampleMode) => sampleStatus(mode, of, Date.now());
    const outage = sampled("outage");
    const partly = outage.incidents.map((item) => ({ ...item, label: "partial_outage" as const }));
    const looks = [
      [{ ...outage, incidents: partly }, "rgb(18, 52, 86)", "rgb(255, 255, 255)"],
      [sampled("maintenance"), "rgb(101, 67, 33)", "rgb(255, 255, 255)"],
      [sampled("upcoming"), "rgb(252, 251, 249)", "rgb(25, 28, 34)"],
    ] as const;
    for (const [status, ground, ink] of looks) {
      await page
        .frameLocator("iframe")
        .locator("candor-status")
        .evaluate((element: CandorStatusElement, told) => {
          element.sample = told;
        }, status);
      await expect
        .poll(() =>
          box.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]),
        )
        .toEqual([ground, ink]);
    }
    await page.context().close();
  });

  test("a page that begins to listen late is told all the same", async () => {
    const product = await productPage({ body: `<iframe title="Status" src="${candor.url}/embed/frame"></iframe>` });
    closing.push(product);
    const page = await newPage();
    await page.goto(product.url);
    await page.frameLocator("iframe").getByText("Outage").waitFor();
    await page.waitForTimeout(1_000);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      addEventListener("message", ({ data }) => heard.push(data.action));
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await expect.poll(heard, { timeout: 20_000 }).toEqual(expect.arrayContaining(["showFrame", "resizeFrame"]));
    await page.context().close();
  });
});

test("nobody can keep Candor busy by drawing snippets: many are too many", async () => {
  const ask = async (query: string) => (await fetch(`${candor.url}/embed?${query}`)).status;
  let asked = 0;
  while (asked < 2_000 && (await ask(`any=${asked}`)) !== 429) asked++;
  expect(asked).toBeLessThan(2_000);
  expect((await fetch(`${candor.url}/embed/frame`)).status).toBe(200);
});
