import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, freePort, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { type Desk, openDesk, postUpdate, quickPost } from "./desk";

let desk: Desk;
let staff: Page;

beforeAll(async () => {
  desk = await openDesk(["Web app", "API"]);
  staff = await desk.staff();
});
afterAll(() => desk.close());

test("the script is under 3 KB, compressed as it is sent", () => {
  expect(brotliCompressSync(readFileSync("generated/live.js")).length).toBeLessThan(3 * 1024);
});

/** What the page is asked for, and what its status region has said. */
async function watch(page: Page): Promise<{ loads: string[]; said: () => Promise<string[]> }> {
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const region = document.querySelector("main [role=status]");
    if (region)
      new MutationObserver(() => heard.push(region.textContent ?? "")).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  return { loads, said: () => page.evaluate(() => (window as unknown as { heard: string[] }).heard) };
}

describe("a page that is open", () => {
  test("shows a post within a second, without a reload, and says it once to who listens", async () => {
    const page = await desk.stranger();
    await page.goto("/");
    await page.getByText("No known problems").first().waitFor();
    await page.waitForTimeout(500);
    const { loads, said } = await watch(page);
    const shown = page.getByRole("heading", { level: 1, name: "Web app is down" }).waitFor({ timeout: 20_000 });
    const post = quickPost(staff, "Web app").then(() => performance.now());
    const [postedAt, shownAt] = await Promise.all([post, shown.then(() => performance.now())]);
    expect(shownAt - postedAt).toBeLessThan(1_000);
    expect(loads).toEqual([]);
    expect(await page.title()).toContain("Outage");
    expect(await page.getAttribute("link[rel=icon][type='image/svg+xml']", "href")).toContain("outage");
    expect((await said()).filter((words) => words.includes("Web app is down"))).toHaveLength(1);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.context().close();
  });

  test("keeps where its reader is: scroll, focus, selection, and what is unfolded", async () => {
    for (let index = 0; index < 8; index++) await postUpdate(staff, "Identified", `This is word ${index}.`);
    const page = await desk.stranger({ viewport: { width: 390, height: 500 } });
    await page.goto("/");
    await page.locator("details.fold summary").first().click();
    await page.locator(".incident-name a").focus();
    await page.evaluate(() => window.scrollTo(0, 400));
    const before = await page.evaluate(() => window.scrollY);
    const { loads } = await watch(page);
    await postUpdate(staff, "Identified", "The newest word.");
    await page.getByText("The newest word.").waitFor();
    expect(loads).toEqual([]);
    expect(await page.locator("details.fold").first().getAttribute("open")).not.toBeNull();
    expect(await page.evaluate(() => document.activeElement?.closest(".incident-name") !== null)).toBe(true);
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - before)).toBeLessThan(200);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.context().close();
  });

  test("of an incident shows what is posted on it", async () => {
    const page = await desk.stranger();
    const path = /\/incidents\/[a-z0-9]+/.exec(await desk.statusPage())?.[0] ?? "";
    await page.goto(path);
    await page.waitForTimeout(300);
    await postUpdate(staff, "Monitoring", "It works again.");
    await page.getByText("It works again.").waitFor({ timeout: 15_000 });
    await page.context().close();
  });

  test("asks where it is given no stream, and shows what it gets", async () => {
    const page = await desk.stranger();
    await page.route("**/live?**", (route) => route.abort());
    await page.clock.install();
    await page.goto("/");
    await postUpdate(staff, "Monitoring", "Told without a stream.");
    const told = async () => {
      await page.clock.runFor(40_000);
      return page.getByText("Told without a stream.").count();
    };
    await expect.poll(told, { timeout: 20_000 }).toBe(1);
    await page.context().close();
  });

  test("closes its stream while it is hidden, and catches up when it is shown", async () => {
    const page = await desk.stranger();
    await page.goto("/");
    const hide = (hidden: boolean) =>
      page.evaluate((is) => {
        Object.defineProperty(document, "hidden", { value: is, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await page.waitForTimeout(300);
    await hide(true);
    await postUpdate(staff, "Monitoring", "Told while nobody looked.");
    await page.waitForTimeout(700);
    expect(await page.getByText("Told while nobody looked.").count()).toBe(0);
    await hide(false);
    await page.getByText("Told while nobody looked.").waitFor({ timeout: 15_000 });
    await page.context().close();
  });

  test("is in no conflict with its policy", async () => {
    const page = await desk.stranger();
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") refused.push(message.text());
    });
    await page.goto("/");
    await postUpdate(staff, "Monitoring", "Nothing is refused.");
    await page.getByText("Nothing is refused.").waitFor();
    expect(refused).toEqual([]);
    await page.context().close();
  });
});

