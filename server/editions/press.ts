import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { remember } from "../remember";
import { settings } from "../settings";
import { jobHeader, type PrintJob, withJob } from "./print-job";

/** What Next made of an address. */
export type Sheet = { status: number; body: string };

type Press = { socket: string | null };

const patienceMs = 10_000;

function press(): Press {
  return remember("press", () => ({ socket: null }));
}

/**
 * Lets Next render for the printing, over a socket in a folder that is closed to other users: what says that a
 * request is one of ours never crosses the port that strangers can reach. Resolves with what ends it.
 */
export async function openPress(render: RequestListener): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "candor-press-"));
  const socket = join(folder, "next");
  const server = createServer(render);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(socket, resolve));
  press().socket = socket;
  return async () => {
    press().socket = null;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  };
}

export function isPressOpen(): boolean {
  return press().socket !== null;
}

/** The page at `path`, rendered from `job`. */
export function pressed(path: string, job: PrintJob): Promise<Sheet> {
  return withJob(job, (name) => ask(path, { [jobHeader]: name }));
}

/** A part of a page, such as a style sheet. */
export function ask(path: string, own: Record<string, string> = {}): Promise<Sheet> {
  const { socket: socketPath } = press();
  if (socketPath === null) return Promise.reject(new Error("Nothing can be printed yet"));
  const { host, protocol } = new URL(settings().siteUrl);
  const headers = { host, "x-forwarded-host": host, "x-forwarded-proto": protocol.slice(0, -1), ...own };
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    sent.setTimeout(patienceMs, () => sent.destroy(new Error(`Next did not render ${path} in time`)));
    sent.once("error", reject).end();
  });
}
