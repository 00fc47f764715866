import type { Facts, Id, Instant } from "@/domain/facts";
import { judgePlan, type Plan } from "@/domain/plan";
import type { ComponentStatus, ExpectedEffect } from "@/domain/status";
import { scheduleMaintenance } from "../maintenance";
import { recordPastIncident } from "../past-incident";
import { refuseWrongTimes } from "../plan-problems";
import { InvalidInput } from "../refusal";
import { currentPage } from "../snapshot";
import { openUnannouncedWork } from "../unannounced-work";
import { type Call, type Done, requireScope } from "./endpoint";
import type { IncidentFields } from "./incident-inputs";
import { madeBefore } from "./made-before";
import { defaultBody, statesIn } from "./said";
import { whileThere } from "./while-there";

const effectOf: Partial<Record<ComponentStatus, ExpectedEffect>> = {
  degraded_performance: "slow",
  partial_outage: "partly",
  major_outage: "down",
};

const reachedIn = { slow: "degraded_performance", partly: "partial_outage", down: "major_outage" } as const;

/**
 * What to expect of each component of the plan `before` and of the request; `component_ids` are all of them. Where
 * nothing is said of one it stays as it was announced, and a new one may be down.
 */
export function effectsIn(fields: IncidentFields, before: Plan["components"] = []): Plan["components"] {
  const { states, named } = statesIn(fields);
  const { expected_effects, auto_transition_to_maintenance_state: moves, scheduled_auto_transition } = fields;
  const unnoticed = moves === false || scheduled_auto_transition === false;
  const expected = new Map<Id, ExpectedEffect>(Object.entries(expected_effects ?? {}));
  const announced = new Map(before.map(({ componentId, effect }) => [componentId, effect]));
  const stated = (id: Id) => effectOf[states.get(id) ?? "operational"] ?? announced.get(id) ?? "down";
  const told = new Set([...named, ...expected.keys()]);
  const kept = [...announced.keys()].filter((id) => !fields.component_ids || told.has(id));
  return [...new Set([...kept, ...told])].map((componentId) => ({
    componentId,
    effect: expected.get(componentId) ?? (unnoticed ? "none" : stated(componentId)),
  }));
}

/**
 * Announces planned work. What comes too late to be called planned is told as what it is: an incident in which
 * components were taken offline on purpose, or a notice where nobody will notice anything; once it is over, an incident
 * that is over.
 */
export async function postWindow(call: Call, facts: Facts, fields: IncidentFields & { name: string }): Promise<Done> {
  requireScope(call.actor, "maintenance");
  const { key } = call;
  const plan = planOf(fields);
  const message = fields.body?.trim() ? fields.body : undefined;
  const now = currentPage().at;
  const before = await madeBefore(call);
  if (before) return { status: 201, subject: before.subject, beside: { instead: insteadOf(before) } };
  if (plan.endAt <= now) {
    requireScope(call.actor, "incidents");
    const { id } = await whileThere(() => recordPastIncident(call.actor, pastOf(call, fields, plan)));
    return { status: 201, subject: { kind: "incident", id }, beside: { instead: { because: sentences.over } } };
  }
  const late = lateBecause(facts, plan, now);
  if (late === null) {
    const autoComplete = fields.scheduled_auto_completed ?? false;
    const { id } = await whileThere(() =>
      scheduleMaintenance(call.actor, { ...plan, message: message ?? defaultBody("scheduled"), autoComplete, key }),
    );
    return { status: 201, subject: { kind: "maintenance", id } };
  }
  const reason = fields.taken_offline_reason;
  const work = { ...plan, message: message ?? defaultBody("unannounced"), reason, key };
  const made = await whileThere(() =>
    openUnannouncedWork(call.actor, { ...work, startAt: felt(plan) ? null : plan.startAt }),
  );
  return { status: 201, subject: made, beside: { instead: { because: late } } };
}

const sentences = {
  over: "This work is over and was not announced, so it was recorded as an incident: none of it counts as planned.",
  incident: "It is an incident, and what is down was taken offline on purpose.",
  early: "It is an incident from now on, though it has not begun: bring back online what works until then.",
  notice: "It is a notice, as nobody will notice the work.",
};

function insteadOf({ subject, by }: NonNullable<Awaited<ReturnType<typeof madeBefore>>>): { because: string } | null {
  if (by === "scheduleMaintenance") return null;
  if (by === "recordPastIncident") return { because: sentences.over };
  return { because: subject.kind === "notice" ? sentences.notice : sentences.incident };
}

/** Why it isn't planned work, and what it is instead; null where it is, or where the command says what to do. */
function lateBecause(facts: Facts, plan: Plan, now: Instant): string | null {
  const { called, because, instead } = judgePlan(facts, plan, now);
  const { shortNoticeMinutes } = facts.settings;
  const beginsSoon = plan.startAt - now < shortNoticeMinutes * 60_000;
  // Work of another day is not begun now because something is wrong today.
  if (called !== "not_planned" || !beginsSoon) return null;
  const why =
    because === "open_incident"
      ? "A component of it is part of an open incident, so this is not planned work."
      : `This is less than ${shortNoticeMinutes} minutes ahead, too late to call it planned.`;
  const is = { notice: sentences.notice, incident_at_start: sentences.early, incident: sentences.incident };
  return `${why} ${is[instead ?? "incident"]}`;
}

function felt({ components }: Pick<Plan, "components">): boolean {
  return components.some(({ effect }) => effect !== "none");
}

type PlannedTimes = ReturnType<typeof planOf>;

function planOf(fields: IncidentFields & { name: string }) {
  const { name, scheduled_for: startAt, scheduled_until: endAt } = fields;
  const missing: Record<string, string> = {};
  if (!startAt) missing.scheduled_for = "Planned work needs its start.";
  if (!endAt) missing.scheduled_until = "Planned work needs its end.";
  const components = effectsIn(fields);
  if (components.length === 0) missing.component_ids = "Choose at least one component.";
  if (!startAt || !endAt || components.length === 0) throw new InvalidInput(missing);
  refuseWrongTimes({ startAt, endAt });
  return { name, components, startAt, endAt };
}

/** What it did, as far as the request says. */
function pastOf({ key }: Call, fields: IncidentFields, { name, components, startAt, endAt }: PlannedTimes) {
  const claims = components.flatMap(({ componentId, effect }) =>
    effect === "none" ? [] : [{ componentId, status: reachedIn[effect] }],
  );
  return {
    key,
    name,
    body: fields.body?.trim() ? fields.body : defaultBody("past"),
    impactOverride: claims.length === 0 ? ("none" as const) : null,
    limitedDetail: fields.limited_detail ?? false,
    components: claims,
    happenedAt: startAt,
    resolvedAt: endAt,
    resolution: defaultBody("resolved"),
  };
}
