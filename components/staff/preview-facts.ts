import type { Facts, Id, Incident, IncidentUpdate, Instant } from "@/domain/facts";
import { isOpen } from "@/domain/incident";
import { instantIn } from "@/domain/zone";
import { type ComposerFields, changedLine, changedStates, promisedFor, tomorrowMorning } from "./composer-fields";

const day = 24 * 60 * 60_000;

/** The facts that a preview needs: what is open, running or announced, and the last fortnight's component states. */
export function openFacts(facts: Facts, incidentId: Id | null, now: Instant): Facts {
  return {
    ...facts,
    page: { ...facts.page, logo: null },
    incidents: facts.incidents.filter((incident) => incident.id === incidentId || isOpen(incident, now)),
    maintenances: facts.maintenances.filter(
      ({ actualEnd, cancelled, incidentAt }) => actualEnd === null && cancelled === null && incidentAt === null,
    ),
    baseChanges: latestChanges(facts.baseChanges, now - 14 * day),
  };
}

function latestChanges(changes: Facts["baseChanges"], from: Instant): Facts["baseChanges"] {
  const before = new Map<Id, Facts["baseChanges"][number]>();
  for (const change of changes) {
    const last = before.get(change.componentId);
    if (change.happenedAt < from && (!last || change.happenedAt >= last.happenedAt))
      before.set(change.componentId, change);
  }
  return [...before.values(), ...changes.filter(({ happenedAt }) => happenedAt >= from)];
}

/** An incident that has not been told yet, for the preview of its first update. */
export function newIncident(name: string, now: Instant): Incident {
  return {
    id: "draft",
    name: name || "…",
    impactOverride: null,
    limitedDetail: false,
    createdAt: now,
    withdrawn: null,
    maintenanceId: null,
    updates: [],
    offline: [],
    redactions: [],
    changes: [],
  };
}

/** The facts as they will be once the draft is posted. */
export function factsWithDraft(facts: Facts, incident: Incident, fields: ComposerFields, now: Instant): Facts {
  const drafted = withDraft(incident, fields, facts.page.timeZone, now);
  const others = facts.incidents.filter(({ id }) => id !== incident.id);
  return { ...facts, incidents: [...others, drafted] };
}

function withDraft(incident: Incident, fields: ComposerFields, zone: string, now: Instant): Incident {
  const update = draftUpdate(fields, zone, now);
  const back = new Set(Object.keys(fields.back));
  const ended = incident.offline.map((interval) =>
    interval.to === null && back.has(interval.componentId)
      ? { ...interval, to: update.happenedAt, endPostedAt: now }
      : interval,
  );
  const taken = fields.offline.map((componentId) => ({
    id: `draft-${componentId}`,
    componentId,
    from: update.happenedAt,
    to: null,
    reason: fields.offlineReason || "…",
    postedAt: now,
    endPostedAt: null,
  }));
  return { ...incident, updates: [...incident.updates, update], offline: [...ended, ...taken] };
}

function draftUpdate(fields: ComposerFields, zone: string, now: Instant): IncidentUpdate {
  const backStates = Object.entries(fields.back).map(([componentId, status]) => ({ componentId, status }));
  return {
    id: "~draft",
    status: fields.status,
    body: fields.body.trim() || "…",
    effect: changedLine(fields.effect, fields.effectWas) ?? null,
    scope: changedLine(fields.scope, fields.scopeWas) ?? null,
    happenedAt: Math.min(now, localInstant(zone, fields.happenedAt) ?? now),
    postedAt: now,
    nextUpdateBy: nextUpdateBy(fields, zone, now),
    components: [...changedStates(fields), ...backStates],
    edits: [],
  };
}

function nextUpdateBy(fields: ComposerFields, zone: string, now: Instant): Instant | null {
  if (fields.status === "resolved") return null;
  const tomorrow = localInstant(zone, tomorrowMorning(zone, now)) ?? now;
  return promisedFor(fields.next, localInstant(zone, fields.nextAt), tomorrow, now) ?? null;
}

/** For the preview a repeated or skipped time is taken as the earlier; posting asks. */
function localInstant(zone: string, local: string): Instant | undefined {
  const found = instantIn(zone, local);
  return found.ok ? found.at : found.candidates[0];
}
