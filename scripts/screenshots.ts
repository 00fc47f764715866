import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Browser, chromium } from "playwright-core";
import { flags, folder, picture } from "./screenshot-picture";
import type { StaffPicture } from "./screenshot-staff";

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

/** The holding page has a Candor of its own, which is killed in the course of it. */
function takeHolding(only: string[]): void {
  if (only.length > 0 && !only.includes("holding")) return;
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "scripts/screenshot-holding.ts"], {
    stdio: "inherit",
  });
  if (status === 0) say("Took holding.");
  else process.exitCode = 1;
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
  const { whenPrinted } = await import("@/server/editions/keeper");
  for (const [name, play] of Object.entries(scenes)) {
    if (only.length > 0 && !only.includes(name)) continue;
    await emptyDatabase();
    const paths = await play(Date.now());
    await refreshSnapshot();
    await whenPrinted();
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
  if (only.length === 0 || only.includes("widget")) {
    const { takeWidget } = await import("./screenshot-widget");
    await takeWidget(browser, `http://localhost:${settings().port}`);
    say("Took widget.");
  }
  const { takeWithoutCandor, takeWithoutDatabase } = await import("./screenshot-away");
  for (const [name, take] of Object.entries({
    "candor-away": takeWithoutCandor,
    "database-away": takeWithoutDatabase,
  })) {
    if (only.length > 0 && !only.includes(name)) continue;
    await take(browser, `http://localhost:${settings().port}`);
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
takeHolding(process.argv.slice(2));
process.kill(process.pid, "SIGTERM");
