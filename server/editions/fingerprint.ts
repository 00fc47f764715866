import { createHash } from "node:crypto";
import type { PublicIncident, PublicPage, PublicWindow } from "@/domain/public-page";
import { dayOf } from "@/messages/clock";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";
import { buildId } from "./build-id";
import type { PageDocument } from "./document";

const lang = "en";

/**
 * A hash of all that a document's words follow from, but for the minute in which it is printed: equal fingerprints
 * are the same text. 16 hexadecimal digits.
 */
export function fingerprintOf(
  { kind }: PageDocument,
  page: PublicPage,
  record: PublicIncident | PublicWindow | null,
): string {
  // What is said of days changes at midnight, of whatever age the facts are.
  const day = dayOf(page.at, page);
  const slice = kind === "page" ? { ...page, at: 0, validUntil: 0 } : { record, frame: frameOf(page) };
  const told = JSON.stringify([buildId(), lang, kind, day, slice]);
  return createHash("sha256").update(told).digest("hex").slice(0, 16);
}

/** What a page about something else shows of the status. */
function frameOf(page: PublicPage) {
  const { name, timeZone, supportLink, accentColor, logo, staleSince, isCopy, mode, label } = page;
  const now = plain(answer(page));
  return { name, timeZone, supportLink, accentColor, logo, staleSince, isCopy, mode, label, now };
}
