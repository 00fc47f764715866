import { isDeepStrictEqual } from "node:util";
import type { Facts, Maintenance } from "@/domain/facts";
import { baseStatus } from "@/domain/told";
import { announcementInForce, workBeganAt } from "@/domain/window";
import { setComponentStatus } from "../component-status";
import { changeMaintenance } from "../maintenance";
import { beginMaintenance, completeMaintenance, postMaintenanceUpdate } from "../maintenance-course";
import { InvalidInput } from "../refusal";
import { type Context, contextNow } from "./context";
import { type Call, type Done, requireScope } from "./endpoint";
import type { IncidentFields } from "./incident-inputs";
import { defaultBody, refuseUnknown, statesIn } from "./said";
import { togetherWhileThere } from "./while-there";
import { windowStatus } from "./window-answers";
import { effectsIn } from "./window-posting";

type Planned = "scheduled" | "in_progress" | "verifying" | "completed";

/** Changes the plan, the states of components while it runs, and the course of the work, in this order. */
export async function patchWindow(call: Call, window: Maintenance, fields: IncidentFields): Promise<Done> {
  requireScope(call.actor, "maintenance");
  const context = await contextNow({ maintenances: [window] });
  refuseUnknown(context.facts, fields);
  const status = plannedStatusIn(fields);
  const began = workBeganAt(window, context.now) !== null;
  const plan = planIn(context, window, fields, began);
  const states = began ? changedStates(context.facts, fields, context.now) : [];
  if (states.length > 0) requireScope(call.actor, "components");
  await togetherWhileThere(async () => {
    if (plan) await changeMaintenance(call.actor, { maintenanceId: window.id, seen: null, ...plan });
    for (const [componentId, state] of states) await setComponentStatus(call.actor, { componentId, status: state });
    await goOn(call, window.id, { status, was: windowStatus(context, window), began }, fields);
  });
  return { status: 200, subject: { kind: "maintenance", id: window.id } };
}

/** The words of incidents have their like; those that speak of trouble have none. */
function plannedStatusIn({ status }: IncidentFields): Planned | null {
  if (!status) return null;
  if (status === "monitoring") return "verifying";
  if (status === "resolved") return "completed";
  if (status !== "investigating" && status !== "identified") return status;
  const sentence =
    "Planned work is scheduled, in_progress, verifying or completed. If something is wrong, open an incident for that.";
  throw new InvalidInput({ status: sentence });
}

/** What is to be announced anew; null where the plan stays. */
function planIn({ now }: Context, window: Maintenance, fields: IncidentFields, began: boolean) {
  const before = announcementInForce(window, now);
  if (!before) return null;
  const { name, message, startAt, endAt, autoComplete, components } = before;
  const plan = { name, message, startAt, endAt, autoComplete, components };
  const changed = {
    ...plan,
    name: fields.name ?? name,
    startAt: fields.scheduled_for ?? startAt,
    endAt: fields.scheduled_until ?? endAt,
    autoComplete: fields.scheduled_auto_completed ?? autoComplete,
    components: began ? withEffects(components, fields) : effectsIn(fields, components),
  };
  return isDeepStrictEqual(plan, changed) ? null : changed;
}

/** While work runs, only what is said to be expected changes the plan: states tell how things are. */
function withEffects(components: { componentId: string; effect: string }[], { expected_effects }: IncidentFields) {
  const expected = new Map(Object.entries(expected_effects ?? {}));
  const kept = components.map(({ componentId, effect }) => ({
    componentId,
    effect: (expected.get(componentId) ?? effect) as "none" | "slow" | "partly" | "down",
  }));
  const known = new Set(kept.map(({ componentId }) => componentId));
  const added = [...expected].filter(([id]) => !known.has(id));
  return [...kept, ...added.map(([componentId, effect]) => ({ componentId, effect }))];
}

/** States that differ from what is set; that it is being worked on is known. */
function changedStates(facts: Facts, fields: IncidentFields, now: number) {
  return [...statesIn(fields).states].filter(
    ([id, status]) => status !== "under_maintenance" && status !== baseStatus(facts, id, now),
  );
}

type Course = { status: Planned | null; was: Planned; began: boolean };

async function goOn(call: Call, maintenanceId: string, { status, was, began }: Course, fields: IncidentFields) {
  const { body, happened_at: happenedAt } = fields;
  // It comes again because nobody heard the first answer.
  if (status === "completed" && was === "completed" && call.key !== undefined) return;
  if (status === "completed" && was !== "completed") {
    return completeMaintenance(call.actor, { maintenanceId, body: body ?? null });
  }
  const begins = (status === "in_progress" || status === "verifying") && !began;
  if (begins) await beginMaintenance(call.actor, { maintenanceId });
  const moves = status !== null && status !== was && !(status === "in_progress" && begins);
  if (!body && !moves) return;
  const said = status === null || status === "completed" ? null : status;
  const text = body || defaultBody(status === null || status === "completed" ? "in_progress" : status);
  await postMaintenanceUpdate(call.actor, { maintenanceId, body: text, status: said, happenedAt, key: call.key });
}
