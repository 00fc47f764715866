import process from "node:process";
import { busyness, machine } from "../tests/bench/machine";
import { type Part, perform, type Result } from "../tests/bench/part";
import { parts } from "../tests/bench/parts";
import { keepReport, linesOf, shortOf } from "../tests/bench/report";
import { build, generate, say } from "./prepare.mjs";
import { installForBench } from "./test-machine.mjs";

const file = "test-results/bench.json";
const usage = `npm run bench               all parts, about ten minutes
npm run bench -- NAME …     only these: ${parts.map(({ name }) => name).join(", ")}`;

/** The parts that are asked for; null when there is no such part. */
function chosen(names: readonly string[]): Part[] | null {
  if (names.some((name) => !parts.some((part) => part.name === name))) return null;
  return names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name));
}

async function bench(chosenParts: readonly Part[]): Promise<void> {
  installForBench();
  await generate();
  await build();
  const before = busyness();
  if (before > 0.5)
    say(`This machine is doing something else (load ${before.toFixed(1)}): take the figures with care.`);
  const results: Result[] = [];
  for (const part of chosenParts) {
    say(`${part.name} …`);
    results.push(await perform(part));
  }
  const report = { at: new Date().toISOString(), machine: machine(), busyness: { before, after: busyness() }, results };
  for (const line of results.flatMap(linesOf)) say(line);
  keepReport(file, report);
  const short = shortOf(report);
  say(`\n${short.length === 0 ? "All that is asked is reached." : short.join("\n")}\nAlso in ${file}.`);
  process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
}

const wanted = chosen(process.argv.slice(2));
if (wanted) await bench(wanted);
else {
  say(usage);
  process.exitCode = 1;
}
