import { copyOf } from "@/domain/copy";
import { pageIdOf } from "@/domain/derived-id";
import { defaultSettings, type Facts } from "@/domain/facts";
import { toldFacts } from "@/domain/page";
import type { PublicPage } from "@/domain/public-page";
import { badgeOf } from "@/messages/badge";
import { historyOf } from "@/messages/history";
import { pageOf, type V2Name, v2Document } from "@/messages/v2/documents";
import { type Site, type Source, sourceOf } from "@/messages/v2/source";
import { type WidgetDocument, widgetDocument } from "@/messages/widget";
import { words } from "@/messages/words";
import { settings } from "../settings";
import { currentFacts, currentRevision } from "../snapshot";
import { calendarText } from "./calendar";
import type { Program, ProgramDocument } from "./documents";
import { feedText, feedTypes } from "./feed";
import { plainText } from "./feed-content";
import { listedFacts } from "./newest-records";
import { lastKnownProblem, unknownProblem } from "./problems";
import { jsonType, problem, type Said, saidOfBadge } from "./said";

/** What a document says now. */
export function saidNow({ program }: ProgramDocument, page: PublicPage): Promise<Said> {
  return saidOf(program, page);
}

/** What it says when nobody is there to say anything newer. */
export async function saidInCopy({ program }: ProgramDocument, page: PublicPage): Promise<Said> {
  if (program.is === "widget") return saidOf(program, copyOf(at(page, minuteMs)));
  if (program.is !== "v2" || !isOfThePresent(program.name)) return saidOf(program, copyOf(page));
  const { siteUrl } = settings();
  const printedEvery = isStatus(program.name) ? minuteMs : hourMs;
  return problem(lastKnownProblem(copyOf(at(page, printedEvery)), siteUrl));
}

function at(page: PublicPage, everyMs: number): PublicPage {
  return { ...page, at: Math.floor(page.at / everyMs) * everyMs };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

async function saidOf(program: Program, page: PublicPage): Promise<Said> {
  switch (program.is) {
    case "v2":
      if (page.mode === "unknown" && isStatus(program.name)) return problem(unknownProblem(page, settings().siteUrl));
      return saidOfV2(program.name, await sourceFor(page, lists.includes(program.name)));
    case "feed":
      return saidOfFeed(program, await sourceFor(page, true));
    case "calendar":
      return {
        status: 200,
        type: "text/calendar; charset=utf-8",
        text: calendarText(await sourceFor(page, true)),
        isKnown: page.mode !== "unknown",
      };
    case "widget":
      return saidOfWidget(widgetDocument(await sourceFor(page, false), plainText));
    case "badge":
      return saidOfBadge(badgeOf(page, program.componentId), { ...program, status: 200 });
  }
}

export function saidOfV2(name: V2Name, source: Source): Said {
  const text = `${JSON.stringify(v2Document(name, source))}\n`;
  return { status: 200, type: jsonType, text, isKnown: source.page.mode !== "unknown" };
}

/** Who may read it sees how old an answer is: its bytes stay while nothing changes. */
function saidOfWidget(document: WidgetDocument): Said {
  const headers = { "Access-Control-Expose-Headers": "Age, Date, ETag" };
  return {
    status: 200,
    type: jsonType,
    text: `${JSON.stringify(document)}\n`,
    isKnown: document.mode !== "unknown",
    headers,
  };
}

function saidOfFeed({ form, componentId, path }: Extract<Program, { is: "feed" }>, source: Source): Said {
  const { name, timeZone, mode } = source.page;
  const t = words();
  const component = componentId === null ? null : source.nameOf(componentId);
  const entries = historyOf(source, componentId);
  const newest = [...entries].sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt))[0];
  const feed = {
    path,
    title: component === null ? t("feed.title", { name }) : t("feed.titleOfComponent", { name, component }),
    description: t("feed.description", { name: component ?? name }),
    author: name,
    url: source.site.url,
    timeZone,
    updatedAt: newest?.updatedAt ?? pageOf(source).updated_at,
    entries,
  };
  return { status: 200, type: feedTypes[form], text: feedText(feed, form), isKnown: mode !== "unknown" };
}

function isStatus(name: V2Name): boolean {
  return name === "summary" || name === "status";
}

const ofThePresent: readonly V2Name[] = ["components", "incidents/unresolved", "scheduled-maintenances/active"];

/** What a record can't answer: how things are now. */
function isOfThePresent(name: V2Name): boolean {
  return isStatus(name) || ofThePresent.includes(name);
}

const lists: readonly V2Name[] = ["incidents", "incidents/resolved", "scheduled-maintenances"];

async function sourceFor(page: PublicPage, isList: boolean): Promise<Source> {
  const current = currentFacts();
  const facts = (isList ? await listedFacts() : null) ?? current?.facts ?? noFacts(page);
  return sourceOf(toldFacts(facts, page.at, { factsAt: current?.knownAt ?? page.at }), page, site());
}

/** How programs know the page. */
export function site(): Site {
  return { pageId: pageIdOf(currentRevision()?.databaseId ?? ""), url: settings().siteUrl };
}

function noFacts({ name, timeZone, supportLink, accentColor, logo }: PublicPage): Facts {
  return {
    page: { name, timeZone, supportLink, accentColor, logo, setUpAt: null },
    settings: defaultSettings,
    groups: [],
    components: [],
    baseChanges: [],
    incidents: [],
    maintenances: [],
    notices: [],
  };
}
