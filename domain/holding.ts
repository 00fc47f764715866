import { componentStates, componentsAt, type Moment, momentAt } from "./component-state";
import type { Component, Facts, Id, Incident, Instant, OfflineInterval } from "./facts";
import { openOffline } from "./incident";
import { stateChanges } from "./page-state";
import type { PublicIncident, PublicPage, PublicWindow } from "./public-page";
import { type ComponentStatus, isWorse, worstStatus } from "./status";
import { uncoveredWork, type WindowPart, windowPartsOf } from "./window-state";

export const holdingModes = ["outage", "maintenance", "unknown"] as const;
export type HoldingMode = (typeof holdingModes)[number];

/** What the product's visitors are told while it is not there. */
export type Holding = {
  at: Instant;
  mode: HoldingMode;
  /** What was asked for; null where it is the product as a whole. */
  component: { id: Id; name: string } | null;
  /** How bad an outage is; null in the other modes. */
  severity: "partial_outage" | "major_outage" | null;
  /** Start of the present outage. */
  since: Instant | null;
  /** The open incident that says so of exactly this. */
  incident: PublicIncident | null;
  /** What staff took offline on purpose. */
  offline: Pick<OfflineInterval, "reason"> | null;
  /** The window that announced it; in an outage, the work that nobody announced in time. */
  window: PublicWindow | null;
  notice: "full" | "short" | null;
  /** The announced end of the last window. */
  until: Instant | null;
  late: boolean;
  /** In the mode `unknown`: whether work is under way that was not to have this effect, or nobody can tell. */
  work: "none" | "lesser" | "not_known";
  /** What else is open or running; it explains nothing here. */
  also: HoldingAlso[];
  /** When asking again is worth it; null where nobody promised anything. */
  retryAt: Instant | null;
  /** Until when a copy of a window's page stays true. */
  holdsUntil: Instant | null;
};

export type HoldingAlso =
  | { kind: "incident"; incident: PublicIncident }
  | { kind: "work"; window: PublicWindow }
  | { kind: "state"; name: string; status: ComponentStatus };

type Found = Pick<Holding, "mode"> & Partial<Holding>;

/** The component that an address names by its id or slug; null when the page has none of that name. */
export function holdingComponent(facts: Facts, name: string, now: Instant): Component | null {
  const wanted = name.toLowerCase();
  const there = componentsAt(facts, now);
  return there.find(({ id }) => id === wanted) ?? there.find(({ slug }) => slug === wanted) ?? null;
}

/**
 * What the visitors of one component, or of the whole product, are told at `now`. Only what says it of exactly this
 * explains it: `page` is what the world sees at the same moment.
 */
export function deriveHolding(
  facts: Facts | null,
  page: PublicPage,
  component: Pick<Component, "id"> | null,
  now: Instant,
): Holding {
  const asked = (facts && component && componentsAt(facts, now).find(({ id }) => id === component.id)) ?? null;
  const found = facts === null || page.mode === "unknown" ? notKnown : foundIn(momentOf(facts, page, now), asked, page);
  const told: Holding = { ...nothing, ...found, at: now, component: asked && { id: asked.id, name: asked.name } };
  return { ...told, also: facts === null || page.mode === "unknown" ? [] : alsoPosted(page, told) };
}

const nothing: Omit<Holding, "at" | "component" | "mode"> = {
  severity: null,
  since: null,
  incident: null,
  offline: null,
  window: null,
  notice: null,
  until: null,
  late: false,
  work: "none",
  also: [],
  retryAt: null,
  holdsUntil: null,
};

const notKnown: Found = { mode: "unknown", work: "not_known" };

/** The windows that run are the page's: facts too old to tell end none by themselves. */
function momentOf(facts: Facts, page: PublicPage, now: Instant): Moment {
  const running = new Set(page.runningWindows.map(({ id }) => id));
  return { ...momentAt(facts, now), running: facts.maintenances.filter(({ id }) => running.has(id)) };
}

function foundIn(moment: Moment, asked: Component | null, page: PublicPage): Found {
  const parts = (component: Component) => windowPartsOf(moment.facts, component, moment.running, moment.at, true);
  const severity = severityOf(moment, asked);
  if (severity !== null) return outage(moment, asked, severity, page);
  const wanted = asked ? [asked] : componentsAt(moment.facts, moment.at);
  const down = wanted.map((component) => parts(component).filter(({ covered }) => covered === "down"));
  if (down.length > 0 && down.every((covering) => covering.length > 0)) return planned(down, page);
  const touched = asked ? parts(asked).length > 0 : moment.running.length > 0;
  return { mode: "unknown", work: touched ? "lesser" : "none" };
}

/** How bad an outage is told of it; null when none is. Of the whole product: of some component. */
function severityOf(moment: Moment, asked: Component | null): Holding["severity"] {
  if (!asked) return outageOf(worstStatus(componentStates(moment).map(({ trouble }) => trouble)));
  const parts = windowPartsOf(moment.facts, asked, moment.running, moment.at, true);
  return outageOf(worstStatus([moment.told.get(asked.id)?.worst ?? "operational", uncoveredWork(parts)]));
}

function outageOf(status: ComponentStatus): Holding["severity"] {
  return status === "major_outage" || status === "partial_outage" ? status : null;
}

