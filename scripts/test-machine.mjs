// What the tests want of the machine: a browser, two proxies, and a PostgreSQL that is not ours.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { say } from "./prepare.mjs";

const oldest = 15;
const nginx = "/usr/sbin/nginx";
const caddy = "/usr/bin/caddy";
/** What keeps a copy of the holding page beside Caddy. */
const curl = "/usr/bin/curl";
/** What asks for a page as fast as it is answered. */
const wrk = "/usr/bin/wrk";
const folder = "/usr/lib/postgresql";
const isRoot = process.getuid?.() === 0;

export function hasChromium() {
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return Boolean(process.env.CHROMIUM_PATH) || places.some(existsSync);
}

export function hasNginx() {
  return existsSync(nginx);
}

export function hasCaddy() {
  return existsSync(caddy) && existsSync(curl);
}

/** A sentence for each kind of tests that a machine without these can't run. */
export function notTested({ chromium, postgres, nginx, caddy }) {
  return [
    ...(chromium ? [] : ["The tests in a browser were skipped: there is no Chromium on this machine."]),
    ...(postgres ? [] : ["The tests on another PostgreSQL were skipped: there is none on this machine."]),
    ...(nginx ? [] : ["The tests behind a proxy were skipped: there is no nginx on this machine."]),
    ...(caddy ? [] : ["The tests behind another proxy were skipped: there is no Caddy, or no curl, on this machine."]),
  ];
}

/**
 * A sentence for each test that passed only when it was tried again, with what went wrong before: a browser, or a
 * process that is killed, may come too late on a busy machine, and nobody should have to look for which.
 * @param {{ testResults?: { assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report
 */
export function triedAgain({ testResults = [] }) {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
    .map(
      ({ fullName, failureMessages: [first = ""] }) => `Passed on a second try: ${fullName} (${first.split("\n")[0]})`,
    );
}

/**
 * How the run went, as its last line; with `CI=true` what was not tested has not passed.
 * @param {{ passed: number, failed: number, skipped: number, left: string[] }} run
 * @param {{ CI?: string | undefined }} environment
 */
export function closing({ passed, failed, skipped, left }, { CI } = process.env) {
  const wrong = failed + (CI === "true" ? left.length : 0);
  return { line: `${passed} passed, ${wrong} failed${skipped ? `, ${skipped} skipped` : ""}`, code: wrong ? 1 : 0 };
}

/** Gets what is missing from the machine's own packages, where that is ours to do. */
export function installMissing() {
  const missing = [
    ...(hasChromium() ? [] : ["chromium"]),
    ...(postgresBin() ? [] : ["postgresql"]),
    ...(hasNginx() ? [] : ["nginx-light"]),
    ...(hasCaddy() ? [] : ["caddy", "curl"]),
  ];
  installPackages(missing, "tests");
}

/** The same for the figures: what loads Candor, and what stands beside it. */
export function installForBench() {
  const missing = [
    ...(hasChromium() ? [] : ["chromium"]),
    ...(hasNginx() ? [] : ["nginx-light"]),
    ...(existsSync(wrk) ? [] : ["wrk"]),
  ];
  installPackages(missing, "figures");
}

function installPackages(missing, what) {
  if (missing.length === 0) return;
  if (!isRoot || spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status !== 0) return;
  say(`Installing ${missing.join(", ")} for the ${what} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], { stdio: "ignore", env });
}

/** A cluster of the machine's PostgreSQL in a folder of its own, over TCP; null where there is none. */
export async function startExternalPostgres() {
  const bin = postgresBin();
  if (!bin) return null;
  const data = mkdtempSync(join(tmpdir(), "candor-external-"));
  const port = await freePort();
  // PostgreSQL refuses root; Debian's package brings the user for it.
  const asPostgres = (command) =>
    isRoot ? spawnSync("su", ["postgres", "-s", "/bin/sh", "-c", command]) : spawnSync("/bin/sh", ["-c", command]);
  if (isRoot) spawnSync("chown", ["postgres", data]);
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${data} -c fsync=off`;
  asPostgres(`${bin}/initdb -D ${data}/db -U candor -A trust -E UTF8 --locale=C.UTF-8`);
  const { status, stderr } = asPostgres(`${bin}/pg_ctl -w -D ${data}/db -l ${data}/log -o "${options}" start`);
  if (status !== 0) say(`The PostgreSQL in ${bin} did not start: ${stderr}`);
  const stop = () => {
    asPostgres(`${bin}/pg_ctl -m immediate -D ${data}/db stop`);
    rmSync(data, { recursive: true, force: true });
  };
  process.once("exit", stop);
  const version = spawnSync(`${bin}/postgres`, ["--version"], { encoding: "utf8" }).stdout.trim();
  return status === 0 ? { url: `postgresql://candor@127.0.0.1:${port}/postgres`, version, stop } : null;
}

function postgresBin() {
  if (!existsSync(folder)) return null;
  const versions = readdirSync(folder).filter((name) => Number(name) >= oldest);
  const oldestFirst = versions.sort((a, b) => Number(a) - Number(b));
  return oldestFirst.map((name) => join(folder, name, "bin")).find((bin) => existsSync(join(bin, "initdb"))) ?? null;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
