import type { Id } from "@/domain/facts";
import { holdingComponent } from "@/domain/holding";
import { missingBadge } from "@/messages/badge";
import { type V2Name, v2Names } from "@/messages/v2/documents";
import { pathOf, queryOf } from "../editions/asked";
import { settings } from "../settings";
import { currentFacts, currentPage } from "../snapshot";
import { type BadgeStyle, badgeStyles } from "./badge";
import { type FeedForm, feedForms } from "./feed";
import { missingProblem } from "./problems";
import { problem, type Said, saidOfBadge } from "./said";

/** What programs are given: printed like a page, but put together here, without Next. */
export type ProgramDocument = { kind: "program"; path: string; program: Program };

/** A component of null is the page as a whole. */
export type Program =
  | { is: "v2"; name: V2Name }
  | { is: "feed"; form: FeedForm; componentId: Id | null; path: string }
  | { is: "calendar" }
  | { is: "widget" }
  | { is: "badge"; form: "svg" | "json"; componentId: Id | null; style: BadgeStyle };

function made(path: string, program: Program): ProgramDocument {
  return { kind: "program", path, program };
}

function v2Document(name: V2Name): ProgramDocument {
  return made(`/api/v2/${name}.json`, { is: "v2", name });
}

/** What a post changes at once, and what says how the page is now. */
export const presentDocuments: ProgramDocument[] = [
  v2Document("summary"),
  v2Document("status"),
  made("/api/widget.json", { is: "widget" }),
];

/** All that have an address without a query: those of which copies are kept. */
export const programDocuments: ProgramDocument[] = [
  ...v2Names.map(v2Document),
  ...feedForms.map((form) => feedDocument("/history", form, null)),
  made("/api/widget.json", { is: "widget" }),
  made("/maintenance.ics", { is: "calendar" }),
  made("/history.ics", { is: "calendar" }),
  made("/badge.svg", { is: "badge", form: "svg", componentId: null, style: "flat" }),
  made("/badge.json", { is: "badge", form: "json", componentId: null, style: "flat" }),
];

const byPath = new Map(programDocuments.map((document) => [document.path, document]));

function feedDocument(path: string, form: FeedForm, componentId: Id | null): ProgramDocument {
  return made(`${path}.${form}`, { is: "feed", form, componentId, path });
}

/**
 * The document at an address, or at once what is said where there is none; null where something else of Candor may be.
 * Only components that are there have documents, so that strangers' addresses cost nothing.
 */
export function programAt(url: string): ProgramDocument | Said | null {
  const path = pathOf(url);
  const known = byPath.get(path);
  if (known?.program.is === "badge") return badgeAt(path, known.program.form, queryOf(url));
  if (known) return known;
  if (/^\/api\/v2(?:\/|$)/.test(path)) return problem(missingProblem(settings().siteUrl));
  const [, slug = "", form] = /^\/components\/([^/]+)\/history\.(atom|rss|json)$/.exec(path) ?? [];
  const component = form ? componentNamed(slug) : null;
  return component ? feedDocument(`/components/${component.slug}/history`, form as FeedForm, component.id) : null;
}

function badgeAt(path: string, form: "svg" | "json", query: URLSearchParams): ProgramDocument | Said {
  const style = badgeStyles.find((each) => each === query.get("style")) ?? "flat";
  const name = query.get("component");
  const component = name === null ? null : componentNamed(name);
  if (name !== null && !component && currentFacts()) return saidOfBadge(missingBadge(), { form, style, status: 404 });
  const key = `${path}?component=${component?.id ?? ""}&style=${style}`;
  const isPlain = !component && style === "flat";
  return made(isPlain ? path : key, { is: "badge", form, componentId: component?.id ?? null, style });
}

function componentNamed(name: string) {
  const facts = currentFacts()?.facts;
  return facts ? holdingComponent(facts, name, currentPage().at) : null;
}
