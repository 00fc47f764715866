import type { IncomingMessage, ServerResponse } from "node:http";
import { buildId } from "./editions/build-id";
import { type Document, documentAt, missingDocument } from "./editions/document";
import { onEditions } from "./editions/keeper";
import { refreshed } from "./editions/shelf";
import { securityHeaders } from "./headers";
import type { Readiness } from "./health";
import { isRecord } from "./known-records";
import { log } from "./log";
import { remember } from "./remember";
import { settings } from "./settings";
import { currentPage, currentRevision } from "./snapshot";

/** Those who have one document open, and what they were last told of it. */
type Room = { document: Document; readers: Set<ServerResponse>; fingerprint: string };

type Live = { rooms: Map<string, Room>; count: number; byAddress: Map<string, number>; ends: (() => void)[] };

const beatMs = 15_000;
/** A reader who takes nothing is let go. */
const mostUnsent = 64 * 1024;
/** One address may be an office, or a proxy that was not named; it may not be everybody. */
const shareOfOne = 0.1;
const leastOfOne = 100;

function live(): Live {
  return remember("live", () => ({ rooms: new Map(), count: 0, byAddress: new Map(), ends: [] }));
}

/** Tells open pages of what changes from now on. */
export function startLive(): void {
  live().ends.push(onEditions(() => void tellAll()));
  const timer = setInterval(beat, beatMs);
  timer.unref();
  live().ends.push(() => clearInterval(timer));
}

/** Lets everybody go; they come back by themselves, to whoever serves then. */
export function stopLive(): void {
  for (const end of live().ends.splice(0)) end();
  for (const reader of readers()) reader.end();
}

export function liveReaders(): number {
  return live().count;
}

/** Whether the request was for the stream, which then goes on for as long as it is read. */
export function answerLive(request: IncomingMessage, response: ServerResponse, ready: Readiness): boolean {
  const url = request.url ?? "/";
  if (!/^\/live(?:\?|$)/.test(url)) return false;
  const query = new URLSearchParams(url.split("?")[1] ?? "");
  const document = documentAt(query.get("path") ?? "/", isRecord);
  const address = String(request.headers["x-candor-address"] ?? "");
  if (request.method !== "GET") refuse(response, 405, { Allow: "GET" });
  else if (!document || document === missingDocument) refuse(response, 404);
  else if (ready.draining) refuse(response, 503, { "Retry-After": "5" });
  else if (isFull(address)) refuse(response, 503, { "Retry-After": "60" });
  else admit(document, query.get("last") ?? request.headers["last-event-id"], address, response);
  return true;
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "Cache-Control": "no-store", "Content-Length": 0, ...headers }).end();
}

function isFull(address: string): boolean {
  const { count, byAddress } = live();
  const most = settings().liveConnections;
  return count >= most || (byAddress.get(address) ?? 0) >= Math.max(leastOfOne, most * shareOfOne);
}

function admit(document: Document, last: unknown, address: string, response: ServerResponse): void {
  const { rooms, byAddress } = live();
  const room = rooms.get(document.path) ?? { document, readers: new Set(), fingerprint: "" };
  rooms.set(document.path, room);
  room.readers.add(response);
  live().count++;
  byAddress.set(address, (byAddress.get(address) ?? 0) + 1);
  response.once("close", () => leave(room, address, response));
  response.writeHead(200, {
    ...securityHeaders("api", { nonce: "", secure: false, dev: false }),
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  response.write(beatOf());
  void greet(room, String(last ?? ""), response);
}

function leave(room: Room, address: string, response: ServerResponse): void {
  const { rooms, byAddress } = live();
  room.readers.delete(response);
  live().count--;
  const others = (byAddress.get(address) ?? 1) - 1;
  if (others > 0) byAddress.set(address, others);
  else byAddress.delete(address);
  if (room.readers.size === 0 && rooms.get(room.document.path) === room) rooms.delete(room.document.path);
}

/** Whoever has not the present page is told so at once: that is all that they can have missed. */
async function greet(room: Room, last: string, response: ServerResponse): Promise<void> {
  try {
    const { fingerprint } = await refreshed(room.document);
    room.fingerprint ||= fingerprint;
    if (fingerprint !== last) send(response, eventOf(fingerprint));
  } catch (err) {
    log().warn({ err, path: room.document.path }, "An open page could not be told how it is now");
  }
}

async function tellAll(): Promise<void> {
  await Promise.all([...live().rooms.values()].map(tell));
}

async function tell(room: Room): Promise<void> {
  try {
    const { fingerprint } = await refreshed(room.document);
    if (fingerprint === room.fingerprint) return;
    room.fingerprint = fingerprint;
    const event = eventOf(fingerprint);
    for (const reader of room.readers) send(reader, event);
  } catch (err) {
    log().warn({ err, path: room.document.path }, "Open pages could not be told of a change");
  }
}

function eventOf(fingerprint: string): Buffer {
  const told = { revision: currentRevision()?.revision ?? 0, fingerprint, build: buildId() };
  return Buffer.from(`id: ${fingerprint}\ndata: ${JSON.stringify(told)}\n\n`);
}

function beatOf(): Buffer {
  return Buffer.from(`event: beat\ndata: ${new Date(currentPage().at).toISOString()}\n\n`);
}

function beat(): void {
  const sent = beatOf();
  for (const reader of readers()) send(reader, sent);
}

function* readers(): Generator<ServerResponse> {
  for (const room of live().rooms.values()) yield* room.readers;
}

function send(reader: ServerResponse, bytes: Buffer): void {
  if (reader.writableLength > mostUnsent) reader.destroy();
  else reader.write(bytes);
}
