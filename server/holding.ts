import type { IncomingMessage, ServerResponse } from "node:http";
import Negotiator from "negotiator";
import {
  deriveHolding,
  type Holding,
  holdingComponent,
  retryAfterSeconds,
  staleIfErrorSeconds,
} from "@/domain/holding";
import type { PublicPage } from "@/domain/public-page";
import { codingFor } from "./editions/answer";
import { type Encoded, encoded } from "./editions/encoded";
import { securityHeaders, styleHashOf } from "./headers";
import { holdingProblem } from "./holding-problem";
import { remember } from "./remember";
import { settings } from "./settings";
import { currentFacts, currentPage } from "./snapshot";

/** Makes the document of a holding page; given by the start, since pages are drawn elsewhere. */
export type HoldingDocument = (view: { holding: Holding; page: PublicPage; statusUrl: string }) => {
  html: string;
  style: string;
};

type Rendered = { holding: Holding; html: Encoded; policy: Record<string, string>; problem: Encoded };
type Cache = { page: PublicPage | null; rendered: Map<string, Rendered> };

const address = /^\/holding(?:\/([^/]*))?(?:\/|$)/;
/** How long a request may go on sending after it was answered. */
const patienceMs = 10_000;

/** What a path asks a holding page of: a component's name or the whole product (""); null when it is another page. */
export function holdingAsked(url: string): string | null {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, "").split(/[?#]/, 1)[0] ?? "";
  const found = address.exec(path);
  return found && named(found[1] ?? "");
}

function named(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Answers with the holding page, whatever the method, at once and from memory; gives back what it said. */
export function answerHolding(
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  draw: HoldingDocument,
): Holding {
  const { holding, html, policy, problem } = renderedFor(name, draw);
  const isHtml = wantsHtml(request);
  const coding = codingFor(request);
  const body = encoded(isHtml ? html : problem, coding);
  const { at } = currentPage();
  response.writeHead(503, {
    ...policy,
    "Content-Type": isHtml ? "text/html; charset=utf-8" : "application/problem+json",
    "Content-Length": body.length,
    "Retry-After": retryAfterSeconds(holding, at),
    "X-Status-Mode": holding.mode,
    "Cache-Control": `max-age=5, stale-if-error=${staleIfErrorSeconds(holding, at)}`,
    Vary: "Accept, Accept-Encoding",
    ...(coding === "identity" ? {} : { "Content-Encoding": coding }),
  });
  const said = request.method === "HEAD" ? "" : body;
  if (request.readableEnded) response.end(said);
  else endLater(request, response, said);
  return holding;
}

/**
 * What is still being sent is thrown away as it comes, for a while. The answer ends only then: a connection that is to
 * be closed after it would be cut while the other side still sends, and take the answer with it.
 */
function endLater(request: IncomingMessage, response: ServerResponse, said: Buffer | string): void {
  if (said) response.write(said);
  else response.flushHeaders();
  const timer = setTimeout(() => request.socket.destroy(), patienceMs);
  timer.unref();
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => {
    clearTimeout(timer);
    response.end();
  });
  request.resume();
}

const html = ["text/html", "application/xhtml+xml"];
const offered = ["application/problem+json", "application/json", ...html];

/** Only who names HTML gets it: what takes anything may be a program. */
function wantsHtml(request: IncomingMessage): boolean {
  return html.includes(new Negotiator(request).mediaTypes(offered)[0] ?? "");
}

function cache(): Cache {
  return remember("holding", () => ({ page: null, rendered: new Map() }));
}

/** Made once for each second and component: everybody comes at the same time. */
function renderedFor(name: string, draw: HoldingDocument): Rendered {
  const page = currentPage();
  const kept = cache();
  if (!isSame(kept.page, page)) Object.assign(kept, { page, rendered: new Map() });
  const facts = currentFacts()?.facts ?? null;
  const component = facts && holdingComponent(facts, name, page.at);
  const key = component?.id ?? "";
  const found = kept.rendered.get(key);
  if (found) return found;
  const made = render(deriveHolding(facts, page, component, page.at), page, draw);
  kept.rendered.set(key, made);
  return made;
}

function isSame(kept: PublicPage | null, page: PublicPage): boolean {
  if (kept === page) return true;
  const nothing = kept?.unknownBecause === "no_facts" && page.unknownBecause === "no_facts";
  return nothing && Math.floor(kept.at / 1000) === Math.floor(page.at / 1000);
}

function render(holding: Holding, page: PublicPage, draw: HoldingDocument): Rendered {
  const { siteUrl } = settings();
  const { html: document, style } = draw({ holding, page, statusUrl: `${siteUrl}/` });
  const styleHash = styleHashOf(style);
  return {
    holding,
    html: { identity: Buffer.from(document) },
    policy: securityHeaders("holding", { nonce: "", styleHash, secure: false, dev: false }),
    problem: { identity: Buffer.from(JSON.stringify(holdingProblem(holding, page, siteUrl))) },
  };
}