/** As any web server would give them out. */
async function serveFiles(folder: string): Promise<{ server: Server; url: string }> {
  const types: Record<string, string> = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const file = join(folder, existsSync(join(folder, path, "index.html")) ? join(path, "index.html") : path);
    if (!existsSync(file) || statSync(file).isDirectory()) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" });
    createReadStream(file).pipe(response);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${port}` };
}

const minute = 60_000;

/** What a page claims by colour: none of it may stand unconfirmed. */
const claims = (page: Page) =>
  page.evaluate(() => ({
    aged: document.documentElement.dataset.aged !== undefined,
    answer: document.querySelector("h1")?.textContent ?? "",
    icon: document.querySelector<HTMLLinkElement>("link[rel=icon]")?.getAttribute("href"),
    signs: [...document.querySelectorAll(".status-sign, .row-state .row-sign")]
      .filter((sign) => sign.checkVisibility())
      .map((sign) => getComputedStyle(sign).color),
    muted: getComputedStyle(document.querySelector(".row-description, .fact") ?? document.body).color,
  }));

/** Of the signs that are left none has a colour of its own. */
async function expectGrey(page: Page): Promise<void> {
  const { signs, muted } = await claims(page);
  expect(signs.filter((color) => color !== muted)).toEqual([]);
}

describe("a page that nobody confirms", () => {
  let candor: RunningCandor;
  let quiet: Page;
  const dataDir = newDataDir();

  beforeAll(async () => {
    candor = await startCandor({
      dataDir,
      env: { OWNER_EMAIL: "ana@example.com", OWNER_PASSWORD: "correct horse battery" },
    });
    const { seedCandor } = await import("../support/seeded");
    await seedCandor(dataDir);
    process.env.DATA_DIR = dataDir;
    delete process.env.DATABASE_URL;
    const { postUpdate: post } = await import("@/server/incidents");
    const { systemActor } = await import("@/server/actor");
    const { loadFacts } = await import("@/server/load");
    const { database } = await import("@/server/database");
    for (const { id } of (await loadFacts()).incidents)
      await post(systemActor, { incidentId: id, seen: null, status: "resolved", body: "Over." }).catch(() => undefined);
    await database().$disconnect();
    await eventually(
      async () => (await fetch(candor.url)).text(),
      (html) => html.includes("No known problems"),
    );
  });
  afterAll(async () => {
    await candor.stop();
  });

  test("turns grey after five minutes, takes its claim back, and is itself again when Candor is", async () => {
    quiet = await (await desk.browser.newContext()).newPage();
    await quiet.clock.install();
    await quiet.goto(candor.url);
    await quiet.getByRole("heading", { level: 1, name: "No known problems" }).waitFor();
    const port = new URL(candor.url).port;
    await candor.kill();
    await quiet.clock.runFor(4 * minute);
    const before = await claims(quiet);
    expect(before.aged).toBe(false);
    expect(before.signs.some((color) => color !== before.muted)).toBe(true);
    await quiet.clock.runFor(2 * minute);
    await eventually(
      () => claims(quiet),
      ({ aged }) => aged,
    );
    const { answer, icon } = await claims(quiet);
    await expectGrey(quiet);
    expect(answer).toMatch(/^No problem known as of \d/);
    expect(icon).toContain("quiet");
    expect(await quiet.getByText("Live data is not available").count()).toBe(1);
    expect((await new AxeBuilder({ page: quiet }).analyze()).violations).toEqual([]);
    candor = await startCandor({ dataDir, env: { PORT: port } });
    await eventually(
      async () => {
        await quiet.clock.runFor(30_000);
        return claims(quiet);
      },
      ({ aged, answer: said }) => !aged && said === "No known problems",
      30_000,
    );
    expect((await claims(quiet)).icon).toContain("operational");
    await quiet.context().close();
  });

  test("a copy that any web server gives out is grey where its heartbeat is old, and throws nothing", async () => {
    const folder = join(dataDir, "editions");
    const { server, url } = await serveFiles(folder);
    const page = await (await desk.browser.newContext()).newPage();
    const thrown: string[] = [];
    page.on("pageerror", ({ message }) => thrown.push(message));
    await candor.kill();
    const heartbeat = JSON.parse(readFileSync(join(folder, "heartbeat.json"), "utf8"));
    await page.goto(url);
    expect((await claims(page)).answer).toMatch(/^No problem known as of \d/);
    await page.waitForTimeout(500);
    expect((await claims(page)).aged).toBe(false);
    const old = { ...heartbeat, at: new Date(Date.parse(heartbeat.at) - 6 * minute).toISOString() };
    const { writeFileSync } = await import("node:fs");
    writeFileSync(join(folder, "heartbeat.json"), JSON.stringify(old));
    await page.goto(url);
    await eventually(
      () => claims(page),
      ({ aged }) => aged,
    );
    expect((await claims(page)).icon).toContain("quiet");
    await expectGrey(page);
    expect(thrown).toEqual([]);
    server.close();
    await page.context().close();
  });
});
