import { setTimeout as pause } from "node:timers/promises";
import { browser, chromiumPath } from "../support/browser";
import { startCandor } from "./candor";
import { countingProxy, type Passed } from "./counting-proxy";
import { atMost, type Figure } from "./figure";
import { fillCandor, usual } from "./filled";
import { type Part, Skipped, type Stage } from "./part";

/** By then what is printed has been compressed as well as can be. */
const restMs = 7_000;
/** So long after the load nothing may move any more. */
const watchMs = 2_000;

export const firstLoad: Part = {
  name: "load",
  about: "first load of / with 12 components and 20 incidents in Chromium, nothing cached, brotli",
  seconds: 60,
  async run(stage) {
    if (!chromiumPath) throw new Skipped("There is no Chromium on this machine.");
    const candor = await startCandor(stage);
    await fillCandor(stage, candor, usual);
    await pause(restMs);
    const { url, passed } = await countingProxy(stage, candor.url);
    return figures(passed, await load(stage, url, `${candor.url}/healthz`));
  },
};

type Seen = { shift: number; longTasks: number[]; loadedMs: number };

/** `before`: another address of the same host, so that the browser has begun its work for it. */
async function load(stage: Stage, url: string, before: string): Promise<Seen> {
  const chromium = await browser();
  stage.atEnd(() => chromium.close());
  const page = await (await chromium.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  // A browser that has just been started does much that has nothing to do with the page.
  await page.goto(before);
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "load" });
  await pause(watchMs);
  return page.evaluate(readSeen);
}

/** Runs in the page before anything of it. */
function watch(): void {
  const seen = { shift: 0, longTasks: [] as number[] };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    seen.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask", buffered: true });
}

function readSeen(): Seen {
  const { seen } = window as unknown as { seen: Omit<Seen, "loadedMs"> };
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return { ...seen, loadedMs: navigation?.loadEventEnd ?? Number.NaN };
}

function figures(passed: Passed[], { shift, longTasks, loadedMs }: Seen): Figure[] {
  const kilobytes = passed.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  return [
    { what: "over the wire, heads included", value: kilobytes, unit: "KB", reach: atMost(kilobytes, 12, "12 KB") },
    ...passed.map(({ path, bytes, coding }) => {
      return { what: `  ${path.replace(/\?.*/, "")} (${coding})`, value: bytes / 1024, unit: "KB" };
    }),
    { what: "requests", value: passed.length, unit: "", reach: atMost(passed.length, 3, "3") },
    { what: "layout shift", value: shift, unit: "", reach: atMost(shift, 0, "0") },
    { what: "tasks over 50 ms", value: longTasks.length, unit: "", reach: atMost(longTasks.length, 0, "0") },
    { what: "the longest of them", value: Math.max(0, ...longTasks), unit: "ms" },
    { what: "loaded after", value: loadedMs, unit: "ms" },
  ];
}
