import type { IncomingMessage, ServerResponse } from "node:http";
import { answerEdition } from "../editions/answer";
import { isRead } from "../editions/asked";
import type { Edition } from "../editions/edition";
import { editionAtHand, editionFor } from "../editions/shelf";
import { programHeaders } from "../headers";
import { log } from "../log";
import { remember } from "../remember";
import { settings } from "../settings";
import { type ProgramDocument, programAt } from "./documents";
import { programEdition } from "./edition";
import { failedProblem, methodProblem } from "./problems";
import { problem, type Said } from "./said";

/** Answers a request for what programs read; false when the address is for something else. */
export function answerProgram(request: IncomingMessage, response: ServerResponse): boolean {
  const found = programAt(request.url ?? "/");
  if (found === null) return false;
  if (!isRead(request)) refuseMethod(request, response);
  else if ("kind" in found) answerDocument(found, request, response);
  else answerSaid(found, request, response);
  return true;
}

function answerDocument(document: ProgramDocument, request: IncomingMessage, response: ServerResponse): void {
  const ready = editionAtHand(document);
  if (ready) {
    answerEdition(ready, request, response);
    return;
  }
  editionFor(document).then(
    (edition) => answerEdition(edition, request, response),
    (err) => {
      log().error({ err, path: document.path }, "A document for programs could not be answered");
      answerSaid(problem(failedProblem()), request, response);
    },
  );
}

/** What is the same for everybody is packed once. */
export function answerSaid(said: Said, request: IncomingMessage, response: ServerResponse): void {
  const packed = remember("packed-problems", () => new Map<string, Promise<Edition>>());
  const edition = packed.get(said.text) ?? programEdition(said);
  packed.set(said.text, edition);
  edition.then(
    (each) => answerEdition(each, request, response),
    () => response.writeHead(said.status).end(),
  );
}

const methods = "GET, HEAD, OPTIONS";

/** A browser asks beforehand whether a page of another site may ask. */
export function refuseMethod(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "OPTIONS") {
    answerSaid(problem(methodProblem(methods), { Allow: methods }), request, response);
    return;
  }
  response.writeHead(204, {
    ...programHeaders(settings().siteUrl.startsWith("https://")),
    Allow: methods,
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
  });
  response.end();
}
