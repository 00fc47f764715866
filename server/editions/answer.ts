import type { IncomingMessage, ServerResponse } from "node:http";
import Negotiator from "negotiator";
import { countServed } from "../metrics";
import { remember } from "../remember";
import { type Coding, codings, type Edition } from "./edition";
import { sendWhole } from "./whole";

/** Sends a printed document, or that the asker has it already. */
export function answerEdition(edition: Edition, request: IncomingMessage, response: ServerResponse): void {
  const held = request.headers["if-none-match"];
  if (held !== undefined && edition.status === 200 && isHeld(held, edition.etag)) {
    countServed("not_modified");
    response.writeHead(304, edition.notModified).end();
    return;
  }
  countServed("edition");
  const coding = codingFor(request);
  if (sendWhole(edition, coding, request, response)) return;
  response.writeHead(edition.status, edition.heads[coding]);
  response.end(request.method === "HEAD" ? undefined : edition.bodies[coding]);
}

/** By weak comparison, as <https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match> has it. */
function isHeld(held: string, etag: string): boolean {
  const plain = (each: string) => each.trim().replace(/^W\//, "");
  return held === etag || held.trim() === "*" || held.split(",").some((each) => plain(each) === plain(etag));
}

const mostKept = 500;

/** The best coding that the asker takes. Browsers send a handful of lists, so that each is read once. */
export function codingFor(request: IncomingMessage): Coding {
  const accepted = request.headers["accept-encoding"];
  if (accepted === undefined) return "identity";
  const kept = remember("codings", () => new Map<string, Coding>());
  const known = kept.get(accepted);
  if (known) return known;
  const accepts = new Negotiator(request).encodings([...codings]);
  const found = codings.find((coding) => accepts.includes(coding)) ?? "identity";
  if (kept.size < mostKept) kept.set(accepted, found);
  return found;
}
