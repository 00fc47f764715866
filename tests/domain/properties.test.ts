import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { pageStateAt } from "@/domain/page-state";
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
  hour,
  incident,
  maintenance,
  minute,
  noon,
  offline,
  update,
} from "./facts";

const ids = ["harvest", "forecast", "api"];
const past = fc.integer({ min: 1, max: 600 }).map((minutes) => noon - minutes * minute);
const componentId = fc.constantFrom(...ids);

const anyUpdate = fc
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

const anyIncident = fc
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

const anyWindow = fc
  .record({
    ahead: fc.integer({ min: 0, max: 3000 }),
    start: fc.integer({ min: -600, max: 600 }),
    length: fc.integer({ min: 5, max: 300 }),
    effects: fc.dictionary(componentId, fc.constantFrom(...expectedEffects), {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
    extension: fc.option(fc.record({ before: fc.integer({ min: 1, max: 200 }), by: fc.integer({ min: 5, max: 120 }) })),
    autoComplete: fc.boolean(),
    ended: fc.option(fc.integer({ min: 1, max: 120 })),
    early: fc.option(fc.integer({ min: 1, max: 60 })),
  })
  .map((plan) => {
    const startAt = noon + plan.start * minute;
    const endAt = startAt + plan.length * minute;
    const versions = [announcement(Math.min(noon, startAt - plan.ahead * minute), startAt, endAt, plan.effects)];
    const extended = plan.extension && endAt - plan.extension.before * minute;
    if (plan.extension && extended && extended <= noon) {
      versions.push(announcement(extended, startAt, endAt + plan.extension.by * minute, plan.effects));
    }
    const began = plan.early === null ? startAt : startAt - plan.early * minute;
    return maintenance(versions, {
      autoComplete: plan.autoComplete,
      actualStart: plan.early === null || began > noon ? null : began,
      actualEnd: plan.ended === null || began + plan.ended * minute > noon ? null : began + plan.ended * minute,
    });
  });

const anyFacts: fc.Arbitrary<Facts> = fc
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

function withoutTime(told: Facts, at: number) {
  const { at: _at, validUntil: _until, ...rest } = derivePage(told, at);
  return rest;
}

test("nothing changes before validUntil", () => {
  fc.assert(
    fc.property(anyFacts, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (told, share) => {
      const until = derivePage(told, noon).validUntil ?? noon;
      expect(until).toBeGreaterThan(noon);
      const later = Math.min(until - 1, Math.floor(noon + (until - noon) * share));
      expect(withoutTime(told, later)).toEqual(withoutTime(told, noon));
    }),
    { numRuns: 400 },
  );
});

test("the order in which facts are stored never matters", () => {
  fc.assert(
    fc.property(anyFacts, (told) => {
      const turned: Facts = {
        ...told,
        components: [...told.components].reverse(),
        incidents: [...told.incidents].reverse().map((one) => ({ ...one, updates: [...one.updates].reverse() })),
        maintenances: [...told.maintenances].reverse(),
        baseChanges: [...told.baseChanges].reverse(),
      };
      const { headline: _a, ...page } = derivePage(told, noon);
      const { headline: _b, ...other } = derivePage(turned, noon);
      expect(other).toEqual(page);
    }),
  );
});

test("an outage and a window both stand on the page when both are there", () => {
  fc.assert(
    fc.property(anyFacts, (told) => {
      const page = derivePage(told, noon);
      const open = told.incidents.filter(({ updates }) => {
        const last = [...updates]
          .sort((a, b) => a.happenedAt - b.happenedAt || a.postedAt - b.postedAt || (a.id < b.id ? -1 : 1))
          .at(-1);
        return last?.status !== "resolved";
      });
      expect(page.openIncidents.map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());
      const without = derivePage({ ...told, incidents: [] }, noon);
      const running = ({ runningWindows }: typeof page) =>
        runningWindows.filter(({ id }) => !autoEnded(told, id)).map(({ id }) => id);
      expect(running(page)).toEqual(running(without));
    }),
  );
});

function autoEnded(told: Facts, id: string): boolean {
  return told.maintenances.some(
    (window) => window.id === id && window.announcements.some(({ autoComplete }) => autoComplete),
  );
}

test("a withdrawn incident leaves the page as if it had never been open", () => {
  fc.assert(
    fc.property(anyFacts, anyIncident, (told, wrong) => {
      const withdrawn = { ...wrong, withdrawn: { at: noon, reason: "Posted in error" } };
      const page = derivePage({ ...told, incidents: [...told.incidents, withdrawn] }, noon);
      const without = derivePage(told, noon);
      expect([page.mode, page.label, page.indicator]).toEqual([without.mode, without.label, without.indicator]);
      expect(page.openIncidents.map(({ id }) => id)).toEqual(without.openIncidents.map(({ id }) => id));
    }),
  );
});

test("an incident never makes the page look better", () => {
  const rank = { operational: 0, unknown: 0, maintenance: 1, outage: 2 };
  fc.assert(
    fc.property(anyFacts, anyIncident, (told, more) => {
      const plain = { ...told, maintenances: told.maintenances.map((window) => ({ ...window, autoComplete: false })) };
      const page = pageStateAt({ ...plain, incidents: [...plain.incidents, more] }, noon);
      expect(rank[page.mode]).toBeGreaterThanOrEqual(rank[pageStateAt(plain, noon).mode]);
    }),
  );
});

test("what was not yet known does not change what was shown then", () => {
  fc.assert(
    fc.property(anyFacts, anyUpdate, (told, late) => {
      const [first, ...others] = told.incidents;
      fc.pre(first !== undefined);
      const backDated = { ...late, happenedAt: noon - hour, postedAt: noon + hour };
      const later = { ...told, incidents: [{ ...first, updates: [...first.updates, backDated] }, ...others] };
      const then = derivePage(later, noon, { knownAt: noon });
      expect({ ...then, validUntil: null }).toEqual({ ...derivePage(told, noon, { knownAt: noon }), validUntil: null });
    }),
  );
});

test("facts older than ten minutes are shown with their age, younger ones without", () => {
  const told = facts();
  expect(derivePage(told, noon, { factsAt: noon - 10 * minute }).staleSince).toBeNull();
  expect(derivePage(told, noon, { factsAt: noon - 10 * minute - 1 }).staleSince).toBe(noon - 10 * minute - 1);
});
