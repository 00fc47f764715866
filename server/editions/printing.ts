import { copyOf } from "@/domain/copy";
import type { Mark } from "@/domain/mark";
import type { PublicIncident, PublicPage, PublicWindow } from "@/domain/public-page";
import { securityHeaders, styleHashOf } from "../headers";
import { findPublicIncident, findPublicWindow } from "../records";
import { settings } from "../settings";
import { currentPage, currentRevision } from "../snapshot";
import { buildId } from "./build-id";
import type { PageDocument } from "./document";
import { type Edition, editionOf } from "./edition";
import { fingerprintOf } from "./fingerprint";
import { galleyOf } from "./galley";
import { pressed, type Sheet } from "./press";
import type { PrintJob } from "./print-job";

/** A document's words at a moment, before they are printed. */
export type Manuscript = {
  document: PageDocument;
  page: PublicPage;
  record: PublicIncident | PublicWindow | null;
  fingerprint: string;
};

/** How a document is sent: fresh ones may be kept by caches for seconds, and shown when Candor fails. */
const cached = "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=3600";
const cachedShortly = "public, max-age=0, s-maxage=5";

/** What a document says now. Rejects when only the database could tell, and it isn't there. */
export async function manuscriptOf(document: PageDocument): Promise<Manuscript> {
  const page = currentPage();
  const record = await recordOf(document, page);
  return { document, page, record, fingerprint: fingerprintOf(document, page, record) };
}

async function recordOf(document: PageDocument, { at }: PublicPage): Promise<Manuscript["record"]> {
  if (document.kind !== "incident" && document.kind !== "maintenance") return null;
  const find = document.kind === "incident" ? findPublicIncident : findPublicWindow;
  const found = await find(document.id, at);
  if (!found) throw new Error(`There is no ${document.kind} ${document.id}`);
  return found;
}

/** Prints it for the front. Rejects when Next gives nothing that may be printed. */
export async function printed(manuscript: Manuscript): Promise<Edition> {
  const { document, fingerprint } = manuscript;
  const job = jobOf(manuscript);
  const { html, style } = await galleyOf((await sheetFor(document, job)).body, { mark: job.mark });
  const styleHash = styleHashOf(style);
  return editionOf({
    status: statusOf(document),
    type: "text/html; charset=utf-8",
    text: html,
    fingerprint,
    headers: {
      ...securityHeaders("printed", { nonce: "", secure: isSecure(), dev: false, styleHash }),
      ...cachingOf(manuscript),
    },
  });
}

/** Prints it as it is read when Candor is not there: with its age, and without a claim about the present. */
export async function printedCopy(manuscript: Manuscript): Promise<string> {
  const job = jobOf({ ...manuscript, page: copyOf(manuscript.page) });
  const policy = (style: string) =>
    securityHeaders("copy", { nonce: "", secure: false, dev: false, styleHash: styleHashOf(style) })[
      "Content-Security-Policy"
    ] ?? "";
  return (await galleyOf((await sheetFor(manuscript.document, job)).body, { mark: job.mark, policy })).html;
}

function jobOf({ page, record, fingerprint }: Manuscript): PrintJob {
  const mark: Mark = { revision: currentRevision()?.revision ?? 0, fingerprint, build: buildId() };
  return { page, record, mark };
}

const asked: Record<PageDocument["kind"], number> = {
  page: 200,
  incident: 200,
  maintenance: 200,
  missing: 404,
  unreadable: 200,
};

async function sheetFor(document: PageDocument, job: PrintJob): Promise<Sheet> {
  const sheet = await pressed(document.path, job);
  if (sheet.status !== asked[document.kind]) throw new Error(`Next answered ${sheet.status} for ${document.path}`);
  return sheet;
}

function statusOf({ kind }: PageDocument): number {
  return kind === "unreadable" ? 503 : asked[kind];
}

/** What nobody can tell holds for this moment only. */
function cachingOf({ document, page }: Manuscript): Record<string, string> {
  if (document.kind === "unreadable") return { "Cache-Control": "no-store", "Retry-After": "10" };
  if (page.mode === "unknown") return { "Cache-Control": "no-store" };
  return { "Cache-Control": document.kind === "missing" ? cachedShortly : cached };
}

function isSecure(): boolean {
  return settings().siteUrl.startsWith("https://");
}
