import { instantIn } from "@/domain/zone";
import { openIncident } from "../incidents";
import { recordPastIncident } from "../past-incident";
import { InvalidInput } from "../refusal";
import { contextNow } from "./context";
import { type Call, type Done, requireScope } from "./endpoint";
import type { IncidentFields } from "./incident-inputs";
import { claimsOf, defaultBody, incidentStatusOf, overrideOf, refuseUnknown, statesIn } from "./said";
import { whileThere } from "./while-there";
import { postWindow } from "./window-posting";

type Fields = IncidentFields & { name: string };

const plannedWords = ["scheduled", "in_progress", "verifying", "completed"];

/** Makes an incident, a record of one that is over, or planned work, whichever the fields tell of. */
export async function postIncident(call: Call, fields: Fields): Promise<Done> {
  const { scheduled_for, scheduled_until, status, backfilled, resolved_at } = fields;
  const { facts } = await contextNow();
  refuseUnknown(facts, fields);
  if (scheduled_for || scheduled_until || plannedWords.includes(status ?? "")) return postWindow(call, facts, fields);
  requireScope(call.actor, "incidents");
  if (backfilled || resolved_at || status === "resolved") return postPast(call, fields, facts.page.timeZone);
  const { id, notes } = await openIncident(call.actor, openingOf(call, fields));
  return { status: 201, subject: { kind: "incident", id }, beside: { notes } };
}

function openingOf(call: Call, fields: Fields) {
  const { states, named } = statesIn(fields);
  const status = fields.status ? incidentStatusOf(fields.status) : "investigating";
  const opening = status === "resolved" ? "investigating" : status;
  return {
    ...commonOf(call, fields),
    status: opening,
    body: fields.body || defaultBody(opening),
    components: claimsOf(states, named),
    nextUpdateBy: fields.next_update_by,
    takeOffline: offlineIn(fields),
  };
}

function commonOf({ key }: Call, fields: Fields) {
  return {
    key,
    name: fields.name,
    impactOverride: overrideOf(fields),
    limitedDetail: fields.limited_detail ?? false,
    happenedAt: fields.happened_at,
    effect: fields.effect,
    scope: fields.scope,
  };
}

/** What is taken offline on purpose, with the reason that must be given for it. */
export function offlineIn({ taken_offline, taken_offline_reason }: IncidentFields) {
  if (!taken_offline?.length) return null;
  if (!taken_offline_reason?.trim())
    throw new InvalidInput({ taken_offline_reason: "Write why you take it offline; customers read it." });
  return { componentIds: taken_offline, reason: taken_offline_reason };
}

async function postPast(call: Call, fields: Fields, timeZone: string): Promise<Done> {
  const { states, named } = statesIn(fields);
  const happenedAt = fields.happened_at ?? dayStart(fields.backfill_date, timeZone) ?? Date.now();
  const past = {
    ...commonOf(call, fields),
    happenedAt,
    body: fields.body || defaultBody("investigating"),
    components: claimsOf(states, named),
    resolvedAt: fields.resolved_at,
    resolution: defaultBody("resolved"),
  };
  const { id, notes } = await whileThere(() => recordPastIncident(call.actor, past));
  return { status: 201, subject: { kind: "incident", id }, beside: { notes } };
}

/** The first moment of a day in the page's zone. */
export function dayStart(day: string | null | undefined, timeZone: string): number | undefined {
  if (!day) return undefined;
  const found = instantIn(timeZone, `${day}T00:00`);
  return found.ok ? found.at : found.candidates[0];
}
