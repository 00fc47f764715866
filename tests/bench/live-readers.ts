// Opens the live stream of / so many times, and says what each was told when: one line of JSON for all that are open,
// and one for each change that all of them, or those who still are there a while later, were told of.
import { connect, type Socket } from "node:net";

/** When each reader was told of one change, in ms since 1970. */
export type Told = { fingerprint: string; times: number[] };

const [url = "", wanted = "0"] = process.argv.slice(2);
const count = Number(wanted);
const { hostname, port } = new URL(url);
const patienceMs = 3_000;
/** So many at a time are on their way in. */
const opening = 200;

const heard = new Map<string, number[]>();
const timers = new Map<string, NodeJS.Timeout>();
let closed = 0;

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function finish(fingerprint: string): void {
  clearTimeout(timers.get(fingerprint));
  const times = heard.get(fingerprint);
  if (!times) return;
  heard.delete(fingerprint);
  say({ fingerprint, times } satisfies Told);
}

function hear(fingerprint: string): void {
  const times = heard.get(fingerprint) ?? [];
  heard.set(fingerprint, times);
  times.push(Date.now());
  if (times.length === 1) timers.set(fingerprint, setTimeout(finish, patienceMs, fingerprint));
  if (times.length === count) finish(fingerprint);
}

/** Resolves when the stream has told which page is the present one. */
function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true).write(`GET /live?path=/ HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    let isGreeted = false;
    socket.on("data", (chunk: Buffer) => {
      for (const [, fingerprint = ""] of chunk.toString("latin1").matchAll(/^id: (\w+)$/gm)) {
        if (isGreeted) hear(fingerprint);
        else resolve(socket);
        isGreeted = true;
      }
    });
    socket.once("error", reject);
    socket.once("close", () => {
      closed++;
      reject(new Error(`The stream was closed, ${closed} so far`));
    });
  });
}

for (let opened = 0; opened < count; opened += opening) {
  await Promise.all(Array.from({ length: Math.min(opening, count - opened) }, open));
}
say({ open: count });
