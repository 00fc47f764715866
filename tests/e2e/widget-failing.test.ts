import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, describe, expect, test } from "vitest";
import type { CandorItem, CandorStatus } from "@/components/widget/widget";
import { eventually, freePort } from "../support/candor";
import { type StatusHost, telling } from "../support/widget-host";
import {
  banner,
  expectUnharmed,
  minute,
  newStatusHost,
  open,
  pass,
  said,
  sample,
  script,
  seen,
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

const both = () =>
  `${text}<footer><candor-status mode="badge"></candor-status></footer><candor-status show-operational></candor-status>${script(status.url)}`;
const old = { Age: "600" };
const told = (wrong: Partial<CandorItem>): CandorStatus => {
  const outage = sample("outage");
  return { ...outage, incidents: outage.incidents.map((item) => ({ ...item, ...wrong })) };
};
const past = () => ({ ...sample("operational"), valid_until: new Date(Date.now() - 5 * minute).toISOString() });

describe("with a status host that fails", () => {
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

  test("what is kept in the browser may be anything: nothing is thrown, and apps are told", async () => {
    status.answer = (_, response) => void response.writeHead(500).end();
    const opened = await open(status.url, { body: both() });
    const { page } = opened;
    const whole = JSON.stringify(sample("outage"));
    const rubbish = ['["x"]', "[{}]", "1", "{}", '[{"version":1}]'];
    for (const kept of [...rubbish, `[${whole}]`, `[${whole},"x"]`, `[${whole},1e18]`, `[${whole},null]`]) {
      await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
        `candor:last ${status.url}/`,
        kept,
      ] as const);
      await page.reload();
      await page.locator("candor-status .badge.unknown").waitFor();
      expect(await page.evaluate(() => window.candor?.refresh())).toMatchObject({ known: false, mode: "unknown" });
    }
    expect(opened.thrown).toEqual([]);
    await page.context().close();
  });

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
    const other = await newStatusHost();
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
