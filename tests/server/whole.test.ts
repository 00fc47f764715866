import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerEdition } from "@/server/editions/answer";
import { type Edition, editionOf } from "@/server/editions/edition";
import { keepAliveMs } from "@/server/editions/whole";

const server = () =>
  createServer({ optimizeEmptyRequests: true, keepAliveTimeout: keepAliveMs }, (request, response) =>
    answerEdition(edition, request, response),
  );

let edition: Edition;
let front: ReturnType<typeof server>;

beforeEach(async () => {
  edition = await printed("What customers read.");
  front = server().listen(0, "127.0.0.1");
  await once(front, "listening");
});
afterEach(async () => {
  const closed = once(front, "close");
  front.close();
  front.closeAllConnections();
  await closed;
});

function printed(text: string): Promise<Edition> {
  const headers = { "Cache-Control": "public, max-age=0" };
  return editionOf({ status: 200, type: "text/html; charset=utf-8", text, fingerprint: "f", headers });
}

async function connected(): Promise<Socket> {
  const socket = connect((front.address() as AddressInfo).port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

/** All that comes until `enough`, or until the connection is closed. */
async function read(socket: Socket, enough: (text: string) => boolean = () => false): Promise<string> {
  let text = "";
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (enough(text)) break;
  }
  return text;
}

const asked = (path: string, ...lines: string[]) =>
  [`GET ${path} HTTP/1.1`, "Host: status", ...lines, "", ""].join("\r\n");
const times = (text: string, what: RegExp) => [...text.matchAll(what)].length;
const whole = (count: number) => (text: string) => times(text, /What customers read\./g) === count;

test("a connection is kept for one answer after the other, each with its head", async () => {
  const socket = await connected();
  for (let count = 0; count < 3; count++) {
    socket.write(asked("/"));
    const text = await read(socket, whole(1));
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\nCache-Control: public, max-age=0\r\nETag: W\/"[^"]+"\r\n/);
    expect(text).toMatch(/\r\nContent-Length: 20\r\n/);
    expect(text).toMatch(/\r\nConnection: keep-alive\r\nKeep-Alive: timeout=75\r\n\r\nWhat customers read\.$/);
    const date = Date.parse(/\r\nDate: (.*)\r\n/.exec(text)?.[1] ?? "");
    expect(Math.abs(Date.now() - date)).toBeLessThan(2_000);
  }
  socket.destroy();
});

test("its head is the one that Node itself would write", async () => {
  const [kept, closed] = [await connected(), await connected()];
  kept.write(asked("/"));
  closed.write(asked("/", "Connection: close"));
  const headOf = (text: string) => text.split("\r\n\r\n")[0]?.split("\r\n") ?? [];
  const changing = /^(?:Date|Connection|Keep-Alive): /;
  const same = (text: string) => headOf(text).filter((line) => !changing.test(line));
  const ours = same(await read(kept, whole(1)));
  expect(ours.length).toBeGreaterThan(4);
  expect(ours).toEqual(same(await read(closed)));
  kept.destroy();
});

test("what is asked at once is answered in the order in which it was asked", async () => {
  const socket = await connected();
  socket.write(
    [
      asked("/"),
      asked("/", `If-None-Match: ${edition.etag}`),
      asked("/").replace("GET", "HEAD"),
      asked("/", "Content-Length: 4").concat("body"),
      asked("/", "Connection: close"),
    ].join(""),
  );
  const text = await read(socket);
  const answers = text.match(/HTTP\/1\.1 \d{3}|What customers read\./g);
  const [ok, body] = ["HTTP/1.1 200", "What customers read."];
  expect(answers).toEqual([ok, body, "HTTP/1.1 304", ok, ok, body, ok, body]);
});

test.each([
  ["asks for that", asked("/", "Connection: close")],
  ["speaks an older HTTP", "GET / HTTP/1.0\r\n\r\n"],
])("the connection of whoever %s is closed after the answer", async (_, request) => {
  const socket = await connected();
  socket.write(request);
  expect(await read(socket)).toMatch(/\r\nConnection: close\r\n[\s\S]*What customers read\.$/);
});

test("a slow reader gets all of it, and one who goes away harms nobody", async () => {
  const length = 8_000_000;
  edition = await printed("x".repeat(length));
  const [slow, gone] = [await connected(), await connected()];
  for (const socket of [slow, gone]) socket.pause().write(asked("/") + asked("/", "Connection: close"));
  gone.destroy();
  const chunks: Buffer[] = [];
  for await (const chunk of slow) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("latin1");
  expect(times(text, /HTTP\/1\.1 200 OK/g)).toBe(2);
  expect(text.replace(/[^x]/g, "").length).toBeGreaterThanOrEqual(2 * length);
});
