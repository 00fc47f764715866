import { type Edition, editionOf } from "../editions/edition";
import { programHeaders } from "../headers";
import { settings } from "../settings";
import { fingerprintOfSaid, type Said } from "./said";

/** As pages are: caches may keep it for seconds, and show it when Candor fails. */
const cached = "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=3600";

/** Packed for sending. */
export function programEdition(said: Said): Promise<Edition> {
  const { status, type, text, isKnown } = said;
  const caching: Record<string, string> = isKnown ? { "Cache-Control": cached } : { "Cache-Control": "no-store" };
  if (status === 503) caching["Retry-After"] = "10";
  const headers = { ...programHeaders(settings().siteUrl.startsWith("https://")), ...caching, ...said.headers };
  return editionOf({ status, type, text, fingerprint: fingerprintOfSaid(said), headers });
}
