import { componentStates, componentsAt, type Moment, momentAt } from "./component-state";
import type { Component, Facts, Id, Incident, Instant } from "./facts";
import type { Holding } from "./holding";
import { openOffline } from "./incident";
import { stateChanges } from "./page-state";
import type { PublicPage, PublicWindow } from "./public-page";
import { type ComponentStatus, worstStatus } from "./status";
import { announcementsUntil } from "./window";
import { uncoveredWork, type WindowPart, windowPartsOf } from "./window-state";

export type Found = Pick<Holding, "mode"> & Partial<Holding>;

/** The windows that run are the page's: facts too old to tell end none by themselves. */
export function holdingMoment(facts: Facts, page: PublicPage, now: Instant): Moment {
  const running = new Set(page.runningWindows.map(({ id }) => id));
  return { ...momentAt(facts, now), running: facts.maintenances.filter(({ id }) => running.has(id)) };
}

/** What explains it of exactly what was asked for, or that nothing does. */
export function foundIn(moment: Moment, asked: Component | null, page: PublicPage): Found {
  const parts = (component: Component) => windowPartsOf(moment.facts, component, moment.running, moment.at, true);
  const severity = severityOf(moment, asked);
  if (severity !== null) return outage(moment, asked, severity, page);
  const wanted = asked ? [asked] : componentsAt(moment.facts, moment.at);
  const down = wanted.map((component) => parts(component).filter(({ covered }) => covered === "down"));
  const isPlanned = page.mode !== "unknown" && down.length > 0 && down.every((covering) => covering.length > 0);
  if (isPlanned) return planned(down, page, firstChange(moment, wanted, page));
  const touched = asked ? parts(asked).length > 0 : moment.running.length > 0;
  return { mode: "unknown", work: touched ? "lesser" : "none", holdsUntil: firstChange(moment, wanted, page) };
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
function planned(down: readonly WindowPart[][], page: PublicPage, holdsUntil: Instant | null): Found {
  const ends = down.map((covering) => lastOf(covering, page)).filter((window) => window !== null);
  const last = ends.toSorted((a, b) => b.announcedEndAt - a.announcedEndAt)[0] ?? null;
  const first = ends.toSorted((a, b) => a.announcedEndAt - b.announcedEndAt)[0] ?? null;
  const late = ends.find((window) => window.runningLate) ?? null;
  const shown = late ?? last;
  return {
    mode: "maintenance",
    window: shown,
    notice: down.flat().some(({ notice }) => notice === "short") ? "short" : "full",
    until: shown?.announcedEndAt ?? null,
    late: late !== null,
    retryAt: late ? null : (first?.announcedEndAt ?? null),
    holdsUntil: late ? null : holdsUntil,
  };
}

/** The one that keeps the component down longest. */
function lastOf(covering: readonly WindowPart[], page: PublicPage): PublicWindow | null {
  const windows = page.runningWindows.filter(({ id }) => covering.some(({ window }) => window.id === id));
  return windows.toSorted((a, b) => b.announcedEndAt - a.announcedEndAt)[0] ?? null;
}

/** The first later moment at which what was ever announced of it begins, ends or is past its grace. */
function firstChange({ facts, at }: Moment, wanted: readonly Component[], page: PublicPage): Instant | null {
  const ids = new Set(wanted.map(({ id }) => id));
  const graceMs = facts.settings.graceMinutes * 60_000;
  const windows = new Set([...page.runningWindows, ...page.upcomingWindows].map(({ id }) => id));
  const changes = facts.maintenances
    .filter(({ id }) => windows.has(id))
    .flatMap((window) => announcementsUntil(window, at))
    .filter(({ components }) => components.some(({ componentId, effect }) => ids.has(componentId) && effect !== "none"))
    .flatMap(({ startAt, endAt }) => [startAt, endAt, endAt + graceMs])
    .filter((change) => change > at);
  return changes.length === 0 ? null : Math.min(...changes);
}
