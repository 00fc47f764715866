import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningCandor, startCandor } from "../support/candor";
import { playScene } from "../support/scenes";
import { banner, drawn, expectUnharmed, open, said, script, text, widgetPages } from "../support/widget-page";

widgetPages();

test("the script is under 5 KB, compressed as it is sent", () => {
  expect(brotliCompressSync(readFileSync("generated/widget.js")).length).toBeLessThan(5 * 1024);
});

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
