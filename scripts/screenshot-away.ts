import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { copiesWaiting } from "@/server/editions/copy-desk";
import { whenPrinted } from "@/server/editions/keeper";
import { embeddedUrl } from "@/server/postgres-paths";
import { settings } from "@/server/settings";
import { isDatabaseGone, refreshSnapshot } from "@/server/snapshot";
import { emptyDatabase } from "./empty-database";
import { crash } from "./screenshot-crash";
import { picture } from "./screenshot-picture";
import { product } from "./screenshot-product";
import { makeOwner, signedIn } from "./screenshot-staff";
import { work } from "./screenshot-windows";

const minute = 60_000;

/** What lies on disk for another server to show while Candor is gone, and what an open page makes of its silence. */
export async function takeWithoutCandor(browser: Browser, site: string): Promise<void> {
  const scenes: Record<string, (now: number) => Promise<string[]>> = {
    "copy-operational": async (now) => {
      await product(now);
      return ["/"];
    },
    "copy-maintenance": (now) => work(now, { from: -80, to: 40, ahead: 4320, effect: "down" }),
    "copy-outage": (now) => crash(now, 16),
  };
  for (const [name, play] of Object.entries(scenes)) {
    await emptyDatabase();
    await play(Date.now());
    await refreshSnapshot();
    await whenPrinted();
    do await sleep(500);
    while (copiesWaiting() > 0);
    await picture(browser, `file://${join(settings().dataDir, "editions", "index.html")}`, name);
  }
  await emptyDatabase();
  await product(Date.now());
  await refreshSnapshot();
  await whenPrinted();
  await picture(browser, site, "nobody-confirms", { act: hearNothing });
}

/** Six minutes in which the page hears nothing of Candor. */
async function hearNothing(page: Page): Promise<void> {
  await page.clock.install();
  await page.reload();
  await page.context().setOffline(true);
  await page.clock.runFor(6 * minute);
}

/** The editor and the page while the database can't be had. */
export async function takeWithoutDatabase(browser: Browser, site: string): Promise<void> {
  const now = Date.now();
  await emptyDatabase();
  await product(now);
  await makeOwner();
  await refreshSnapshot();
  const storageState = await signedIn(browser, site);
  const lose = new pg.Client({ connectionString: embeddedUrl(settings().dataDir, "postgres") });
  await lose.connect();
  await lose.query("ALTER DATABASE candor ALLOW_CONNECTIONS false");
  await lose.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'candor'");
  while (!isDatabaseGone()) await refreshSnapshot();
  await picture(browser, `${site}/staff`, "staff-database-away", { storageState });
  const context = await browser.newContext({ storageState });
  const posted = await postWithout(await context.newPage(), site);
  await context.close();
  await picture(browser, posted, "staff-posted-without-database", { storageState });
  await lose.query("ALTER DATABASE candor ALLOW_CONNECTIONS true");
  await lose.end();
}

/** Gives back where the post led to. */
async function postWithout(page: Page, site: string): Promise<string> {
  await page.goto(`${site}/staff/incidents/new`);
  await page.locator("label").filter({ hasText: /^API$/ }).click();
  await page
    .locator("label")
    .filter({ hasText: /^Down$/ })
    .click();
  await page.getByRole("button", { name: "Post to the status page" }).click();
  await page.getByText("It will be filed when the database is back").waitFor();
  return page.url();
}
