import type { Component, Facts, Id, Incident, IncidentUpdate, Instant, OfflineInterval } from "./facts";
import type { Impact } from "./status";
import { claimsIn, type UpdateDraft } from "./update";

/** A checked update with its words, ready to be stored. */
export type Draft = UpdateDraft & { body: string; effect: string | null; scope: string | null; reason: string };

/** A post that was taken while the database was away. */
export type Journalled = {
  /** The update's future id. */
  id: Id;
  incidentId: Id;
  /** What opens the incident; null where it is there already. */
  opens: { name: string; impactOverride: Impact | null; limitedDetail: boolean } | null;
  postedAt: Instant;
  draft: Draft;
};

/** The facts as they will be once these posts are filed, in their order; what is filed already is not laid on twice. */
export function withJournalled(facts: Facts, posts: readonly Journalled[]): Facts {
  return posts.reduce(laidOn, facts);
}

function laidOn(facts: Facts, post: Journalled): Facts {
  const before = facts.incidents.find(({ id }) => id === post.incidentId) ?? opened(post);
  if (!before || before.updates.some(({ id }) => id === post.id)) return facts;
  const incident = updated(before, post);
  const others = facts.incidents.filter(({ id }) => id !== incident.id);
  return {
    ...facts,
    incidents: [...others, incident],
    baseChanges: [...facts.baseChanges, ...basesOf(post)],
    components: facts.components.map((component) => startMoved(component, post.draft)),
  };
}

function opened({ incidentId, opens, postedAt }: Journalled): Incident | null {
  if (!opens) return null;
  const nothing = { withdrawn: null, maintenanceId: null, updates: [], offline: [], redactions: [], changes: [] };
  return { id: incidentId, ...opens, createdAt: postedAt, ...nothing };
}

function updated(incident: Incident, { id, postedAt, draft, opens }: Journalled): Incident {
  const { status, body, happenedAt, nextUpdateBy } = draft;
  // A first update that says nothing of a line leaves none.
  const line = (text: string | null) => (opens ? text || null : text);
  const update: IncidentUpdate = {
    id,
    status,
    body,
    effect: line(draft.effect),
    scope: line(draft.scope),
    happenedAt,
    postedAt,
    nextUpdateBy,
    components: claimsIn(draft),
    edits: [],
  };
  return { ...incident, updates: [...incident.updates, update], offline: offlineAfter(incident, id, draft, postedAt) };
}

function offlineAfter({ offline }: Incident, id: Id, draft: Draft, postedAt: Instant): OfflineInterval[] {
  const back = new Set(draft.backOnline.map(({ componentId }) => componentId));
  const kept = offline.map((interval) =>
    interval.to === null && back.has(interval.componentId)
      ? { ...interval, to: draft.happenedAt, endPostedAt: postedAt }
      : interval,
  );
  const taken = draft.takeOffline.map((componentId) => ({
    id: `${id}${componentId}`,
    componentId,
    from: draft.happenedAt,
    to: null,
    reason: draft.reason,
    postedAt,
    endPostedAt: null,
  }));
  return [...kept, ...taken];
}

/** A state that is sent with `resolved` outlives the incident. */
function basesOf({ id, draft, postedAt }: Journalled): Facts["baseChanges"] {
  if (draft.status !== "resolved") return [];
  return claimsIn(draft).map(({ componentId, status }) => ({
    id: `${id}${componentId}`,
    componentId,
    status,
    happenedAt: draft.happenedAt,
    postedAt,
  }));
}

/** A component that something is told about was there then. */
function startMoved(component: Component, draft: Draft): Component {
  const told = [...claimsIn(draft).map(({ componentId }) => componentId), ...draft.takeOffline];
  return told.includes(component.id) && component.startAt > draft.happenedAt
    ? { ...component, startAt: draft.happenedAt }
    : component;
}
