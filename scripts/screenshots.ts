import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import sharp from "sharp";

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

type Prepared = { storageState?: BrowserContextOptions["storageState"]; act?: (page: Page) => Promise<void> };

async function picture(browser: Browser, url: string, name: string, prepared: Prepared = {}): Promise<void> {
  const { act, ...signedIn } = prepared;
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of schemes) {
      const context = await browser.newContext({ viewport, colorScheme, timezoneId: "America/New_York", ...signedIn });
      const page = await context.newPage();
      await page.goto(url, { waitUntil: "networkidle" });
      await act?.(page);
      await page.evaluate(() => window.scrollTo(0, 0));
      // The editor's bar sticks to the end of the screen, so its pictures end there.
      const height = signedIn.storageState ? viewport.height : await heightOf(page);
      const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(height, tallest) };
      const shot = await page.screenshot({ fullPage: true, clip: size === "phone" ? clip : { ...clip, height: 800 } });
      const file = join(folder, `${name}-${size}-${colorScheme}.png`);
      await sharp(shot).png({ palette: true, colours: 64, effort: 8 }).toFile(file);
      await context.close();
    }
  }
}

function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight);
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
      const at = path.startsWith("/incidents/") ? `${name}-incident` : name;
      await picture(browser, `http://localhost:${settings().port}${path}`, at);
    }
    say(`Took ${name}.`);
  }
  if (only.length === 0 || only.includes("staff")) await takeStaff(browser, `http://localhost:${settings().port}`);
}

async function takeStaff(browser: Browser, site: string): Promise<void> {
  const { emptyDatabase } = await import("./empty-database");
  const { signedIn, stage } = await import("./screenshot-staff");
  const { refreshSnapshot } = await import("@/server/snapshot");
  await emptyDatabase();
  const pictures = await stage(Date.now());
  await refreshSnapshot();
  const storageState = await signedIn(browser, site);
  for (const { name, path, act, ...wanted } of pictures) {
    await picture(browser, `${site}${path}`, name, { act, ...(wanted.signedIn ? { storageState } : {}) });
  }
  say("Took staff.");
}

prepareEnvironment();
mkdirSync(folder, { recursive: true });
await import("../server");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags.split(" ") });
await takeAll(browser, process.argv.slice(2));
await browser.close();
process.kill(process.pid, "SIGTERM");
