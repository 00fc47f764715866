import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SampleMode, sampleStatus } from "@/components/embed/samples";
import type { CandorItem, CandorStatus } from "@/components/widget/widget";
import { browser } from "../support/browser";
import { eventually, freePort, type RunningCandor, startCandor } from "../support/candor";
import { playScene } from "../support/scenes";
import {
  type Host,
  productPage,
  type Served,
  type StatusHost,
  statusHost,
  strictPolicy,
  telling,
} from "../support/widget-host";

const minute = 60_000;
const of = { page: "Harvest", url: "https://status.example.com/", component: { id: "webapp", name: "Web app" } };
const sample = (mode: SampleMode) => sampleStatus(mode, of, Date.now());

let chromium: Browser;
beforeAll(async () => {
  chromium = await browser();
});
afterAll(() => chromium.close());

test("the script is under 5 KB, compressed as it is sent", () => {
  expect(brotliCompressSync(readFileSync("generated/widget.js")).length).toBeLessThan(5 * 1024);
});

const closing: Served[] = [];
afterAll(async () => {
  for (const each of closing) await each.close();
});

type Opened = { page: Page; thrown: string[]; logged: string[]; asked: string[] };

/** Opens a product's page under the strictest policy that lets the widget in. */
async function open(status: string, host: Host, options: BrowserContextOptions = {}, fake = false): Promise<Opened> {
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

const script = (status: string, attributes = "") => `<script src="${status}/widget.js" async ${attributes}></script>`;
const text = `<main><h1>Shop</h1><p>${"Words of the shop. ".repeat(120)}</p></main>`;
const seen = (page: Page) =>
  page.evaluate(() => (window as unknown as { seen: { violations: string[]; shift: number } }).seen);

/** Nothing of the host was harmed: no error, no violation, no shift, no call to anybody else. */
async function expectUnharmed({ page, thrown, logged, asked }: Opened, status: string): Promise<void> {
  const { violations, shift } = await seen(page);
  const ours = logged.filter((line) => !/Failed to load resource|net::|CORS policy/.test(line));
  expect({ thrown, violations, shift, ours }).toEqual({ thrown: [], violations: [], shift: 0, ours: [] });
  const own = new URL(page.url()).origin;
  expect(asked.filter((url) => ![own, status].includes(new URL(url).origin))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
}

/** Real dates would be old where the page's time has gone on. */
const unseen = { "Access-Control-Expose-Headers": "ETag" };

const step = 10_000;

/** Lets time pass on the page; what it asks in a step is answered before the next one. */
async function pass(page: Page, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= step) {
    await page.clock.fastForward(Math.min(left, step));
    const isAnswered = () => page.evaluate(() => (window as unknown as Asking).asking.open === 0);
    await eventually(isAnswered, (answered) => answered, 30_000);
  }
}

/** What the page has asked: how much of it is not answered, and when it asked, by its own clock. */
type Asking = { asking: { open: number; at: number[] } };

/** What the docs give to pages. */
function documentedStyle(): string {
  const [, css] = /```css\n([\s\S]*?)```/.exec(readFileSync("docs/WIDGET.md", "utf8")) ?? [];
  if (!css) throw new Error("The docs have no style sheet any more.");
  return css;
}

/** Waits until each element has drawn what is known. */
const drawn = (page: Page) =>
  page.waitForFunction(() => {
    const elements = [...document.querySelectorAll("candor-status")];
    return elements.length > 0 && elements.every(({ view }) => view?.known);
  });

const banner = (page: Page) => page.locator("candor-status section.box");
const said = (page: Page) => page.locator("candor-status [role=status]").first();

describe("with a running Candor, on a page of another site under a strict policy", () => {
  let candor: RunningCandor;
  beforeAll(async () => {
    candor = await startCandor();
  });
  afterAll(() => candor.stop());

  test.each([
    ["outage", "Outage", "Harvest", "banner outage"],
    ["partial", "Partial outage", "Every third request to the API fails", "banner partial"],
    ["maintenance", "Scheduled maintenance", "is down", "banner work"],
    ["upcoming", "Upcoming maintenance", "will be down", "banner coming"],
    ["work-begun-early", "Outage", "This is not planned maintenance.", "banner outage"],
  ])(
    "a banner tells %s as “%s”, in full and in its own look, harms nothing, and has no fault that axe finds",
    async (scene, label, words, look) => {
      await playScene(candor, scene);
      for (const colorScheme of ["light", "dark"] as const) {
        const opened = await open(
          candor.url,
          { body: text + script(candor.url, 'data-upcoming="7d"') },
          { colorScheme },
        );
        await banner(opened.page).waitFor();
        expect((await said(opened.page).innerText()).toLowerCase()).toContain(label.toLowerCase());
        expect(await said(opened.page).innerText()).toContain(words);
        expect(await banner(opened.page).getAttribute("class")).toContain(look);
        await expectUnharmed(opened, candor.url);
        const { violations } = await new AxeBuilder({ page: opened.page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
        await opened.page.context().close();
      }
    },
  );

  test("nothing at all is shown while all is well, but where it is asked for", async () => {
    await playScene(candor, "operational");
    const quiet = await open(candor.url, { body: text + script(candor.url) });
    await drawn(quiet.page);
    expect(await banner(quiet.page).count()).toBe(0);
    await expectUnharmed(quiet, candor.url);
    const body = `${text}<candor-status show-operational></candor-status><footer><candor-status mode="badge"></candor-status></footer>`;
    const asked = await open(candor.url, { body: body + script(candor.url) });
    await banner(asked.page).waitFor();
    expect(await asked.page.getByText("No known problems").count()).toBe(2);
    expect((await new AxeBuilder({ page: asked.page }).analyze()).violations).toEqual([]);
    for (const { page } of [quiet, asked]) await page.context().close();
  });

  test("a page that nobody has set up is unknown, never green", async () => {
    await playScene(candor, "fresh-install");
    const body = `<footer><candor-status mode="badge"></candor-status></footer><candor-status show-operational></candor-status>`;
    const opened = await open(candor.url, { body: body + script(candor.url) });
    await opened.page.locator("candor-status .badge").waitFor();
    expect(await opened.page.getByText("Status unknown").count()).toBe(2);
    expect(await opened.page.locator("candor-status .clear").count()).toBe(0);
    await opened.page.context().close();
  });

  test("the pinned script runs with the integrity that its hash gives, and is kept for ever", async () => {
    const answer = await fetch(`${candor.url}/widget/v1.js`);
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect((await fetch(`${candor.url}/widget.js`)).headers.get("cache-control")).toContain("max-age=300");
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha384")
      .update(await answer.text())
      .digest("base64");
    expect(readFileSync("components/widget/v1.integrity", "utf8").trim()).toBe(`sha384-${hash}`);
    for (const types of ["/widget.d.ts", "/widget-react.d.ts"])
      expect((await fetch(candor.url + types)).headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const pinned = (integrity: string) =>
      `${text}<script src="${candor.url}/widget/v1.js" integrity="${integrity}" crossorigin async></script>`;
    const opened = await open(candor.url, { body: pinned(`sha384-${hash}`) });
    await opened.page.waitForFunction(() => window.candor !== undefined);
    await opened.page.context().close();
  });
});

describe("with a status host that fails", () => {
  let status: StatusHost;
  beforeEach(async () => {
    status = await statusHost();
    closing.push(status);
  });

  const both = () =>
    `${text}<footer><candor-status mode="badge"></candor-status></footer><candor-status show-operational></candor-status>${script(status.url)}`;
  const old = { Age: "600" };
  const told = (wrong: Partial<CandorItem>): CandorStatus => {
    const outage = sample("outage");
    return { ...outage, incidents: outage.incidents.map((item) => ({ ...item, ...wrong })) };
  };
  const past = () => ({ ...sample("operational"), valid_until: new Date(Date.now() - 5 * minute).toISOString() });

  test.each<[string, () => StatusHost["answer"]]>([
    ["answers 500", () => (_, response) => void response.writeHead(500).end("no")],
    ["sends garbage", () => telling("<html>")],
    ["sends other JSON", () => telling('{"version":1,"mode":"operational"}')],
    ["names no components", () => telling({ ...sample("operational"), components: undefined } as never)],
    ["sends a time that is none", () => telling(told({ since: "yesterday" }))],
    ["sends an address that is a script", () => telling(told({ url: "javascript:alert(1)" }))],
    ["sends a mode that nobody knows", () => telling({ ...sample("operational"), mode: "fine" as "operational" })],
    ["sends nothing", () => telling("")],
    [
      "lets nobody of another site read",
      () => telling(sample("operational"), { "Access-Control-Allow-Origin": "https://other.example" }),
    ],
    [
      "sends elsewhere",
      () => (_, response) => void response.writeHead(302, { Location: "https://example.com/" }).end(),
    ],
    ["sends what a cache has kept for ten minutes", () => telling(sample("operational"), old)],
    ["sends what was to change five minutes ago", () => telling(past())],
    [
      "knows nothing newer itself than three hours",
      () => telling({ ...sample("operational"), as_of: new Date(Date.now() - 180 * minute).toISOString() }),
    ],
    ["cuts the connection", () => (request) => void request.socket.destroy()],
  ])("that %s: the status is unknown, and nothing of the host is harmed", async (_, answer) => {
    status.answer = answer();
    const opened = await open(status.url, { body: both() });
    await opened.page.locator("candor-status .badge.unknown").waitFor();
    expect(await opened.page.getByText("Status unknown").count()).toBe(2);
    expect(await opened.page.locator("candor-status .clear").count()).toBe(0);
    expect(await opened.page.evaluate(() => window.candor?.current().known)).toBe(false);
    await expectUnharmed(opened, status.url);
    await opened.page.context().close();
  });

  test("old trouble is told with its age, in full, and old news of no trouble is none", async () => {
    const as_of = new Date(Date.now() - 180 * minute).toISOString();
    status.answer = telling({ ...sample("outage"), as_of });
    const opened = await open(status.url, { body: both() });
    await banner(opened.page).waitFor();
    expect(await said(opened.page).innerText()).toContain("Outage");
    expect(await opened.page.locator("candor-status [role=status]").last().innerText()).toMatch(/As of /);
    expect(await banner(opened.page).getAttribute("class")).toContain("outage");
    expect(await opened.page.evaluate(() => window.candor?.current())).toMatchObject({
      known: true,
      mode: "outage",
      as_of,
    });
    status.answer = telling({ ...sample("operational"), as_of });
    const [change, views] = await opened.page.evaluate(async () => {
      const change = await window.candor?.refresh();
      return [
        change,
        [...document.querySelectorAll("candor-status")].map(({ view }) => [view.known, view.mode]),
      ] as const;
    });
    expect(change).toMatchObject({ known: false, mode: "unknown", as_of });
    expect(views).toEqual([
      [false, "unknown"],
      [false, "unknown"],
    ]);
    await expectUnharmed(opened, status.url);
    await opened.page.context().close();
  });

  test.each(['["x"]', "[{}]", "1", "{}", '[{"version":1}]'])(
    "what is kept in the browser may be anything (%s): nothing is thrown, and apps are told",
    async (rubbish) => {
      status.answer = (_, response) => void response.writeHead(500).end();
      const opened = await open(status.url, { body: both() });
      const { page } = opened;
      const whole = JSON.stringify(sample("outage"));
      const kept = [rubbish, `[${whole}]`, `[${whole},"x"]`, `[${whole},1e18]`, `[${whole},null]`];
      for (const each of kept) {
        await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
          `candor:last ${status.url}/`,
          each,
        ] as const);
        await page.reload();
        await page.locator("candor-status .badge.unknown").waitFor();
        expect(await page.evaluate(() => window.candor?.refresh())).toMatchObject({ known: false, mode: "unknown" });
      }
      expect(opened.thrown).toEqual([]);
      await page.context().close();
    },
  );

  test("the last that was known is shown on a new page too while its host knows nothing at all", async () => {
    status.answer = telling(sample("outage"));
    const body = `${text}<candor-status on-unknown="last"></candor-status>${script(status.url)}`;
    const opened = await open(status.url, { body });
    await banner(opened.page).waitFor();
    status.answer = telling({ ...sample("operational"), mode: "unknown", last_known: null });
    await opened.page.reload();
    await banner(opened.page).waitFor();
    expect(await banner(opened.page).getAttribute("class")).toContain("unknown");
    expect(await said(opened.page).innerText()).toMatch(/As of /);
    await opened.page.context().close();
  });

  test("a banner that grows with its words moves nothing, its own parts included", async () => {
    status.answer = telling(told({ update: null }));
    const opened = await open(status.url, { body: text + script(status.url) });
    await banner(opened.page).waitFor();
    const before = await banner(opened.page).boundingBox();
    const words = "We are still at it, and this is what we have found so far. ".repeat(4);
    const update = { id: "aaaaaaaaaaaa", at: new Date().toISOString(), status: "identified", text: words };
    status.answer = telling(told({ update }));
    await opened.page.evaluate(() => window.candor?.refresh());
    await opened.page.getByText("We are still at it").waitFor();
    const after = await banner(opened.page).boundingBox();
    expect(after?.height).toBeGreaterThan(before?.height ?? 0);
    const height = opened.page.viewportSize()?.height ?? 0;
    for (const box of [before, after]) expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(height);
    expect((await seen(opened.page)).shift).toBeLessThan(0.001);
    await opened.page.context().close();
  });

  test("a module among scripts of others asks nobody, rather than a stranger", async () => {
    const other = await statusHost();
    closing.push(other);
    const scripts = [other.url, status.url].map((url) => `<script type="module" src="${url}/widget.js"></script>`);
    const opened = await open(`${status.url} ${other.url}`, { body: text + scripts.join("") });
    await opened.page.waitForLoadState("load");
    expect(await opened.page.evaluate(() => window.candor === undefined)).toBe(true);
    expect([status.asked, other.asked]).toEqual([0, 0]);
    await opened.page.context().close();
  });

  test("that is down, and whose script is not there: the page is as it was", async () => {
    const gone = `http://localhost:${await freePort()}`;
    const opened = await open(gone, { body: text + script(gone) });
    expect(await opened.page.locator("candor-status").count()).toBe(0);
    await expectUnharmed(opened, gone);
    await opened.page.context().close();
  });

  test("that does not answer within five seconds: unknown from then on, and nothing before", async () => {
    status.answer = () => undefined;
    const begun = Date.now();
    const opened = await open(status.url, { body: both() });
    await opened.page.waitForFunction(() => window.candor !== undefined);
    expect(await opened.page.locator("candor-status .box").count()).toBe(0);
    await opened.page.locator("candor-status .badge.unknown").waitFor();
    expect(Date.now() - begun).toBeGreaterThanOrEqual(4_900);
    await opened.page.context().close();
  });

  test("a banner stays away, or shows the last that was known with its age, also on the next page", async () => {
    status.answer = telling(sample("outage"));
    const body = `${text}<candor-status on-unknown="last"></candor-status><candor-status></candor-status>${script(status.url)}`;
    const opened = await open(status.url, { body });
    await banner(opened.page).first().waitFor();
    expect(await banner(opened.page).count()).toBe(2);
    status.answer = telling("garbage");
    await opened.page.reload();
    await banner(opened.page).first().waitFor();
    expect(await banner(opened.page).count()).toBe(1);
    expect(await banner(opened.page).getAttribute("class")).toContain("unknown");
    expect(await said(opened.page).innerText()).toMatch(/As of /);
    expect((await new AxeBuilder({ page: opened.page }).analyze()).violations).toEqual([]);
    await opened.page.context().close();
  });

  test("what it said is believed for five minutes, then unknown; it is asked more and more seldom, and heard when it is back", async () => {
    status.answer = telling(sample("operational"));
    const opened = await open(status.url, { body: both() }, {}, true);
    const { page } = opened;
    await page.locator("candor-status .badge.clear").waitFor();
    status.answer = (_, response) => void response.writeHead(500).end();
    await pass(page, 4 * minute);
    expect(await page.locator("candor-status .badge.clear").count()).toBe(1);
    await pass(page, 2 * minute);
    await page.locator("candor-status .badge.unknown").waitFor();
    const before = status.asked;
    await pass(page, 30 * minute);
    expect(status.asked - before).toBeLessThan(8);
    status.answer = telling(sample("outage"), unseen);
    await eventually(
      async () => {
        await pass(page, minute);
        return page.locator("candor-status .badge.outage").count();
      },
      (count) => count === 1,
      90_000,
    );
    await page.context().close();
  });

  test("neither a machine that slept nor a clock that was changed makes what is old new", async () => {
    status.answer = telling(sample("operational"), unseen);
    const { page } = await open(status.url, { body: both() }, {}, true);
    const clear = () => page.locator("candor-status .badge.clear").count();
    const setClock = (ms: number) =>
      page.evaluate((by) => Date.now() + by, ms).then((at) => page.clock.setSystemTime(new Date(at)));
    await page.locator("candor-status .badge.clear").waitFor();
    // Awake again: the page's own count has stood still.
    const before = status.asked;
    await setClock(120 * minute);
    await pass(page, step);
    await page.locator("candor-status .badge.unknown").waitFor();
    await pass(page, 2 * step);
    await page.locator("candor-status .badge.clear").waitFor();
    expect(status.asked - before).toBe(1);
    status.answer = (_, response) => void response.writeHead(500).end();
    await pass(page, 4 * minute);
    expect(await clear()).toBe(1);
    await setClock(-120 * minute);
    await pass(page, 2 * minute);
    await page.locator("candor-status .badge.unknown").waitFor();
    await page.context().close();
  });

  test("a cache whose answers no longer move is found out by their date", async () => {
    status.answer = telling(sample("operational"));
    const { page } = await open(status.url, { body: both() }, {}, true);
    await page.locator("candor-status .badge.clear").waitFor();
    const frozen = new Date().toUTCString();
    status.answer = telling(sample("operational"), { Date: frozen });
    await pass(page, 4 * minute);
    expect(await page.locator("candor-status .badge.clear").count()).toBe(1);
    await pass(page, 3 * minute);
    await page.locator("candor-status .badge.unknown").waitFor();
    await page.context().close();
  });
});

describe("on the page", () => {
  let status: StatusHost;
  beforeEach(async () => {
    status = await statusHost();
    closing.push(status);
  });
  const tell = (told: CandorStatus) => {
    status.answer = telling(told);
  };
  const refresh = (page: Page) => page.evaluate(() => window.candor?.refresh().then(() => undefined));

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

  test("what is dismissed by keyboard stays away on other pages too, and is back with a new word or when it is worse", async () => {
    const outage = sample("outage");
    tell(outage);
    const { page } = await open(status.url, { body: text + script(status.url) });
    await banner(page).waitFor();
    await page.getByRole("button", { name: "Dismiss" }).focus();
    await page.keyboard.press("Enter");
    await banner(page).waitFor({ state: "detached" });
    await page.reload();
    await drawn(page);
    expect(await banner(page).count()).toBe(0);
    const [item] = outage.incidents;
    if (!item?.update) throw new Error("no item");
    const milder = { ...item, status: "partial_outage" as const, label: "partial_outage" as const };
    tell({ ...outage, incidents: [milder] });
    await refresh(page);
    expect(await banner(page).count()).toBe(0);
    tell({ ...outage, incidents: [{ ...milder, update: { ...item.update, id: "next", text: "A new word." } }] });
    await refresh(page);
    await page.getByText("A new word.").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await banner(page).waitFor({ state: "detached" });
    tell({ ...outage, incidents: [{ ...item, update: { ...item.update, id: "next" } }] });
    await refresh(page);
    await banner(page).waitFor();
    await page.context().close();
  });

  test("dismissing works where the browser keeps nothing", async () => {
    tell(sample("outage"));
    const script_ = 'Object.defineProperty(window, "localStorage", { get() { throw new Error("forbidden"); } });';
    const opened = await open(status.url, {
      script: script_,
      body: text + script(status.url).replace("async", "defer"),
    });
    await opened.page.getByRole("button", { name: "Dismiss" }).click();
    await banner(opened.page).waitFor({ state: "detached" });
    await refresh(opened.page);
    expect(await banner(opened.page).count()).toBe(0);
    await expectUnharmed(opened, status.url);
    await opened.page.context().close();
  });

  test("elements share one question, and each tells its own; of a component that is not there nothing is known", async () => {
    tell({ ...sample("outage"), components: ["webapp", "other"] });
    const badge = (components: string) =>
      `<p><candor-status mode="badge" components="${components}"></candor-status></p>`;
    const body = `${text}${badge("other")}${badge("other,gone")}<candor-status components="webapp"></candor-status>`;
    const { page } = await open(status.url, { body: body + script(status.url) });
    await banner(page).waitFor();
    expect(await page.locator("candor-status .badge").allInnerTexts()).toEqual(["No known problems", "Status unknown"]);
    expect(status.asked).toBe(1);
    await page.context().close();
  });

  test("apps that draw their own hear of each change, and of nothing twice", async () => {
    tell(sample("operational"));
    const script_ = `window.heard = []; document.addEventListener("candor:change", ({ detail }) => heard.push([detail.known, detail.mode]));`;
    const { page } = await open(status.url, {
      script: script_,
      body: script(status.url, 'data-mode="none"').replace("async", "defer") + text,
    });
    await page.waitForFunction(() => window.candor?.current().known);
    expect(await page.locator("candor-status").count()).toBe(0);
    await refresh(page);
    tell(sample("outage"));
    await refresh(page);
    status.answer = telling({ ...sample("unknown"), last_known: null });
    await refresh(page);
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([
      [true, "operational"],
      [true, "outage"],
      [false, "unknown"],
    ]);
    await page.context().close();
  });

  test("an element says what it shows, and follows its attributes", async () => {
    tell({ ...sample("outage"), components: ["webapp", "other"] });
    const body = `${text}<candor-status components="webapp"></candor-status>${script(status.url)}`;
    const { page } = await open(status.url, { body });
    await banner(page).waitFor();
    const after = await page.evaluate(async () => {
      const element = document.querySelector("candor-status");
      if (!element) throw new Error("none");
      const heard: boolean[] = [];
      element.addEventListener("candor:change", ({ detail }) => heard.push(detail.visible));
      element.setAttribute("components", "other");
      const view = element.view;
      element.setAttribute("components", "other,gone");
      return { heard, view, without: element.view };
    });
    expect(after).toEqual({
      heard: [false, false],
      view: { known: true, mode: "operational", label: null, items: [], visible: false },
      without: { known: false, mode: "unknown", label: null, items: [], visible: false },
    });
    await page.context().close();
  });

  test("what it can’t draw takes the former picture away", async () => {
    tell(sample("operational"));
    const body = `${text}<p><candor-status mode="badge"></candor-status></p><candor-status></candor-status>`;
    const opened = await open(status.url, { body: body + script(status.url) });
    const { page } = opened;
    await page.locator("candor-status .badge.clear").waitFor();
    const show = (told: CandorStatus) =>
      page.evaluate((sampled) => {
        for (const element of document.querySelectorAll("candor-status")) element.sample = sampled;
      }, told);
    const outage = sample("outage");
    await show(outage);
    await banner(page).waitFor();
    expect(await page.locator("candor-status .outage").count()).toBe(2);
    await show({ ...outage, incidents: outage.incidents.map((item) => ({ ...item, since: "yesterday" })) });
    await expect.poll(() => banner(page).count()).toBe(0);
    expect(await page.locator("candor-status .badge").innerText()).toBe("Status unknown");
    const views = () =>
      page.evaluate(() => [...document.querySelectorAll("candor-status")].map(({ view }) => view.mode));
    expect(await views()).toEqual(["unknown", "unknown"]);
    await show({ ...outage, incidents: null } as never);
    expect(await views()).toEqual(["unknown", "unknown"]);
    await expectUnharmed(opened, status.url);
    await page.context().close();
  });

  test("the live region is there, and empty, before the first words come into it, whenever an element is added", async () => {
    let answer = () => {};
    status.answer = (request, response) => {
      answer = () => telling(sample("outage"))(request, response);
    };
    const body = `${text}<p><candor-status mode="badge"></candor-status></p><candor-status></candor-status>`;
    const { page } = await open(status.url, { body: body + script(status.url) });
    await page.waitForFunction(() => window.candor !== undefined);
    const regions = page.getByRole("status");
    expect(await regions.allInnerTexts()).toEqual(["", ""]);
    const before = await regions.elementHandles();
    await expect.poll(() => status.asked).toBe(1);
    answer();
    await banner(page).waitFor();
    expect(await regions.allInnerTexts()).toEqual([expect.stringMatching(/Outage/i), expect.stringMatching(/Outage/i)]);
    const after = await regions.elementHandles();
    for (const [index, each] of before.entries())
      expect(await each.evaluate((one, other) => one === other, after[index])).toBe(true);
    const words = await page.evaluate(async () => {
      const added = document.createElement("candor-status");
      document.body.append(added);
      const region = added.shadowRoot?.querySelector("[role=status]");
      const first = region?.textContent;
      await new Promise((resolve) => added.addEventListener("candor:change", resolve));
      return [first, /sign in/.test(region?.textContent ?? "")];
    });
    expect(words).toEqual(["", true]);
    await page.context().close();
  });

  test("words without an end are cut to a few lines for the eye, and whole for who listens", async () => {
    const outage = sample("outage");
    const effect = `You can’t sign in to ${"a product with a very long name ".repeat(40)}.`;
    tell({ ...outage, incidents: outage.incidents.map((item) => ({ ...item, effect, label_text: effect })) });
    const body = `${text}<p><candor-status mode="badge"></candor-status></p><candor-status></candor-status>`;
    const options = { viewport: { width: 320, height: 640 } };
    const { page } = await open(status.url, { body: body + script(status.url) }, options);
    await banner(page).waitFor();
    const heights = [banner(page), page.locator("candor-status .badge")].map(
      async (box) => (await box.boundingBox())?.height,
    );
    const [ofBanner = 0, ofBadge = 0] = await Promise.all(heights);
    expect([ofBanner < 330, ofBadge < 80]).toEqual([true, true]);
    expect(await page.getByRole("status").last().ariaSnapshot()).toContain(`${effect.slice(-40, -1)}.`);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.context().close();
  });

  test("what was heard, or put away, of another status page is not taken for this one’s", async () => {
    const kept = JSON.stringify([sample("outage"), Date.now()]);
    const body = `<candor-status on-unknown="last"></candor-status>${script(status.url)}`;
    const { page } = await open(status.url, {
      body: `${text}<p><candor-status mode="badge" on-unknown="last"></candor-status></p>${body}`,
      script: `for (const name of ["candor:last", "candor:last https://other.example/"]) localStorage.setItem(name, ${JSON.stringify(kept)})`,
    });
    await page.locator("candor-status .badge.unknown").waitFor();
    expect(await page.locator("candor-status .badge").innerText()).toBe("Status unknown");
    expect(await banner(page).count()).toBe(0);
    tell(sample("outage"));
    await refresh(page);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect.poll(() => banner(page).count()).toBe(0);
    const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => !/other|last$/.test(key)));
    expect(keys.sort()).toEqual([`candor:dismissed ${status.url}/`, `candor:last ${status.url}/`]);
    await page.context().close();
  });

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
    const x = async (selector: string) =>
      (await page.locator(`candor-status ${selector}`).first().boundingBox())?.x ?? 0;
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

  test.each([0, 0.5, 0.9])(
    "asks soon after something was to change, and not all at once: chance %d",
    async (chance) => {
      const { page, lag, asked } = await openBeforeWork(chance);
      await pass(page, lag);
      expect(await asked()).toBe(2);
      let late = 0;
      for (; late <= 11_000 && (await asked()) === 2; late += 500) await pass(page, 500);
      const wanted = 1_000 + chance * 9_000;
      expect([late >= wanted - 500, late <= wanted + 1_000]).toEqual([true, true]);
      await page.context().close();
    },
  );

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
});