function outage(moment: Moment, asked: Component | null, severity: Holding["severity"], page: PublicPage): Found {
  const explaining = [...moment.open.keys()].filter((incident) => saysSo(moment, incident, asked));
  const incident = page.openIncidents.find(({ id }) => explaining.some((each) => each.id === id)) ?? null;
  const { facts, at } = moment;
  const own = facts.incidents.find(({ id }) => id === incident?.id);
  const offline = own && asked && openOffline(own, at).find(({ componentId }) => componentId === asked.id);
  const retryAt = incident?.nextUpdate && incident.nextUpdate.by > at ? incident.nextUpdate.by : null;
  return {
    mode: "outage",
    severity,
    incident,
    offline: offline ? { reason: offline.reason } : null,
    window: incident === null ? uncoveredWindow(moment, asked, page) : null,
    since: outageSince(moment, asked, explaining),
    retryAt,
  };
}

function saysSo({ open }: Moment, incident: Incident, asked: Component | null): boolean {
  const { claims, offline } = open.get(incident) ?? { claims: new Map<Id, ComponentStatus>(), offline: new Set<Id>() };
  if (asked) return offline.has(asked.id) || outageOf(claims.get(asked.id) ?? "operational") !== null;
  return offline.size > 0 || outageOf(worstStatus(claims.values())) !== null;
}

function uncoveredWindow(moment: Moment, asked: Component | null, page: PublicPage): PublicWindow | null {
  const wanted = asked ? [asked] : componentsAt(moment.facts, moment.at);
  const beyond = wanted
    .flatMap((component) => windowPartsOf(moment.facts, component, moment.running, moment.at, true))
    .filter((part) => outageOf(uncoveredWork([part])) !== null)
    .map(({ window }) => window.id);
  return page.runningWindows.find(({ id }) => beyond.includes(id)) ?? null;
}

/** Of an incident of limited detail the world learns no time before its first post. */
function outageSince({ facts, at }: Moment, asked: Component | null, explaining: readonly Incident[]): Instant {
  let since = at;
  const changes = new Set(stateChanges(facts).filter((change) => change <= at));
  for (const change of [...changes].sort((a, b) => b - a)) {
    if (severityOf(momentAt(facts, change), asked) === null) break;
    since = change;
  }
  if (explaining.length === 0 || !explaining.every(({ limitedDetail }) => limitedDetail)) return since;
  return Math.max(since, Math.min(...explaining.map(({ createdAt }) => createdAt)));
}

/** `down`: for each component that was asked for, the windows that announced that it is down. */
function planned(down: readonly WindowPart[][], page: PublicPage): Found {
  const ends = down.map((covering) => lastOf(covering, page)).filter((window) => window !== null);
  const last = ends.toSorted((a, b) => b.announcedEndAt - a.announcedEndAt)[0] ?? null;
  const first = ends.toSorted((a, b) => a.announcedEndAt - b.announcedEndAt)[0] ?? null;
  const late = ends.find((window) => window.runningLate) ?? null;
  const ended = { retryAt: null, holdsUntil: null };
  const end = first && { retryAt: first.announcedEndAt, holdsUntil: first.announcedEndAt };
  const shown = late ?? last;
  return {
    mode: "maintenance",
    window: shown,
    notice: down.flat().some(({ notice }) => notice === "short") ? "short" : "full",
    until: shown?.announcedEndAt ?? null,
    late: late !== null,
    ...(late ? ended : (end ?? ended)),
  };
}

/** The one that keeps the component down longest. */
function lastOf(covering: readonly WindowPart[], page: PublicPage): PublicWindow | null {
  const windows = page.runningWindows.filter(({ id }) => covering.some(({ window }) => window.id === id));
  return windows.toSorted((a, b) => b.announcedEndAt - a.announcedEndAt)[0] ?? null;
}

function alsoPosted(page: PublicPage, told: Holding): HoldingAlso[] {
  const incidents = page.openIncidents.filter(({ id }) => id !== told.incident?.id);
  const windows = page.runningWindows.filter(({ id }) => id !== told.window?.id);
  return [
    ...incidents.map((incident) => ({ kind: "incident" as const, incident })),
    ...statesAlone(page, told),
    ...windows.map((window) => ({ kind: "work" as const, window })),
  ];
}

/** States set outside incidents, where neither an incident nor work speaks of the component. */
function statesAlone({ groups, runningWindows }: PublicPage, told: Holding): HoldingAlso[] {
  if (told.mode === "outage") return [];
  const worked = new Set(runningWindows.flatMap(({ components }) => components.map(({ id }) => id)));
  return groups
    .flatMap(({ components }) => components)
    .filter(
      ({ id, status, inOpenIncident }) => isWorse(status, "under_maintenance") && !inOpenIncident && !worked.has(id),
    )
    .map(({ name, status }) => ({ kind: "state" as const, name, status }));
}

/** Whole seconds from `now` to when asking again is worth it, at least 1. */
export function retryAfterSeconds({ retryAt }: Holding, now: Instant): number {
  return retryAt === null || retryAt <= now ? 60 : Math.max(1, Math.ceil((retryAt - now) / 1000));
}

/** For how many seconds a copy may be shown when Candor itself can't be asked. */
export function staleIfErrorSeconds({ mode, holdsUntil }: Holding, now: Instant): number {
  if (mode === "outage") return 3600;
  if (mode === "unknown") return 600;
  return holdsUntil === null ? 0 : Math.max(0, Math.floor((holdsUntil - now) / 1000));
}
