import process from "node:process";
import { generate, install, runtime, say, start } from "./prepare.mjs";

const steps = [
  ["Format and lint", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]],
  ["Types", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.check.json"]],
  ["Architecture", ["node_modules/vitest/vitest.mjs", "run", "--project", "architecture", "--reporter", "dot"]],
];

await install();
await generate();
for (const [name, args] of steps) {
  say(`${name} …`);
  const code = await start(runtime(), args);
  if (code !== 0) process.exitCode = code;
}
