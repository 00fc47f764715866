import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browser } from "../support/browser";
import { type RunningCandor, startCandor } from "../support/candor";
import { playScene } from "../support/scenes";

const widget = "node_modules/@statuspage/status-widget/dist/index.js";

/** A page of somebody else's site that shows the status by Atlassian's own widget. */
async function productWith(statusUrl: string): Promise<{ url: string; close: () => void }> {
  const html = `<!doctype html><title>Shop</title><script src="/widget.js" defer></script>
    <statuspage-widget src="${statusUrl}"></statuspage-widget>`;
  const server = createServer(({ url }, response) => {
    const isScript = url === "/widget.js";
    response.writeHead(200, { "Content-Type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? readFileSync(widget) : html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

describe("Atlassian's status widget, on a page of another site", () => {
  let candor: RunningCandor;
  let chromium: Browser;

  beforeAll(async () => {
    candor = await startCandor();
    chromium = await browser();
  });
  afterAll(async () => {
    await chromium.close();
    await candor.stop();
  });

  test.each([
    ["outage", "Major System Outage", "critical"],
    ["maintenance", "Service Under Maintenance", "maintenance"],
    ["operational", "All Systems Operational", "none"],
  ])("shows %s of Candor as it shows Statuspage's: %s", async (scene, words, indicator) => {
    await playScene(candor, scene);
    const product = await productWith(candor.url);
    const page = await chromium.newPage();
    const wrong: string[] = [];
    page.on("console", (line) => line.type() === "error" && wrong.push(line.text()));
    await page.goto(product.url);
    const shown = page.locator("statuspage-widget");
    await shown.getByText(words).waitFor({ timeout: 30_000 });
    expect(await shown.evaluate((element) => element.shadowRoot?.innerHTML ?? element.innerHTML)).toContain(indicator);
    expect(wrong.filter((line) => /CORS|blocked|policy/i.test(line))).toEqual([]);
    await page.close();
    product.close();
  });
});
