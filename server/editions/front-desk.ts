import type { IncomingMessage, ServerResponse } from "node:http";
import { isRecord } from "../known-records";
import { log } from "../log";
import { answerProgram } from "../programs/desk";
import { isMomentAsked } from "../programs/moment";
import { answerEdition } from "./answer";
import { isRead, pathOf } from "./asked";
import { readCopy } from "./copies";
import { documentAt, type PageDocument, pageDocument } from "./document";
import { heartbeat } from "./heartbeat";
import { editionAtHand, editionFor } from "./shelf";
import { staticAt } from "./statics";

/**
 * Answers a request for a public document, from memory where it can; false when the address is for another part of
 * Candor. Nothing here waits for the database, and nothing that is answered makes a file.
 */
export function answerPublic(request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url ?? "/";
  if (url === pageDocument.path && isRead(request)) {
    answerDocument(pageDocument, request, response);
    return true;
  }
  if (url === "/heartbeat.json") {
    answerHeartbeat(response);
    return true;
  }
  if (answerStatic(request, response)) return true;
  if (isMomentAsked(url)) return false;
  if (answerProgram(request, response)) return true;
  const document = documentAt(pathOf(url), isRecord);
  if (!document) return false;
  if (isRead(request)) answerDocument(document, request, response);
  else refuseMethod(response);
  return true;
}

/** Answers a request for what every page brings with it; false when it is for something else. */
export function answerStatic(request: IncomingMessage, response: ServerResponse): boolean {
  const asset = staticAt(request.url ?? "/");
  if (!asset) return false;
  if (isRead(request)) answerEdition(asset, request, response);
  else refuseMethod(response);
  return true;
}

function answerDocument(document: PageDocument, request: IncomingMessage, response: ServerResponse): void {
  const ready = editionAtHand(document);
  if (ready) {
    answerEdition(ready, request, response);
    return;
  }
  editionFor(document)
    .catch((why) =>
      readCopy(document).catch(() => {
        throw why;
      }),
    )
    .then(
      (edition) => answerEdition(edition, request, response),
      (err) => {
        log().error({ err, path: document.path }, "A public page could not be answered");
        answerNothing(response);
      },
    );
}

/** Whoever reads it here sees that Candor is there itself. */
function answerHeartbeat(response: ServerResponse): void {
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(heartbeat());
}

function refuseMethod(response: ServerResponse): void {
  response.writeHead(405, { Allow: "GET, HEAD", "Cache-Control": "no-store", "Content-Length": 0 }).end();
}

/** Neither printed nor kept: the last resort. */
function answerNothing(response: ServerResponse): void {
  const text = "The status can’t be shown right now. Please try again in a moment.\n";
  response.writeHead(503, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "5",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(text);
}
