import process from "node:process";
import { build, buildLiveScript, generate, install, runtime, say, serve, start } from "./prepare.mjs";

const dev = process.argv.includes("--dev");
const demo = process.argv.includes("--demo");

await install();
await generate();
await (dev ? buildLiveScript() : build());
say(dev ? "Starting Candor for development …" : "Starting Candor …");
const mode = dev ? "development" : "production";
const screenshots = process.argv.includes("--screenshots");
const own = process.argv.slice(2).filter((each) => each !== "--demo" && each !== "--screenshots");
const program = demo ? ["scripts/demo.ts", ...own] : screenshots ? ["scripts/screenshots.ts", ...own] : ["server.ts"];
process.exitCode = await start(runtime(), [...serve, ...program], { NODE_ENV: mode });
