import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { build, generate, install, runtime, say, start } from "./prepare.mjs";
import { hasChromium, installMissing, startExternalPostgres } from "./test-machine.mjs";

const report = "test-results/report.json";

await install();
await generate();
installMissing();
const external = await startExternalPostgres();
let failed = (await start(runtime(), ["scripts/check.mjs"])) === 0 ? 0 : 1;
await build();
say("Running the tests …");
const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];
const env = { NODE_ENV: "test", ...(external ? { TEST_DATABASE_URL: external.url } : {}) };
spawnSync("rm", ["-f", report]);
const code = await start(runtime(), ["node_modules/vitest/vitest.mjs", ...args], env);
external?.stop();

const results = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
const { numPassedTests: passed = 0, numFailedTests: wrong = 0, numPendingTests: skipped = 0 } = results;
// A file that does not load has no test that fails, and a check that finds something is one.
failed += wrong || (code === 0 ? 0 : 1);
if (!hasChromium()) say("The tests in a browser were skipped: there is no Chromium on this machine.");
if (!external) say("The tests on another PostgreSQL were skipped: there is none on this machine.");
say(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 ? 0 : 1;
