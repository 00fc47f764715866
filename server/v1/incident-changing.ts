import type { Facts, Id, Incident, Instant } from "@/domain/facts";
import { claimsOf as claimsAt, incidentStatusAt, openOffline } from "@/domain/incident";
import type { ComponentStatus, IncidentStatus } from "@/domain/status";
import { DatabaseAway } from "../database-away";
import { changeIncident, postUpdate } from "../incidents";
import { parse } from "../input";
import { isDatabaseGone } from "../snapshot";
import { changeIncidentInput } from "../update-input";
import { contextNow } from "./context";
import type { Call, Done } from "./endpoint";
import type { IncidentFields } from "./incident-inputs";
import { offlineIn } from "./incident-posting";
import { claimsOf, defaultBody, incidentStatusOf, overrideOf, refuseUnknown, sentencesOf, statesIn } from "./said";
import { whileThere } from "./while-there";

/** Posts what the fields tell as an update, then changes what the incident is called and how bad it is. */
export async function patchIncident(call: Call, incident: Incident, fields: IncidentFields): Promise<Done> {
  const context = await contextNow({ incidents: [incident] });
  refuseUnknown(context.facts, fields);
  const changed = changesIn(incident, fields);
  if (changed && isDatabaseGone()) throw new DatabaseAway();
  const update = updateIn(call, context.facts, incident, fields, context.now);
  const posted = update && (await postUpdate(call.actor, update));
  if (changed) await whileThere(() => changeIncident(call.actor, changed));
  const subject = { kind: "incident", id: incident.id };
  return { status: 200, subject, beside: { notes: posted?.notes ?? [] } };
}

/** What of the incident itself is to be another; null where nothing is. */
function changesIn(incident: Incident, fields: IncidentFields) {
  const override = overrideOf(fields);
  const before = {
    name: incident.name,
    impactOverride: incident.impactOverride,
    limitedDetail: incident.limitedDetail,
  };
  const after = {
    name: fields.name ?? before.name,
    impactOverride: override === undefined ? before.impactOverride : override,
    limitedDetail: fields.limited_detail ?? before.limitedDetail,
  };
  const same = (Object.keys(before) as (keyof typeof before)[]).every((key) => before[key] === after[key]);
  return same ? null : parse(changeIncidentInput, { incidentId: incident.id, ...after });
}

function updateIn(call: Call, facts: Facts, incident: Incident, fields: IncidentFields, now: Instant) {
  const current = incidentStatusAt(incident, fields.happened_at ?? now) ?? incidentStatusAt(incident, now);
  const status = fields.status ? incidentStatusOf(fields.status) : (current ?? "investigating");
  const { states, named } = statesIn(fields);
  const back = backOnline(incident, fields, states, now);
  const isBack = new Set(back.map(({ componentId }) => componentId));
  const attached = attachable(incident, named, states, now).filter((id) => !isBack.has(id));
  const { happened_at, next_update_by, effect, scope } = fields;
  const says = [fields.body?.trim() || null, happened_at, next_update_by, effect, scope].some(
    (each) => each !== undefined && each !== null,
  );
  const tells = says || attached.length > 0 || back.length > 0 || (fields.taken_offline?.length ?? 0) > 0;
  if (!tells && (!fields.status || status === current)) return null;
  return {
    key: call.key,
    incidentId: incident.id,
    seen: null,
    status,
    body: fields.body?.trim() ? fields.body : bodyFor(facts, states, status, status !== current),
    components: claimsOf(states, attached),
    takeOffline: offlineIn(fields),
    backOnline: back,
    happenedAt: happened_at,
    nextUpdateBy: next_update_by,
    effect,
    scope,
    reopen: fields.reopen ?? false,
  };
}

/** Naming a component that the incident has already tells nothing new, unless with another state. */
function attachable(
  incident: Incident,
  named: readonly Id[],
  states: ReadonlyMap<Id, ComponentStatus>,
  now: Instant,
): Id[] {
  const present = claimsAt(incident, now);
  const claimed = incident.updates.flatMap(({ components }) => components.map(({ componentId }) => componentId));
  const known = new Set([...claimed, ...incident.offline.map(({ componentId }) => componentId)]);
  return named.filter((id) => (states.has(id) ? states.get(id) !== present.get(id) : !known.has(id)));
}

/**
 * A better state of what was taken offline says that it is back, as old clients have no other word for it; so does
 * `completed`, by which those that meant planned work say that everything is back.
 */
function backOnline(
  incident: Incident,
  fields: IncidentFields,
  states: ReadonlyMap<Id, ComponentStatus>,
  now: Instant,
) {
  const offline = openOffline(incident, now).map(({ componentId }) => componentId);
  const better = offline.filter((id) => (states.get(id) ?? "major_outage") !== "major_outage");
  const all = fields.status === "completed" ? offline : [];
  const ids = new Set([...(fields.back_online ?? []), ...better, ...all]);
  return claimsOf(states, [...ids]);
}

function bodyFor(
  facts: Facts,
  states: ReadonlyMap<Id, ComponentStatus>,
  status: IncidentStatus,
  moves: boolean,
): string {
  return (moves ? "" : sentencesOf(facts, states)) || defaultBody(status);
}
