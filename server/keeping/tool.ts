import { resolve } from "node:path";
import process from "node:process";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { configurationExit, WrongStart } from "../wrong-start";
import { KeepingProblem } from "./problem";

/** A command was called in a way that it doesn't know; the sentence says what it wants. */
export class WrongUse extends Error {}

/**
 * The one file that a command names, from where it was typed, since npm runs it elsewhere, and the command's flags.
 * Throws, so that `runTool` says how the command is used.
 */
export function fileArgument<T extends ParseArgsOptionsConfig>(options: T) {
  const { positionals, values } = commandArguments(options);
  const [name, ...more] = positionals;
  if (!name || name === "-" || more.length > 0) throw new WrongUse("Name one FILE.");
  return { file: fromWhereTyped(name), flags: values };
}

/** A file as it is meant from where the command was typed. */
export function fromWhereTyped(name: string): string {
  return resolve(process.env.INIT_CWD ?? "", name);
}

/** All that was typed after the command, its flags apart. */
export function commandArguments<T extends ParseArgsOptionsConfig>(options: T) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new WrongUse((error as Error).message);
  }
}

/** Runs a command to its end and ends the process with its code; what went wrong is told in sentences. */
export async function runTool(usage: string, work: () => Promise<void>): Promise<never> {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    await work();
  } catch (error) {
    const foreseen = error instanceof KeepingProblem || error instanceof WrongUse || error instanceof WrongStart;
    console.error(foreseen ? error.message : error);
    if (error instanceof WrongUse) console.error(`\n${usage}`);
    process.exit(error instanceof WrongUse || error instanceof WrongStart ? configurationExit : 1);
  }
  process.exit(0);
}

export function asUtc(iso: string): string {
  return `${iso.slice(0, 10)} at ${iso.slice(11, 19)} UTC`;
}

export function countOf(count: number): string {
  return count.toLocaleString("en");
}
