import { componentsAt } from "./component-state";
import type { Component, Facts, Id, Instant, OfflineInterval } from "./facts";
import { type Found, foundIn, holdingMoment } from "./holding-found";
import type { PublicIncident, PublicPage, PublicWindow } from "./public-page";
import { type ComponentStatus, isWorse } from "./status";

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
  /** Until when a copy of the page stays true of announced work; null where none is in view, or it is an outage. */
  holdsUntil: Instant | null;
};

export type HoldingAlso =
  | { kind: "incident"; incident: PublicIncident }
  | { kind: "work"; window: PublicWindow }
  | { kind: "state"; name: string; status: ComponentStatus };

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
  const found = facts === null ? notKnown : foundIn(holdingMoment(facts, page, now), asked, page);
  const told: Holding = { ...nothing, ...found, at: now, component: asked && { id: asked.id, name: asked.name } };
  return { ...told, also: facts === null ? [] : alsoPosted(page, told) };
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
  const held = holdsUntil === null ? null : Math.max(0, Math.floor((holdsUntil - now) / 1000));
  // It says that no work was announced for this time, which is so until some begins.
  return mode === "unknown" ? Math.min(600, held ?? 600) : (held ?? 0);
}
