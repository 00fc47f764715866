import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { answerPublic, answerStatic } from "./editions/front-desk";
import { outdateEditions } from "./editions/shelf";
import { keepAliveMs } from "./editions/whole";
import { answerEmbed, type EmbedDocuments } from "./embed";
import { settleForwarded, siteOf } from "./forwarded";
import { securityHeaders, surfaceOf } from "./headers";
import { answerWatch, type Readiness } from "./health";
import { answerHolding, type HoldingDocument, holdingAsked } from "./holding";
import { noteHolding, visitorOf } from "./holding-alerts";
import { answerLive, stopLive } from "./live";
import { log } from "./log";
import { measure } from "./metrics";
import { answerProgram } from "./programs/desk";
import { answerMoment } from "./programs/moment";
import { remember } from "./remember";
import { settings } from "./settings";
import { WrongStart } from "./wrong-start";

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const sentences: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port, host) => `PORT ${port} is taken on ${host}: stop what uses it, or set another PORT.`,
  EACCES: (port) => `PORT ${port} may not be used by this user: set a PORT from 1024 on.`,
  EADDRNOTAVAIL: (_, host) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: (_, host) => `HOST ${host} is not an address of this machine.`,
};

/**
 * Takes the port and answers by `answer`; requests that come before it resolves wait, but for holding pages, which
 * `draw` makes. Throws `WrongStart`.
 */
export async function openFront(
  dev: boolean,
  answer: Promise<Answer>,
  draw: HoldingDocument,
  embed: EmbedDocuments,
): Promise<Server> {
  const { port, host } = settings();
  const { site, trusted } = siteOf(settings());
  const secure = site.protocol === "https:";
  answer.catch(() => undefined);
  const ready = readiness();
  const other = (request: IncomingMessage, response: ServerResponse) => {
    settleForwarded(request, site, trusted);
    const held = holdingAsked(request.url ?? "/");
    if (held !== null) return hold(held, request, response, draw);
    if (answerMoment(request, response) || answerEmbed(request, response, embed)) return;
    if (!dev && answerLive(request, response, ready)) return;
    if (dev) outdateEditions();
    if (dev && (answerStatic(request, response) || answerProgram(request, response))) return;
    return handOver(request, response, { answer, secure, dev });
  };
  let opened = false;
  // In development every page comes from Next itself.
  answer.then(
    () => {
      ready.opened = true;
      opened = !dev;
    },
    () => undefined,
  );
  const server = createServer({ optimizeEmptyRequests: true, keepAliveTimeout: keepAliveMs }, (request, response) => {
    // A proxy that keeps the connection would send the next request to nobody.
    if (ready.draining) response.shouldKeepAlive = false;
    if (opened && answerPublic(request, response)) return;
    if (answerWatch(request, response, ready)) return;
    void other(request, response);
  });
  await listen(server, port, host);
  return server;
}

function readiness(): Readiness {
  return remember("readiness", () => ({ opened: false, draining: false }));
}

type Circumstances = { answer: Promise<Answer>; secure: boolean; dev: boolean };

/** To Next, once it is there, with the headers of that part of the site. */
async function handOver(request: IncomingMessage, response: ServerResponse, { answer, ...so }: Circumstances) {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  try {
    const next = await answer;
    // It came before anything was printed.
    if (!so.dev && answerPublic(request, response)) return;
    measure(surfaceOf(path), response);
    const headers = securityHeaders(surfaceOf(path), { nonce: randomBytes(16).toString("base64"), ...so });
    response.setHeaders(new Map(Object.entries(headers)));
    // Next reads the nonce from here.
    request.headers["content-security-policy"] = headers["Content-Security-Policy"];
    if (isReadable(path)) await next(request, response);
    else refuseAddress(response);
  } catch (err) {
    log().error({ err, path }, "A request could not be answered");
    if (!response.headersSent) response.writeHead(500, { "Cache-Control": "no-store" });
    response.end();
  }
}

/** Next takes an address that decodes to nothing for a fault of its own. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function refuseAddress(response: ServerResponse): void {
  const error = "This address can’t be read: something in it is not encoded as UTF-8.";
  response.writeHead(400, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify({ error, message: error }));
}

function hold(name: string, request: IncomingMessage, response: ServerResponse, draw: HoldingDocument): void {
  try {
    const holding = answerHolding(name, request, response, draw);
    void noteHolding(holding, visitorOf(request.headers));
  } catch (err) {
    log().error({ err }, "A holding page could not be answered");
    if (!response.headersSent) response.writeHead(503, { "Cache-Control": "no-store", "Retry-After": "60" });
    response.end();
  }
}

/** Takes no new request, lets open pages go, waits for the requests under way, and gives up on them after `ms`. */
export async function closeFront(server: Server, ms: number): Promise<void> {
  readiness().draining = true;
  await pause(settings().drainSeconds * 1000);
  const closed = new Promise((resolve) => server.close(resolve));
  stopLive();
  server.closeIdleConnections();
  await Promise.race([closed, pause(ms)]);
  server.closeAllConnections();
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const sentence = sentences[error.code ?? ""];
      reject(sentence ? new WrongStart(sentence(port, host)) : error);
    });
    server.listen(port, host, resolve);
  });
}
