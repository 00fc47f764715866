import type { Component, Facts, Id, Incident, Instant, Maintenance } from "./facts";
import { claimsOf, isOpen, openOffline } from "./incident";
import { type ComponentStatus, type ExpectedEffect, isWorse, statusOfEffect, worstStatus } from "./status";
import { baseStatus } from "./told";
import { coveredEffect, runningWindows, uncoveredWork, type WindowPart, windowPartsOf } from "./window-state";

export type ComponentState = {
  component: Component;
  /** What customers are shown. */
  shown: ComponentStatus;
  /** The part of it that no running window announced; `operational` when there is none. */
  trouble: ComponentStatus;
  takenOffline: boolean;
  /** The worst that running windows cover of it. */
  covered: ExpectedEffect;
  /** How the worst that they cover was announced; null when nothing is covered. */
  notice: "full" | "short" | null;
  /** Whether any of the work on it was announced at short notice only. */
  shortNotice: boolean;
};

/** What is open at a moment, found once for all components. */
export type Moment = {
  facts: Facts;
  at: Instant;
  open: Map<Incident, OpenIncident>;
  /** What open incidents say of each component, offline on purpose among it. */
  told: Map<Id, { worst: ComponentStatus; takenOffline: boolean }>;
  running: Maintenance[];
  /** Whether a late window still covers until its grace is over: yes for the page, no for uptime. */
  grace: boolean;
};

export type OpenIncident = { claims: Map<Id, ComponentStatus>; offline: Set<Id> };

export function momentAt(facts: Facts, at: Instant, grace = true): Moment {
  const open = new Map<Incident, OpenIncident>();
  for (const incident of facts.incidents) {
    if (!isOpen(incident, at)) continue;
    const offline = new Set(openOffline(incident, at).map(({ componentId }) => componentId));
    open.set(incident, { claims: claimsOf(incident, at), offline });
  }
  return { facts, at, open, told: toldBy(open.values()), running: runningWindows(facts, at), grace };
}

function toldBy(open: Iterable<OpenIncident>): Moment["told"] {
  const told: Moment["told"] = new Map();
  for (const { claims, offline } of open) {
    for (const [id, status] of claims) {
      const before = told.get(id);
      told.set(id, {
        worst: worstStatus([status, before?.worst ?? "operational"]),
        takenOffline: !!before?.takenOffline,
      });
    }
    for (const id of offline) told.set(id, { worst: "major_outage", takenOffline: true });
  }
  return told;
}

/**
 * Shown = the worst of base, open claims, offline on purpose and uncovered work;
 * else `under_maintenance` where a running window with effect covers it; else operational.
 */
export function componentState(moment: Moment, component: Component): ComponentState {
  const { facts, at } = moment;
  const { worst: claimed, takenOffline } = moment.told.get(component.id) ?? {
    worst: "operational",
    takenOffline: false,
  };
  const parts = windowPartsOf(facts, component, moment.running, at, moment.grace);
  const covered = coveredEffect(parts);
  const base = baseStatus(facts, component.id, at);
  const told = worstStatus([claimed, uncoveredWork(parts)]);
  const baseIsExpected = !isWorse(base, statusOfEffect(covered));
  const worst = worstStatus([told, base]);
  return {
    component,
    shown: worst === "operational" && covered !== "none" ? "under_maintenance" : worst,
    trouble: baseIsExpected ? told : worst,
    takenOffline,
    covered,
    notice: noticeOfWorst(parts, covered),
    shortNotice: parts.some(({ notice }) => notice === "short"),
  };
}

function noticeOfWorst(parts: readonly WindowPart[], worst: ExpectedEffect): ComponentState["notice"] {
  const notices = parts.filter(({ covered }) => covered === worst).map(({ notice }) => notice);
  return notices.includes("full") ? "full" : notices.includes("short") ? "short" : null;
}

/** Components that the page has at a moment, in the page's order. */
export function componentsAt(facts: Facts, at: Instant): Component[] {
  const groupPosition = new Map(facts.groups.map(({ id, position }) => [id, position]));
  const order = ({ groupId }: Component) => (groupId === null ? -1 : (groupPosition.get(groupId) ?? -1));
  return facts.components
    .filter(({ startAt, archivedAt }) => startAt <= at && (archivedAt === null || at < archivedAt))
    .sort((a, b) => order(a) - order(b) || a.position - b.position || (a.id < b.id ? -1 : 1));
}

export function componentStates(moment: Moment): ComponentState[] {
  return componentsAt(moment.facts, moment.at).map((component) => componentState(moment, component));
}

/** What customers are shown of a component at a moment. */
export function componentStatusAt(facts: Facts, componentId: Id, at: Instant): ComponentStatus {
  const component = facts.components.find(({ id }) => id === componentId);
  return component ? componentState(momentAt(facts, at), component).shown : "operational";
}

export type Return = {
  componentId: Id;
  name: string;
  status: ComponentStatus;
  because: "other_incident" | "window" | "base" | "operational";
};

/** What each component of an incident is shown as once that incident is resolved. */
export function returnsTo(facts: Facts, incidentId: Id, now: Instant): Return[] {
  const resolving = facts.incidents.find(({ id }) => id === incidentId);
  const { claims, offline } = (resolving && momentAt(facts, now).open.get(resolving)) ?? {};
  if (!claims || !offline) return [];
  const after = momentAt({ ...facts, incidents: facts.incidents.filter((incident) => incident !== resolving) }, now);
  const touched = new Set([...claims.keys(), ...offline]);
  return facts.components
    .filter(({ id }) => touched.has(id))
    .map((component) => {
      const { shown } = componentState(after, component);
      return {
        componentId: component.id,
        name: component.name,
        status: shown,
        because: reason(after, component, shown),
      };
    });
}

function reason(after: Moment, component: Component, shown: ComponentStatus): Return["because"] {
  if (shown === "operational") return "operational";
  if (after.told.get(component.id)?.worst === shown) return "other_incident";
  return baseStatus(after.facts, component.id, after.at) === shown ? "base" : "window";
}
