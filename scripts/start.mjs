import process from "node:process";
import {
  build,
  buildLiveScript,
  buildWidget,
  generate,
  install,
  program,
  runtime,
  say,
  serve,
  start,
  unbuilt,
} from "./prepare.mjs";

const dev = process.argv.includes("--dev");
const demo = process.argv.includes("--demo");
const screenshots = process.argv.includes("--screenshots");

await install();
await generate();
await (dev ? Promise.all([buildLiveScript(), buildWidget()]) : build());
say(dev ? "Starting Candor for development …" : "Starting Candor …");
const own = process.argv.slice(2).filter((each) => each !== "--demo" && each !== "--screenshots");
process.exitCode = await start(runtime(), commandOf(), { NODE_ENV: dev ? "development" : "production" });

function commandOf() {
  if (demo) return [...unbuilt, "scripts/demo.ts", ...own];
  if (screenshots) return [...unbuilt, "scripts/screenshots.ts", ...own];
  return dev ? [...unbuilt, "server.ts"] : [...serve, program];
}
