import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { remember } from "../remember";
import type { Coding, Edition } from "./edition";

/** How long a connection without a request stays open: longer than proxies keep theirs, so that none is closed under a request. */
export const keepAliveMs = 75_000;

/** Heads and bodies in one, as they go over the wire in this second. */
type Wholes = { second: number; date: string; byBody: Map<Buffer, Buffer> };

function wholes(): Wholes {
  return remember("whole-editions", () => ({ second: 0, date: "", byBody: new Map() }));
}

/**
 * Sends an edition as one piece of memory, on a connection that stays open and has nothing else under way; false where
 * it must go the ordinary way. Node would put the same dozen lines together anew for each answer and look at each letter
 * of them, which costs more than all else that an answer needs (docs/PERFORMANCE.md).
 */
export function sendWhole(
  edition: Edition,
  coding: Coding,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { socket } = response;
  if (!socket || !response.shouldKeepAlive || request.method !== "GET") return false;
  response.statusCode = edition.status;
  // Node counts an answer as over, and lets the next request have the connection, when it hears this.
  socket.write(wholeOf(edition, coding), (err) => err ?? response.emit("finish"));
  return true;
}

function wholeOf(edition: Edition, coding: Coding): Buffer {
  const kept = wholes();
  const second = Math.floor(Date.now() / 1000);
  if (kept.second !== second) {
    kept.second = second;
    kept.date = new Date(second * 1000).toUTCString();
    kept.byBody.clear();
  }
  const body = edition.bodies[coding];
  const known = kept.byBody.get(body);
  if (known) return known;
  const whole = Buffer.concat([Buffer.from(headOf(edition, coding, kept.date), "latin1"), body]);
  kept.byBody.set(body, whole);
  return whole;
}

function headOf({ status, heads }: Edition, coding: Coding, date: string): string {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`];
  const head = heads[coding];
  for (let index = 0; index < head.length; index += 2) lines.push(`${head[index]}: ${head[index + 1]}`);
  lines.push(`Date: ${date}`, "Connection: keep-alive", `Keep-Alive: timeout=${keepAliveMs / 1000}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}
