// What a product's visitors see through nginx, from a working day to a day on which Candor is gone too.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { program, serve } from "./prepare.mjs";
import { flags, picture } from "./screenshot-picture";

const ports = { proxy: 4395, product: 4396, candor: 4397 };
const deploy = "deploy/holding";
/** Until nginx asks Candor again, and Candor has read what was told. */
const settledMs = 7_000;
const root = mkdtempSync(join(tmpdir(), "candor-holding-"));
const running = new Set<ChildProcess>();

function run(command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const { DATABASE_URL: _, ...own } = process.env;
  const child = spawn(command, args, { env: { ...own, ...env } as NodeJS.ProcessEnv, stdio: "ignore" });
  running.add(child);
  return child;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  running.delete(child);
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) return;
    await sleep(200);
  }
  throw new Error(`Nothing answers on port ${port}.`);
}

const startProduct = () => run(process.execPath, ["tests/support/product.ts", String(ports.product)]);

function startNginx(): ChildProcess {
  const folder = join(root, "nginx");
  mkdirSync(join(folder, "candor"), { recursive: true });
  chmodSync(root, 0o755);
  const placed = (text: string) => text.replaceAll("/etc/nginx", folder).replaceAll("/var/cache", folder);
  for (const name of ["candor-http.conf", "candor-server.conf", "candor-answer.conf"])
    writeFileSync(join(folder, "candor", name), placed(readFileSync(join(deploy, "nginx", name), "utf8")));
  for (const name of ["neutral.html", "neutral.json"]) cpSync(join(deploy, name), join(folder, "candor", name));
  cpSync("/etc/nginx/mime.types", join(folder, "mime.types"));
  const example = readFileSync(join(deploy, "nginx", "example.conf"), "utf8")
    .replace("listen 80;", `listen 127.0.0.1:${ports.proxy};`)
    .replace("127.0.0.1:8080", `127.0.0.1:${ports.product}`)
    .replace("https://status.example.com/holding/app", `http://127.0.0.1:${ports.candor}/holding/harvest`);
  const own = `daemon off; pid ${folder}/pid; error_log ${folder}/errors;\n${example}`;
  writeFileSync(join(folder, "nginx.conf"), own.replace("http {", "http { access_log off;"));
  return run("/usr/sbin/nginx", ["-p", folder, "-c", join(folder, "nginx.conf")]);
}

async function takePictures(): Promise<void> {
  const dataDir = join(root, "data");
  const page = { PAGE_NAME: "Harvest", PAGE_TIME_ZONE: "America/New_York", SITE_URL: "https://status.harvest.example" };
  const own = { ...page, PORT: String(ports.candor), DATA_DIR: dataDir, NODE_ENV: "production" };
  const candor = run(process.execPath, [...serve, program], own);
  await answering(ports.candor);
  Object.assign(process.env, own);
  const { emptyDatabase } = await import("./empty-database");
  const { product: standing } = await import("./screenshot-product");
  const { crash } = await import("./screenshot-crash");
  const { work } = await import("./screenshot-windows");
  const { windowTick } = await import("@/server/window-clock");
  let product = startProduct();
  startNginx();
  await answering(ports.product);
  await answering(ports.proxy);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags.split(" ") });
  const take = async (name: string) => {
    await sleep(settledMs);
    await picture(browser, `http://127.0.0.1:${ports.proxy}/`, `holding-${name}`);
  };
  const told = async (name: string, tell: (now: number) => Promise<unknown>) => {
    await emptyDatabase();
    await tell(Date.now());
    await take(name);
  };
  const planned = { ahead: 3 * 1440, effect: "down" as const };
  await told("product-up", standing);
  await kill(product);
  await take("nothing-posted");
  await told("incident", (now) => crash(now, 16));
  await told("taken-offline", (now) => crash(now, 44));
  product = startProduct();
  await told("product-back", (now) => crash(now, 144));
  await kill(product);
  await told("window", (now) => work(now, { from: -80, to: 40, ...planned }));
  await told("running-late", (now) => work(now, { from: -138, to: -18, ...planned }));
  await told("window-became-incident", async (now) => {
    await work(now, { from: -170, to: -50, ...planned });
    await windowTick(now);
  });
  await told("candor-killed", async (now) => {
    await crash(now, 44);
    await sleep(settledMs);
    await fetch(`http://127.0.0.1:${ports.proxy}/`, { headers: { accept: "text/html" } });
    await kill(candor);
  });
  rmSync(join(root, "nginx", "candor-holding"), { recursive: true });
  await take("neutral");
  await browser.close();
}

/** A Candor that was killed leaves its database behind. */
function stopDatabase(): void {
  const file = join(root, "data", "postgres", "postmaster.pid");
  if (existsSync(file)) process.kill(Number.parseInt(readFileSync(file, "utf8"), 10), "SIGQUIT");
}

try {
  await takePictures();
} finally {
  stopDatabase();
  for (const child of running) child.kill("SIGTERM");
  rmSync(root, { recursive: true, force: true });
}
process.exit();
