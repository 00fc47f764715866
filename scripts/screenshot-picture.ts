import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";

export const folder = "docs/screenshots";
export const flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking";
const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };
const schemes = ["light", "dark"] as const;
/** Taller pages are cut here: pictures are for looking, not for reading. */
const tallest = 1800;

type Prepared = {
  storageState?: BrowserContextOptions["storageState"];
  act?: (page: Page) => Promise<void>;
  from?: string | undefined;
};

/** Takes a page on a phone and on a desk, light and dark. */
export async function picture(browser: Browser, url: string, name: string, prepared: Prepared = {}): Promise<void> {
  const { act, from, ...signedIn } = prepared;
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of schemes) {
      const context = await browser.newContext({ viewport, colorScheme, timezoneId: "America/New_York", ...signedIn });
      const page = await context.newPage();
      await page.goto(url, { waitUntil: "networkidle" });
      await act?.(page);
      const shot =
        from === undefined ? await ofTop(page, size, signedIn.storageState !== undefined) : await ofPart(page, from);
      const file = join(folder, `${name}-${size}-${colorScheme}.png`);
      await sharp(shot).png({ palette: true, colours: 64, effort: 8 }).toFile(file);
      await context.close();
    }
  }
}

async function ofTop(page: Page, size: string, endsWithScreen: boolean): Promise<Buffer> {
  await page.evaluate(() => window.scrollTo(0, 0));
  const viewport = page.viewportSize() ?? sizes.desktop;
  // The editor's bar sticks to the end of the screen, so its pictures end there.
  const height = endsWithScreen ? viewport.height : await heightOf(page);
  const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(height, tallest) };
  return page.screenshot({ fullPage: true, clip: size === "phone" ? clip : { ...clip, height: 800 } });
}

async function ofPart(page: Page, from: string): Promise<Buffer> {
  await page.locator(from).evaluate((part) => part.scrollIntoView({ block: "start" }));
  return page.screenshot();
}

function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight);
}
