import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { build, generate, install, runtime, say, start } from "./prepare.mjs";
import {
  closing,
  hasCaddy,
  hasChromium,
  hasNginx,
  installMissing,
  notTested,
  startExternalPostgres,
  triedAgain,
} from "./test-machine.mjs";

const report = "test-results/report.json";

await install();
await generate();
installMissing();
const external = await startExternalPostgres();
if (external) say(`The tests of the server run on ${external.version} too.`);
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
const left = notTested({ chromium: hasChromium(), postgres: external !== null, nginx: hasNginx(), caddy: hasCaddy() });
for (const sentence of [...triedAgain(results), ...left]) say(sentence);
const { line, code: exit } = closing({ passed, failed, skipped, left });
say(line);
process.exitCode = exit;
