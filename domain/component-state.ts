import type { Component, Facts, Id, Incident, Instant, Maintenance } from "./facts";
import { claimsOf, isOpen, openOffline } from "./incident";
import { type ComponentStatus, type ExpectedEffect, isWorse, statusOfEffect, worstStatus } from "./status";
import { baseStatus, coveredEffect, runningWindows, uncoveredWork, windowPartsOf } from "./window-state";

export type ComponentState = {
  component: Component;
  /** What customers are shown. */
  shown: ComponentStatus;
  /** The part of it that no running window announced; `operational` when there is none. */
  trouble: ComponentStatus;
  takenOffline: boolean;
  /** The worst that running windows cover of it. */
  covered: ExpectedEffect;
  /** How the running windows that cover it were announced; null when none does. */
  notice: "full" | "short" | null;
};

/** What is open at a moment, found once for all components. */
export type Moment = {
  facts: Facts;
  at: Instant;
  open: { incident: Incident; claims: ReturnType<typeof claimsOf>; offline: Set<Id> }[];
  running: Maintenance[];
  /** Whether a late window still covers until its grace is over: yes for the page, no for uptime. */
  grace: boolean;
};

export function momentAt(facts: Facts, at: Instant, grace = true): Moment {
  const open = facts.incidents
    .filter((incident) => isOpen(incident, at))
    .map((incident) => ({
      incident,
      claims: claimsOf(incident, at),
      offline: new Set(openOffline(incident, at).map(({ componentId }) => componentId)),
    }));
  return { facts, at, open, running: runningWindows(facts, at), grace };
}

/**
 * Shown = the worst of base, open claims, offline on purpose and uncovered work;
 * else `under_maintenance` where a running window with effect covers it; else operational.
 */
export function componentState(moment: Moment, component: Component): ComponentState {
  const { facts, at } = moment;
  const claims = moment.open.flatMap(({ claims }) => claims.get(component.id) ?? []);
  const takenOffline = moment.open.some(({ offline }) => offline.has(component.id));
  const parts = windowPartsOf(facts, component, moment.running, at, moment.grace);
  const covered = coveredEffect(parts);
  const base = baseStatus(facts, component.id, at);
  const told = worstStatus([...claims, takenOffline ? "major_outage" : "operational", uncoveredWork(parts)]);
  const baseIsExpected = !isWorse(base, statusOfEffect(covered));
  const worst = worstStatus([told, base]);
  return {
    component,
    shown: worst === "operational" && covered !== "none" ? "under_maintenance" : worst,
    trouble: baseIsExpected ? told : worst,
    takenOffline,
    covered,
    notice: parts.some(({ notice }) => notice === "short")
      ? "short"
      : (parts.find(({ notice }) => notice)?.notice ?? null),
  };
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
  const all = momentAt(facts, now);
  const resolving = all.open.find(({ incident }) => incident.id === incidentId);
  if (!resolving) return [];
  const after: Moment = { ...all, open: all.open.filter((entry) => entry !== resolving) };
  const touched = new Set([...resolving.claims.keys(), ...resolving.offline]);
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
  const told = after.open.some(
    ({ claims, offline }) => claims.get(component.id) === shown || offline.has(component.id),
  );
  if (told) return "other_incident";
  return baseStatus(after.facts, component.id, after.at) === shown ? "base" : "window";
}
