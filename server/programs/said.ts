import { createHash } from "node:crypto";
import { copyOf } from "@/domain/copy";
import { pageIdOf } from "@/domain/derived-id";
import type { Facts } from "@/domain/facts";
import { toldFacts } from "@/domain/page";
import type { PublicPage } from "@/domain/public-page";
import { type V2Name, v2Document } from "@/messages/v2/documents";
import { type Site, type Source, sourceOf } from "@/messages/v2/source";
import { settings } from "../settings";
import { currentFacts, currentRevision } from "../snapshot";
import type { Program, ProgramDocument } from "./documents";
import { listedFacts } from "./newest-records";
import { lastKnownProblem, unknownProblem } from "./problems";

/** What a document says, and how it is sent. */
export type Said = {
  status: number;
  type: string;
  text: string;
  /** Whether it may be kept for a moment: what nobody knows is for this moment only. */
  isKnown: boolean;
  headers?: Record<string, string>;
};

const json = "application/json; charset=utf-8";
export const problemType = "application/problem+json";

/** What it says now. */
export async function saidNow({ program }: ProgramDocument, page: PublicPage): Promise<Said> {
  return saidOf(program, page);
}

/** What it says when nobody is there to say anything newer. */
export async function saidInCopy({ program }: ProgramDocument, page: PublicPage): Promise<Said> {
  const copy = copyOf(page);
  if (isOfThePresent(program.name)) return problem(lastKnownProblem(copy, settings().siteUrl));
  return saidOf(program, copy);
}

/** Equal ones are the same text. 16 hexadecimal digits. */
export function fingerprintOfSaid({ status, text }: Said): string {
  return createHash("sha256").update(`${status} ${text}`).digest("hex").slice(0, 16);
}

async function saidOf(program: Program, page: PublicPage): Promise<Said> {
  if (page.mode === "unknown" && isStatus(program.name)) return problem(unknownProblem(page, settings().siteUrl));
  return saidOfV2(program.name, await sourceFor(program.name, page));
}

export function saidOfV2(name: V2Name, source: Source): Said {
  const text = `${JSON.stringify(v2Document(name, source))}\n`;
  return { status: 200, type: json, text, isKnown: source.page.mode !== "unknown" };
}

export function problem<T extends { status: number }>(told: T, headers: Record<string, string> = {}): Said {
  return { headers, status: told.status, type: problemType, text: `${JSON.stringify(told)}\n`, isKnown: false };
}

export function isStatus(name: V2Name): boolean {
  return name === "summary" || name === "status";
}

/** What a record can't answer: how things are now. */
export function isOfThePresent(name: V2Name): boolean {
  return (
    isStatus(name) ||
    name === "components" ||
    name === "incidents/unresolved" ||
    name === "scheduled-maintenances/active"
  );
}

const lists: readonly V2Name[] = ["incidents", "incidents/resolved", "scheduled-maintenances"];

async function sourceFor(name: V2Name, page: PublicPage): Promise<Source> {
  const current = currentFacts();
  const facts = (lists.includes(name) ? await listedFacts() : null) ?? current?.facts ?? noFacts(page);
  return sourceOf(toldFacts(facts, page.at, { factsAt: current?.knownAt ?? page.at }), page, site());
}

/** How programs know the page. */
export function site(): Site {
  return { pageId: pageIdOf(currentRevision()?.databaseId ?? ""), url: settings().siteUrl };
}

function noFacts({ name, timeZone, supportLink, accentColor, logo }: PublicPage): Facts {
  return {
    page: { name, timeZone, supportLink, accentColor, logo, setUpAt: null },
    settings: { noticeMinutes: 0, shortNoticeMinutes: 0, graceMinutes: 0 },
    groups: [],
    components: [],
    baseChanges: [],
    incidents: [],
    maintenances: [],
    notices: [],
  };
}
