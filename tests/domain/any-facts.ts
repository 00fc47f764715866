import fc from "fast-check";
import type { Facts } from "@/domain/facts";
import {
  componentStatuses,
  expectedEffects,
  impacts,
  incidentComponentStatuses,
  incidentStatuses,
} from "@/domain/status";
import {
  announcement,
  base,
  component,
  facts,
  incident,
  maintenance,
  minute,
  noon,
  offline,
  post,
  update,
} from "./facts";

const ids = ["harvest", "forecast", "api"];
const past = fc.integer({ min: 1, max: 600 }).map((minutes) => noon - minutes * minute);
const componentId = fc.constantFrom(...ids);

export const anyUpdate = fc
  .record({
    at: past,
    status: fc.constantFrom(...incidentStatuses),
    states: fc.dictionary(componentId, fc.constantFrom(...incidentComponentStatuses), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    promise: fc.option(fc.integer({ min: -60, max: 60 })),
    late: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ at, status, states, promise, late }) =>
    update(at, status, states, {
      postedAt: Math.min(noon, at + late * minute),
      nextUpdateBy: promise === null ? null : noon + promise * minute,
    }),
  );

export const anyIncident = fc
  .record({
    updates: fc.array(anyUpdate, { minLength: 1, maxLength: 5 }),
    override: fc.option(fc.constantFrom(...impacts)),
    offline: fc.option(
      fc.record({ id: componentId, from: past, minutes: fc.option(fc.integer({ min: 1, max: 300 })) }),
    ),
  })
  .map(({ updates, override, offline: off }) =>
    incident(updates, {
      impactOverride: override,
      offline: off
        ? [offline(off.id, off.from, off.minutes === null ? null : Math.min(noon, off.from + off.minutes * minute))]
        : [],
    }),
  );

const effects = fc.dictionary(componentId, fc.constantFrom(...expectedEffects), {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

/** A later announcement: another start or end, and perhaps other effects. */
const anyChange = fc.record({
  at: past,
  startBy: fc.oneof(fc.constant(0), fc.integer({ min: -90, max: 200 })),
  endBy: fc.integer({ min: -120, max: 240 }),
  effects: fc.option(effects),
});

const minutesAgo = fc.option(fc.integer({ min: 0, max: 300 }), { freq: 3 });

const anyPlan = fc.record({
  ahead: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(1440, 60)),
  start: fc.integer({ min: -600, max: 600 }),
  length: fc.integer({ min: 5, max: 300 }),
  effects,
  changes: fc.array(anyChange, { maxLength: 2 }),
  autoComplete: fc.boolean(),
  notice: fc.constantFrom([1440, 60] as const, [60, 5] as const, [2880, 240] as const),
  early: minutesAgo,
  ended: minutesAgo,
  cancelled: minutesAgo,
  turned: minutesAgo,
  verifying: minutesAgo,
});

type AnyPlan = typeof anyPlan extends fc.Arbitrary<infer Plan> ? Plan : never;

function versionsOf(plan: AnyPlan) {
  const said = { autoComplete: plan.autoComplete, noticeMinutes: plan.notice[0], shortNoticeMinutes: plan.notice[1] };
  const startAt = noon + plan.start * minute;
  const announcedAt = Math.min(noon, startAt - plan.ahead * minute);
  const versions = [announcement(announcedAt, startAt, startAt + plan.length * minute, plan.effects, said)];
  for (const { at, startBy, endBy, effects: felt } of [...plan.changes].sort((a, b) => a.at - b.at)) {
    const before = versions.at(-1);
    if (!before || at <= before.announcedAt) continue;
    const start = before.startAt + startBy * minute;
    const end = Math.max(before.endAt + endBy * minute, start + 5 * minute);
    versions.push(announcement(at, start, end, felt ?? plan.effects));
  }
  return versions;
}

export const anyWindow = anyPlan.map((plan) => {
  const versions = versionsOf(plan);
  const said = versions[0]?.announcedAt ?? noon;
  const ago = (minutes: number | null) => (minutes === null ? null : Math.max(said, noon - minutes * minute));
  const over = plan.turned === null ? ago(plan.cancelled) : null;
  const verifyingAt = ago(plan.verifying);
  return maintenance(versions, {
    actualStart: ago(plan.early),
    actualEnd: over === null && plan.turned === null ? ago(plan.ended) : null,
    cancelled: over === null ? null : { at: over, reason: "not needed" },
    incidentAt: ago(plan.turned),
    updates: verifyingAt === null ? [] : [post(verifyingAt, "verifying")],
  });
});

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    incidents: fc.array(anyIncident, { maxLength: 3 }),
    maintenances: fc.array(anyWindow, { maxLength: 3 }),
    bases: fc.array(fc.record({ id: componentId, status: fc.constantFrom(...componentStatuses), at: past }), {
      maxLength: 3,
    }),
  })
  .map(({ incidents, maintenances, bases }) =>
    facts({
      components: ids.map((id, position) => component(id, { position })),
      incidents,
      maintenances,
      baseChanges: bases.map(({ id, status, at }) => base(id, status, at)),
    }),
  );
