import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import sharp from "sharp";
import type { StaffPicture } from "./screenshot-staff";

const folder = "docs/screenshots";
const flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking";
const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };
const schemes = ["light", "dark"] as const;
/** Taller pages are cut here: pictures are for looking, not for reading. */
const tallest = 1800;

const say = (line: string) => process.stdout.write(`${line}\n`);

function prepareEnvironment(): void {
  const dataDir = mkdtempSync(join(tmpdir(), "candor-screenshots-"));
  process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  delete process.env.DATABASE_URL;
  const port = process.env.PORT ?? "4390";
  Object.assign(process.env, {
    PORT: port,
    DATA_DIR: dataDir,
    PAGE_NAME: "Harvest",
    PAGE_TIME_ZONE: "America/New_York",
  });
}

type Prepared = {
  storageState?: BrowserContextOptions["storageState"];
  act?: (page: Page) => Promise<void>;
  from?: string | undefined;
};

async function picture(browser: Browser, url: string, name: string, prepared: Prepared = {}): Promise<void> {
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

/** What a picture's name adds for a page of its own. */
function partOf(path: string): string {
  if (path.startsWith("/incidents/")) return "-incident";
  return path.startsWith("/maintenance/") ? "-page" : "";
}

async function takeAll(browser: Browser, only: string[]): Promise<void> {
  const { emptyDatabase } = await import("./empty-database");
  const { scenes } = await import("./screenshot-scenes");
  const { refreshSnapshot } = await import("@/server/snapshot");
  const { settings } = await import("@/server/settings");
  for (const [name, play] of Object.entries(scenes)) {
    if (only.length > 0 && !only.includes(name)) continue;
    await emptyDatabase();
    const paths = await play(Date.now());
    await refreshSnapshot();
    for (const path of paths) {
      await picture(browser, `http://localhost:${settings().port}${path}`, `${name}${partOf(path)}`);
    }
    say(`Took ${name}.`);
  }
  const { stage } = await import("./screenshot-staff");
  const { workStage } = await import("./screenshot-staff-work");
  for (const [name, play] of Object.entries({ staff: stage, "staff-work": workStage })) {
    if (only.length > 0 && !only.includes(name)) continue;
    await takeStaff(browser, `http://localhost:${settings().port}`, play);
    say(`Took ${name}.`);
  }
}

async function takeStaff(
  browser: Browser,
  site: string,
  stage: (now: number) => Promise<StaffPicture[]>,
): Promise<void> {
  const { emptyDatabase } = await import("./empty-database");
  const { signedIn } = await import("./screenshot-staff");
  const { refreshSnapshot } = await import("@/server/snapshot");
  await emptyDatabase();
  const pictures = await stage(Date.now());
  await refreshSnapshot();
  const storageState = await signedIn(browser, site);
  for (const { name, path, act, from, ...wanted } of pictures) {
    await picture(browser, `${site}${path}`, name, { act, from, ...(wanted.signedIn ? { storageState } : {}) });
  }
}

prepareEnvironment();
mkdirSync(folder, { recursive: true });
await import("../server");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags.split(" ") });
await takeAll(browser, process.argv.slice(2));
await browser.close();
process.kill(process.pid, "SIGTERM");
