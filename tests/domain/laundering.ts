import fc from "fast-check";
import type { Facts, Instant, Maintenance } from "@/domain/facts";
import { type ExpectedEffect, expectedEffects, type IncidentComponentStatus } from "@/domain/status";
import { announcement, base, day, facts, hour, incident, maintenance, minute, noon, update } from "./facts";
import { step } from "./window-oracle";

const names = ["harvest", "forecast"] as const;
const statuses = ["degraded_performance", "partial_outage", "major_outage"] as const;

export type Act = {
  after: number;
  kind: "announce" | "change" | "begin" | "complete" | "cancel" | "turn" | "outage" | "resolve" | "report" | "settle";
  pick: number;
  start: number;
  length: number;
  effects: Record<string, ExpectedEffect>;
  auto: boolean;
  status: "operational" | (typeof statuses)[number];
};

const effects = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...expectedEffects, "down" as const), {
  minKeys: 1,
  maxKeys: 2,
  noNullPrototype: true,
});

const act: fc.Arbitrary<Act> = fc.record({
  after: fc.integer({ min: 0, max: 10 }),
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constant("change" as const) },
    { weight: 5, arbitrary: fc.constantFrom("announce", "begin", "outage", "resolve", "report") },
    { weight: 2, arbitrary: fc.constantFrom("complete", "cancel", "turn", "settle") },
  ),
  pick: fc.nat(3),
  start: fc.integer({ min: -6, max: 18 }),
  length: fc.integer({ min: -10, max: 24 }),
  effects,
  auto: fc.boolean(),
  status: fc.constantFrom("operational" as const, ...statuses),
});

const first = fc.record({
  ahead: fc.constantFrom(3 * day, day, 90 * minute, hour, 30 * minute),
  start: fc.integer({ min: 0, max: 24 }),
  length: fc.integer({ min: 2, max: 24 }),
  effects,
  auto: fc.boolean(),
});

/** When the acts begin; the first plans were announced before. */
export const begins = noon - 3 * hour;

export type Told = { at: Instant; told: Facts };

/** Whatever staff might do, also what the commands refuse: the facts after each act. */
export const stories: fc.Arbitrary<Told[]> = fc
  .record({ plans: fc.array(first, { minLength: 1, maxLength: 2 }), acts: fc.array(act, { maxLength: 14 }) })
  .map(({ plans, acts }) => {
    const maintenances = plans.map(({ ahead, start, length, effects: felt, auto }) => {
      const startAt = noon + (start - 24) * step + hour;
      const said = { autoComplete: auto };
      return maintenance([announcement(startAt - ahead, startAt, startAt + length * step, felt, said)]);
    });
    let last: Told = { at: begins, told: facts({ maintenances }) };
    return [last, ...acts.map((each) => (last = then(last, each)))];
  });

function then({ at: before, told }: Told, act: Act): Told {
  const at = before + act.after * step;
  return { at, told: { ...told, ...actOn(told, act, at) } };
}

function actOn(told: Facts, act: Act, at: Instant): Partial<Facts> {
  const { kind, pick, status, effects: felt, auto } = act;
  const component = names[pick % 2] ?? "harvest";
  const startAt = at + act.start * step;
  const { noticeMinutes, shortNoticeMinutes } = told.settings;
  const said = { autoComplete: auto, noticeMinutes, shortNoticeMinutes };
  switch (kind) {
    case "announce": {
      const endAt = startAt + Math.max(2, act.length) * step;
      return { maintenances: [...told.maintenances, maintenance([announcement(at, startAt, endAt, felt, said)])] };
    }
    case "change":
      return changed(told, pick, at, (window) => announcedAnew(window, act, at, said));
    case "begin":
      return changed(told, pick, at, (window) =>
        window.actualStart === null ? { ...window, actualStart: at } : window,
      );
    case "complete":
      return changed(told, pick, at, (window) => ({ ...window, actualEnd: at }));
    case "cancel":
      return changed(told, pick, at, (window) => ({ ...window, cancelled: { at, reason: "not needed" } }));
    case "turn":
      return turned(told, pick, at);
    case "outage":
      return {
        incidents: [...told.incidents, incident([update(at, "investigating", { [component]: unwell(status) })])],
      };
    case "resolve":
      return {
        incidents: told.incidents.map((one) => ({ ...one, updates: [...one.updates, update(at, "resolved")] })),
      };
    case "report":
      return { baseChanges: [...told.baseChanges, base(component, status, at)] };
    case "settle":
      return { settings: { ...told.settings, noticeMinutes: auto ? 60 : 2880, shortNoticeMinutes: auto ? 5 : 120 } };
  }
}

const unwell = (status: Act["status"]) => (status === "operational" ? "major_outage" : status);

/** Another start, another end, other effects, or the same but longer. */
function announcedAnew(window: Maintenance, act: Act, at: Instant, said: object): Maintenance {
  const before = window.announcements.at(-1);
  if (!before) return window;
  const startAt = act.pick < 3 ? before.startAt : at + act.start * step;
  const endAt = Math.max(before.endAt + (act.pick === 2 ? 0 : act.length * step), startAt + step);
  const felt = Object.fromEntries(before.components.map(({ componentId, effect }) => [componentId, effect]));
  const again = announcement(at, startAt, endAt, act.pick % 2 === 0 ? act.effects : felt, said);
  return { ...window, announcements: [...window.announcements, again] };
}

function changed(told: Facts, pick: number, at: Instant, change: (window: Maintenance) => Maintenance): Partial<Facts> {
  const chosen = told.maintenances[pick % told.maintenances.length];
  const isOver = !chosen || chosen.actualEnd !== null || chosen.cancelled !== null || chosen.incidentAt !== null;
  if (isOver || (chosen.announcements[0]?.announcedAt ?? at) > at) return {};
  return { maintenances: told.maintenances.map((window) => (window === chosen ? change(window) : window)) };
}

const statusOf: Record<ExpectedEffect, IncidentComponentStatus> = {
  none: "operational",
  slow: "degraded_performance",
  partly: "partial_outage",
  down: "major_outage",
};

/** From its end on where that has passed, as the clock does it. */
function turned(told: Facts, pick: number, at: Instant): Partial<Facts> {
  const chosen = told.maintenances[pick % told.maintenances.length];
  const plan = chosen?.announcements.at(-1);
  const change = changed(told, pick, at, (window) => ({ ...window, incidentAt: at }));
  if (!chosen || !plan || !change.maintenances) return {};
  const states = Object.fromEntries(plan.components.map(({ componentId, effect }) => [componentId, statusOf[effect]]));
  const happened = update(Math.min(at, plan.endAt), "investigating", states, { postedAt: at });
  return { ...change, incidents: [...told.incidents, incident([happened], { maintenanceId: chosen.id })] };
}
