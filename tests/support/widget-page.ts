import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { type SampleMode, sampleStatus } from "@/components/embed/samples";
import type { CandorStatus } from "@/components/widget/widget";
import { browser } from "./browser";
import { eventually } from "./candor";
import { type Host, productPage, type Served, type StatusHost, statusHost, strictPolicy } from "./widget-host";

export const minute = 60_000;
const of = { page: "Harvest", url: "https://status.example.com/", component: { id: "webapp", name: "Web app" } };
export const sample = (mode: SampleMode): CandorStatus => sampleStatus(mode, of, Date.now());

let chromium: Browser;
/** What ends with the file. */
export const closing: Served[] = [];

/** For a test file that looks at pages of products. */
export function widgetPages(): void {
  beforeAll(async () => {
    chromium = await browser();
  });
  afterAll(async () => {
    await chromium.close();
    for (const each of closing) await each.close();
  });
}

/** A status host of its own, which ends with the file. */
export async function newStatusHost(): Promise<StatusHost> {
  const host = await statusHost();
  closing.push(host);
  return host;
}

export const refresh = (page: Page) => page.evaluate(() => window.candor?.refresh().then(() => undefined));

export type Opened = { page: Page; thrown: string[]; logged: string[]; asked: string[] };

/** Opens a product's page under the strictest policy that lets the widget in. */
export async function open(
  status: string,
  host: Host,
  options: BrowserContextOptions = {},
  fake = false,
): Promise<Opened> {
  const product = await productPage({ policy: strictPolicy(status), ...host });
  closing.push(product);
  const page = await (await chromium.newContext({ reducedMotion: "reduce", ...options })).newPage();
  const opened: Opened = { page, thrown: [], logged: [], asked: [] };
  page.on("pageerror", ({ message }) => opened.thrown.push(message));
  page.on("console", (line) => line.type() === "error" && opened.logged.push(line.text()));
  page.on("request", (request) => opened.asked.push(request.url()));
  await page.addInitScript(() => {
    const seen = { violations: [] as string[], shift: 0 };
    Object.assign(window, { seen });
    document.addEventListener("securitypolicyviolation", (event) => seen.violations.push(event.violatedDirective));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  if (fake) {
    await page.clock.install();
    await page.addInitScript(() => {
      const asking = { open: 0, at: [] as number[] };
      const { fetch } = window;
      Object.assign(window, {
        asking,
        fetch: (...given: Parameters<typeof fetch>) => {
          asking.open++;
          asking.at.push(performance.now());
          return fetch(...given).finally(() => asking.open--);
        },
      });
    });
  }
  await page.goto(product.url);
  return opened;
}

export const script = (status: string, attributes = "") =>
  `<script src="${status}/widget.js" async ${attributes}></script>`;
export const text = `<main><h1>Shop</h1><p>${"Words of the shop. ".repeat(120)}</p></main>`;
export const seen = (page: Page) =>
  page.evaluate(() => (window as unknown as { seen: { violations: string[]; shift: number } }).seen);

/** Nothing of the host was harmed: no error, no violation, no shift, no call to anybody else. */
export async function expectUnharmed({ page, thrown, logged, asked }: Opened, status: string): Promise<void> {
  const { violations, shift } = await seen(page);
  const ours = logged.filter((line) => !/Failed to load resource|net::|CORS policy/.test(line));
  expect({ thrown, violations, shift, ours }).toEqual({ thrown: [], violations: [], shift: 0, ours: [] });
  const own = new URL(page.url()).origin;
  expect(asked.filter((url) => ![own, status].includes(new URL(url).origin))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
}

/** Real dates would be old where the page's time has gone on. */
export const unseen = { "Access-Control-Expose-Headers": "ETag" };

export const step = 10_000;

/** Lets time pass on the page; what it asks in a step is answered before the next one. */
export async function pass(page: Page, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= step) {
    await page.clock.fastForward(Math.min(left, step));
    const isAnswered = () => page.evaluate(() => (window as unknown as Asking).asking.open === 0);
    await eventually(isAnswered, (answered) => answered, 30_000);
  }
}

/** What the page has asked: how much of it is not answered, and when it asked, by its own clock. */
export type Asking = { asking: { open: number; at: number[] } };

/** What the docs give to pages. */
export function documentedStyle(): string {
  const [, css] = /```css\n([\s\S]*?)```/.exec(readFileSync("docs/WIDGET.md", "utf8")) ?? [];
  if (!css) throw new Error("The docs have no style sheet any more.");
  return css;
}

/** Waits until each element has drawn what is known. */
export const drawn = (page: Page) =>
  page.waitForFunction(() => {
    const elements = [...document.querySelectorAll("candor-status")];
    return elements.length > 0 && elements.every(({ view }) => view?.known);
  });

export const banner = (page: Page) => page.locator("candor-status section.box");
export const said = (page: Page) => page.locator("candor-status [role=status]").first();
