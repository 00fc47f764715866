import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shortClock } from "@/messages/clock";
import { eventually } from "../support/candor";
import { browserAccept, browserAgent, held } from "../support/holding-asked";
import { choose, type Desk, openDesk, posted } from "./desk";

let desk: Desk;
let front: Server;
let productAnswers = false;

/** The product's own address: the product while it answers, else Candor's holding page. */
beforeAll(async () => {
  desk = await openDesk();
  front = createServer(async (request, response) => {
    if (productAnswers) {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><h1>This week: 31.5 hours</h1>");
      return;
    }
    const headers = { accept: request.headers.accept ?? "", "user-agent": request.headers["user-agent"] ?? "" };
    const answer = await held(desk.candor.url, "/holding/web-app", { headers });
    response.writeHead(answer.status, { ...answer.headers, "cache-control": "no-store" }).end(answer.body);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  front.closeAllConnections();
  front.close();
  await desk.close();
});

const productUrl = () => `http://127.0.0.1:${(front.address() as AddressInfo).port}`;

test("a visitor without scripts is taken back where they were as soon as the product answers", async () => {
  productAnswers = false;
  const page = await desk.stranger({ javaScriptEnabled: false });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${productUrl()}/timesheet?week=30`);
  await page.getByRole("heading", { name: "Web app can’t be reached right now" }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe("flex");
  productAnswers = true;
  await page.getByRole("heading", { name: "This week: 31.5 hours" }).waitFor({ timeout: 40_000 });
  expect(page.url()).toBe(`${productUrl()}/timesheet?week=30`);
  expect([...new Set(asked)].filter((url) => !url.startsWith("data:"))).toEqual([`${productUrl()}/timesheet?week=30`]);
  await page.context().close();
});

test("staff who have their start page open see that visitors see it, and post the outage with one button and a choice", async () => {
  const staff = await desk.staff();
  await staff.goto("/staff");
  await staff.getByRole("link", { name: "Something is wrong" }).waitFor();
  const headers = { accept: browserAccept, "user-agent": browserAgent };
  const first = Date.now();
  const alert = staff.getByRole("alert").filter({ hasText: "Visitors are seeing the holding page" });
  await eventually(
    () => held(desk.candor.url, "/holding/web-app", { headers }).then(() => alert.isVisible()),
    (shown) => shown,
    90_000,
  );
  expect(await alert.innerText()).toMatch(/Web app can’t be reached since .* seen by at least 1 visitor/);
  await alert.getByRole("link", { name: "Post an outage of Web app" }).click();
  await staff.getByRole("heading", { name: "Something is wrong" }).waitFor();
  expect(await staff.getByRole("checkbox", { name: "Web app" }).isChecked()).toBe(true);
  expect(await staff.getByRole("radio", { name: "Down", exact: true }).isChecked()).toBe(true);
  expect(await staff.getByLabel(/^When it began/).inputValue()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
  await choose(staff, "Say this", /has not been working as it should since/);
  await posted(staff, "Post to the status page");
  const { headers: answered, body } = await eventually(
    () => held(desk.candor.url, "/holding/web-app"),
    (answer) => answer.headers["x-status-mode"] === "outage",
  );
  expect(answered["x-status-mode"]).toBe("outage");
  const since = Date.parse(JSON.parse(body).since);
  expect(Math.abs(since - first)).toBeLessThan(75_000);
  expect(since % 60_000).toBe(0);
  const minute = shortClock(since, "America/New_York");
  await desk.statusPageSays(`Web app has not been working as it should since ${minute}`);
  await staff.goto("/staff");
  expect(await staff.getByText("nothing is posted").count()).toBe(0);
  await staff.context().close();
});

test("a component’s page in the editor has the address of its holding page, and what tells nginx of it", async () => {
  const staff = await desk.staff();
  await staff.goto("/staff/components");
  await staff.getByRole("link", { name: "API", exact: true }).click();
  const address = `${desk.candor.url}/holding/api`;
  await staff.getByLabel("Its address, which stays when the name changes").waitFor();
  expect(await staff.getByLabel("Its address, which stays when the name changes").inputValue()).toBe(address);
  expect(await staff.getByLabel(/^For nginx/).inputValue()).toBe(
    `set $candor_holding ${address}; include candor/candor-server.conf;`,
  );
  await staff.context().close();
});
