import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { PublicPage } from "@/domain/public-page";
import { answerEdition } from "./editions/answer";
import { isRead, pathOf, queryOf } from "./editions/asked";
import { type Edition, editionOf } from "./editions/edition";
import { securityHeaders, styleHashOf } from "./headers";
import { log } from "./log";
import { remember } from "./remember";
import { settings } from "./settings";
import { currentPage, currentRevision } from "./snapshot";
import { chosenStatusEmbed, type StatusEmbed } from "./status-embed";
import { widgetScript } from "./widget-script";

type Drawn = { html: string; style: string };
type Site = { url: string; integrity: string };

/** Makes the documents; given by the start, since pages are drawn elsewhere. */
export type EmbedDocuments = {
  page: (page: PublicPage, query: URLSearchParams, site: Site) => Drawn;
  frame: (name: string, look: StatusEmbed | null) => Drawn;
};

type Kept = { of: string; look: StatusEmbed | null; frame: Edition | null };

/** What one address may ask for in so many seconds: each page is drawn for who asks. */
const share = 60;
const perSeconds = 10;
const longestQuery = 2_000;

function kept(): { pages: LRUCache<string, Edition>; limiter: RateLimiterMemory; frame: Kept } {
  return remember("embed", () => ({
    pages: new LRUCache({ max: 50 }),
    limiter: new RateLimiterMemory({ points: share, duration: perSeconds }),
    frame: { of: "", look: null, frame: null },
  }));
}

/** Answers the page on which a snippet is made, and the frame for other sites; false when something else is asked for. */
export function answerEmbed(request: IncomingMessage, response: ServerResponse, draw: EmbedDocuments): boolean {
  const path = pathOf(request.url ?? "/").replace(/\/$/, "");
  if (path !== "/embed" && path !== "/embed/frame") return false;
  if (!isRead(request)) {
    response.writeHead(405, { Allow: "GET, HEAD", "Cache-Control": "no-store", "Content-Length": 0 }).end();
    return true;
  }
  const edition = path === "/embed" ? pageFor(request, draw) : frameNow(draw);
  edition.then(
    (each) => (each ? answerEdition(each, request, response) : tooMany(response)),
    (err) => {
      log().error({ err, path }, "A page for other sites could not be answered");
      response.writeHead(500, { "Cache-Control": "no-store" }).end();
    },
  );
  return true;
}

function tooMany(response: ServerResponse): void {
  response.writeHead(429, { "Cache-Control": "no-store", "Retry-After": perSeconds }).end();
}

async function pageFor({ url = "", headers }: IncomingMessage, draw: EmbedDocuments): Promise<Edition | null> {
  const page = currentPage();
  const query = queryOf(url.slice(0, longestQuery));
  query.sort();
  // The samples' times go by the minute.
  const key = `${revisionNow()} ${Math.floor(page.at / 60_000)} ${query}`;
  const known = kept().pages.get(key);
  if (known) return known;
  const isTooMuch = await kept()
    .limiter.consume(String(headers["x-candor-address"] ?? ""))
    .then(
      () => false,
      () => true,
    );
  if (isTooMuch) return null;
  const { siteUrl } = settings();
  const drawn = draw.page(page, query, { url: siteUrl, integrity: widgetScript().integrity });
  const edition = await packed(drawn, "printed", "private, max-age=0");
  kept().pages.set(key, edition);
  return edition;
}

function revisionNow(): string {
  const revision = currentRevision();
  return `${revision?.databaseId} ${revision?.revision}`;
}

/** Read once for each revision; while the database is away it looks as before. */
async function frameNow(draw: EmbedDocuments): Promise<Edition> {
  const { frame } = kept();
  const of = `${revisionNow()} ${currentPage().name}`;
  if (frame.of === of && frame.frame) return frame.frame;
  const read = await chosenStatusEmbed().catch(() => undefined);
  const look = read === undefined ? frame.look : read;
  const drawn = draw.frame(currentPage().name, look);
  const edition = await packed(drawn, "embed", "public, max-age=300, stale-while-revalidate=3600");
  kept().frame = { of: read === undefined ? "" : of, look, frame: edition };
  return edition;
}

function packed({ html, style }: Drawn, surface: "printed" | "embed", cached: string): Promise<Edition> {
  const circumstances = { nonce: "", secure: settings().siteUrl.startsWith("https://"), dev: false };
  const headers = securityHeaders(surface, { ...circumstances, styleHash: styleHashOf(style) });
  return editionOf({
    status: 200,
    type: "text/html; charset=utf-8",
    text: html,
    fingerprint: "",
    headers: { ...headers, "Cache-Control": cached },
  });
}
