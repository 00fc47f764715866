import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterAll } from "vitest";
import { eventually } from "./candor";

const ends = new Set<() => unknown>();
afterAll(async () => {
  for (const end of ends) await end();
});

/** A program that runs until it is ended, or its test file is. */
export async function runProgram(command: string, args: string[], env: Record<string, string> = {}) {
  const { PATH = "", HOME = "/" } = process.env;
  const child = spawn(command, args, {
    env: { PATH, HOME, NODE_ENV: "test", ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
  const end = (signal: NodeJS.Signals = "SIGTERM") => ended(child, signal);
  ends.add(end);
  return { child, output: () => text, end };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** Resolves as soon as the program takes connections at the port; asks it for nothing. */
export async function listening(port: number, program: { output: () => string }): Promise<void> {
  await eventually(
    () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => resolve(true));
        socket.once("error", () => resolve(false));
        socket.once("connect", () => socket.destroy());
      }),
    Boolean,
  ).catch((error) => {
    throw new Error(`${error}\n${program.output()}`);
  });
}

export type Product = { port: number; start: () => Promise<void>; kill: () => Promise<void> };

/** A product in a process of its own, which can be killed and started again at the same port. */
export async function startProduct(port: number): Promise<Product> {
  let running: Awaited<ReturnType<typeof runProgram>> | null = null;
  const start = async () => {
    const program = await runProgram("node_modules/.bin/node", ["tests/support/product.ts", String(port)]);
    running = program;
    await eventually(program.output, (text) => text.includes("serves"));
  };
  await start();
  return { port, start, kill: async () => running?.end("SIGKILL") };
}

export type Holding = {
  mode: "outage" | "maintenance" | "unknown";
  words: string;
  retryAfter: number;
  maxAge: number;
  staleIfError: number;
  /** What something before Candor may add. */
  more?: Record<string, string>;
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What follows the contract of `/holding`, with words and times that the test chooses. */
export class CandorStandIn {
  readonly asked: IncomingMessage[] = [];
  /** Takes the place of the holding page: for an answer that is not one. */
  instead: Answer | null = null;
  #says: Holding = { mode: "unknown", words: "nothing is posted", retryAfter: 60, maxAge: 1, staleIfError: 600 };
  readonly port: number;
  #server = createServer((request, response) => this.#answer(request, response));

  constructor(port: number) {
    this.port = port;
    ends.add(() => this.kill());
  }

  say(changes: Partial<Holding>): void {
    this.#says = { ...this.#says, more: {}, ...changes };
    this.instead = null;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  async kill(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(request);
    if (this.instead) this.instead(request, response);
    else this.#answerAsCandor(request, response);
  }

  #answerAsCandor(request: IncomingMessage, response: ServerResponse): void {
    const { mode, words, retryAfter, maxAge, staleIfError, more } = this.#says;
    const html = /text\/html/.test(request.headers.accept ?? "");
    response.writeHead(503, {
      "content-type": html ? "text/html; charset=utf-8" : "application/problem+json",
      "retry-after": String(retryAfter),
      "x-status-mode": mode,
      "cache-control": `max-age=${maxAge}, stale-if-error=${staleIfError}`,
      vary: "Accept",
      ...more,
    });
    const problem = { type: "about:blank", title: words, status: 503, detail: words, mode, retryAfter };
    response.end(html ? `<!doctype html><title>${words}</title><h1>${words}</h1>` : JSON.stringify(problem));
  }
}
