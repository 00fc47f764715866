import { type Facts, type Id, type Incident, type Instant, orderUpdates } from "./facts";
import { claimsOf, openOffline } from "./incident";
import { type ComponentStatus, isWorse, worstStatus } from "./status";

/** What staff have told of a component outside windows: its base, what open incidents say, offline on purpose. */
export function toldStatus(facts: Facts, componentId: Id, at: Instant): ComponentStatus {
  const told: ComponentStatus[] = [baseStatus(facts, componentId, at)];
  for (const incident of incidentsOn(facts, componentId)) {
    const claim = claimsOf(incident, at).get(componentId);
    if (claim) told.push(claim);
    if (openOffline(incident, at).some((interval) => interval.componentId === componentId)) told.push("major_outage");
  }
  return worstStatus(told);
}

/** The last state set outside incidents by (happened, posted, id). */
export function baseStatus(facts: Facts, componentId: Id, at: Instant): ComponentStatus {
  let latest: Facts["baseChanges"][number] | null = null;
  for (const change of basesOf(facts, componentId)) if (change.happenedAt <= at) latest = change;
  return latest?.status ?? "operational";
}

const baseIndexes = new WeakMap<Facts["baseChanges"], Map<Id, Facts["baseChanges"]>>();

function basesOf(facts: Facts, componentId: Id): Facts["baseChanges"] {
  let index = baseIndexes.get(facts.baseChanges);
  if (!index) {
    index = new Map();
    for (const change of orderUpdates(facts.baseChanges)) {
      const changes = index.get(change.componentId);
      if (changes) changes.push(change);
      else index.set(change.componentId, [change]);
    }
    baseIndexes.set(facts.baseChanges, index);
  }
  return index.get(componentId) ?? [];
}

const incidentIndexes = new WeakMap<Facts["incidents"], Map<Id, Incident[]>>();

/** The incidents that ever say anything of a component. */
function incidentsOn({ incidents }: Facts, componentId: Id): Incident[] {
  let index = incidentIndexes.get(incidents);
  if (!index) {
    index = new Map();
    for (const incident of incidents) {
      const claims = incident.updates.flatMap(({ components }) => components);
      for (const id of new Set([...claims, ...incident.offline].map((each) => each.componentId))) {
        const others = index.get(id);
        if (others) others.push(incident);
        else index.set(id, [incident]);
      }
    }
    incidentIndexes.set(incidents, index);
  }
  return index.get(componentId) ?? [];
}

/** No trouble that was there before the work: at most marked as being worked on. */
function wasWell(facts: Facts, componentId: Id, at: Instant): boolean {
  return !isWorse(toldStatus(facts, componentId, at), "under_maintenance");
}

/** Whether the component was well at some moment of [from, until]. */
export function wellWithin(facts: Facts, componentId: Id, from: Instant, until: Instant): boolean {
  if (wasWell(facts, componentId, from)) return true;
  return changesOf(facts, componentId).some((at) => from < at && at <= until && wasWell(facts, componentId, at));
}

/** When what is told of a component last changed by `at`; null when it never did. */
export function toldChangedAt(facts: Facts, componentId: Id, at: Instant): Instant | null {
  const changes = changesOf(facts, componentId).filter((change) => change <= at);
  return changes.length === 0 ? null : Math.max(...changes);
}

/** Every instant at which what is told of a component may change. */
function changesOf(facts: Facts, componentId: Id): Instant[] {
  const changes = basesOf(facts, componentId).map(({ happenedAt }) => happenedAt);
  for (const incident of incidentsOn(facts, componentId)) {
    for (const { happenedAt } of incident.updates) changes.push(happenedAt);
    for (const { from, to } of incident.offline) changes.push(from, ...(to === null ? [] : [to]));
  }
  return changes;
}
