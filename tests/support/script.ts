import { type ChildProcess, spawn } from "node:child_process";

/** A TypeScript file that runs as a process of its own. */
export type Script = { child: ChildProcess; lines: string[]; output: () => string; ended: Promise<number | null> };

export function runScript(file: string, args: string[] = [], env: Record<string, string> = {}): Script {
  const { PATH = "", HOME = "/" } = process.env;
  const command = ["--disable-warning=DeprecationWarning", "--import", "tsx", file, ...args];
  const child = spawn("node_modules/.bin/node", command, { env: { PATH, HOME, NODE_ENV: "test", ...env } });
  const script = { child, lines: [] as string[], output: () => text, ended: Promise.resolve<number | null>(null) };
  let text = "";
  const hear = (chunk: Buffer) => {
    text += chunk;
    script.lines = text.split("\n").slice(0, -1);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  script.ended = new Promise((resolve) => child.once("close", (code) => resolve(code)));
  return script;
}
