import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach } from "vitest";
import { answerPublic } from "@/server/editions/front-desk";
import { startEditions, stopEditions } from "@/server/editions/keeper";
import { openPress } from "@/server/editions/press";
import { settleForwarded } from "@/server/forwarded";
import { answerMoment } from "@/server/programs/moment";
import { startSnapshot, stopSnapshot } from "@/server/snapshot";
import { countingPress } from "./counting-press";
import { forgetInMemory } from "./database-away";

export type Scene = {
  /** Asks the front as a program does. */
  ask: (path: string, headers?: Record<string, string>, method?: string) => Promise<Got>;
  /** Reads the facts and prints, as the start does. */
  serve: () => Promise<void>;
  /** The paths that Next was asked to render since this was last emptied. */
  rendered: () => string[];
};

const inMemory = ["snapshot", "editions", "editions-keeper", "known-records", "press", "newest-records", "moments"];

/** A front of its own for each test of a file, that begins with nothing in memory. */
export function frontScene(): Scene {
  let front: Awaited<ReturnType<typeof publicFront>>;
  let made: ReturnType<typeof countingPress>;
  const ends: (() => unknown)[] = [];
  beforeEach(async () => {
    forgetInMemory(...inMemory);
    front = await publicFront();
    made = countingPress();
    ends.push(front.close);
  });
  afterEach(async () => {
    await stopEditions();
    for (const end of ends.splice(0)) await end();
    await stopSnapshot();
    forgetInMemory(...inMemory);
  });
  const serve = async () => {
    await startSnapshot();
    ends.push(await openPress(made.render));
    await startEditions();
  };
  return { ask: (...how) => front.ask(...how), serve, rendered: () => made.press.rendered };
}

export type Got = { status: number; headers: IncomingHttpHeaders; text: string; json: unknown };

/** The part of the front that answers strangers, on a port of its own; what is for another part is 404 with `x-other`. */
async function publicFront() {
  const server = createServer((asked, response) => {
    if (answerPublic(asked, response)) return;
    settleForwarded(asked, new URL("http://localhost:3000"), []);
    if (!answerMoment(asked, response)) response.writeHead(404, { "x-other": "yes" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    asked({ port, path, headers, method });
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { ask, close };
}

function asked(how: { port: number; path: string; headers: Record<string, string>; method: string }): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", ...how }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const isJson = /json/.test(answer.headers["content-type"] ?? "") && text !== "";
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text,
          json: isJson ? JSON.parse(text) : null,
        });
      });
    });
    sent.once("error", reject).end();
  });
}
