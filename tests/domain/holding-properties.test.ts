import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts, Instant } from "@/domain/facts";
import { retryAfterSeconds, staleIfErrorSeconds } from "@/domain/holding";
import { expectedEffects, incidentComponentStatuses } from "@/domain/status";
import { announcement, component, facts, incident, maintenance, minute, noon, update } from "./facts";
import { holdingOf, said } from "./holding-said";

const ids = ["harvest", "forecast", "api"] as const;
const times = fc.integer({ min: -300, max: 300 }).map((minutes) => noon + minutes * minute);
const effects = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...expectedEffects), { minKeys: 1 });
const windows = fc
  .record({
    ahead: fc.constantFrom(0, 30, 61, 300, 3000),
    start: times,
    length: fc.integer({ min: 15, max: 400 }),
    effects,
    extension: fc.option(fc.record({ at: times, by: fc.integer({ min: -60, max: 300 }), effects }), { nil: null }),
    begun: fc.option(times, { nil: null }),
    ended: fc.option(times, { nil: null }),
    autoComplete: fc.boolean(),
    imported: fc.boolean(),
  })
  .map(({ ahead, start, length, effects: first, extension, begun, ended, ...over }) => {
    const endAt = start + length * minute;
    const plan = announcement(start - ahead * minute, start, endAt, first);
    const later =
      extension && extension.at > plan.announcedAt
        ? [
            announcement(
              extension.at,
              start,
              Math.max(start + minute, endAt + extension.by * minute),
              extension.effects,
            ),
          ]
        : [];
    const actualEnd = ended !== null && ended > (begun ?? start) ? ended : null;
    return maintenance([plan, ...later], { ...over, actualStart: begun, actualEnd });
  });
const states = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...incidentComponentStatuses));
const incidents = fc
  .record({
    start: times,
    first: states,
    later: fc.array(fc.record({ after: fc.integer({ min: 1, max: 99 }), states }), { maxLength: 2 }),
    resolved: fc.boolean(),
  })
  .map(({ start, first, later, resolved }) => {
    const next = later.map(({ after, states: given }, index) =>
      update(start + (after + index * 100) * minute, "identified", given),
    );
    const end = resolved ? [update(start + 201 * minute, "resolved")] : [];
    return incident([update(start, "investigating", first), ...next, ...end]);
  });
const worlds = fc
  .record({ maintenances: fc.array(windows, { maxLength: 3 }), incidents: fc.array(incidents, { maxLength: 3 }) })
  .map((told) => facts({ ...told, components: ids.map((id, position) => component(id, { position })) }));
const asked = fc.constantFrom(...ids, null);

/** What staff told of a component by `now`, read from the facts as plainly as can be. */
function openStates(told: Facts, id: string): string[] {
  return told.incidents.flatMap(({ updates }) => {
    const until = updates.filter(({ happenedAt }) => happenedAt <= noon).sort((a, b) => a.happenedAt - b.happenedAt);
    if (until.length === 0 || until.at(-1)?.status === "resolved") return [];
    return until
      .flatMap(({ components }) => components.filter(({ componentId }) => componentId === id))
      .slice(-1)
      .map(({ status }) => status);
  });
}

/** The same world, in which nothing is told after this moment. */
function knownNow(told: Facts): Facts {
  const past = (at: Instant | null) => (at !== null && at > noon ? null : at);
  return {
    ...told,
    incidents: told.incidents
      .map((each) => ({ ...each, updates: each.updates.filter(({ happenedAt }) => happenedAt <= noon) }))
      .filter(({ updates }) => updates.length > 0),
    maintenances: told.maintenances
      .map((window) => ({
        ...window,
        announcements: window.announcements.filter(({ announcedAt }) => announcedAt <= noon),
        actualStart: past(window.actualStart),
        actualEnd: past(window.actualEnd),
      }))
      .filter(({ announcements }) => announcements.length > 0),
  };
}

const isDown = (status: string) => status === "major_outage" || status === "partial_outage";

describe("whatever is announced and posted", () => {
  test("planned is told only of what a window announced to be down, an hour ahead at least, and no incident has down", () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...ids), (told, id) => {
        const holding = holdingOf(told, id);
        if (holding.mode !== "maintenance") return;
        expect(openStates(told, id).filter(isDown)).toEqual([]);
        const window = told.maintenances.find((each) => each.id === holding.window?.id);
        const announced = window?.announcements.some(
          ({ announcedAt, startAt, components }) =>
            announcedAt <= startAt - 60 * minute &&
            startAt <= noon &&
            components.some((part) => part.componentId === id && part.effect === "down"),
        );
        // What was added later counts from its own announcement.
        const added = window?.announcements.some(
          ({ announcedAt, components }) =>
            announcedAt <= noon - 60 * minute &&
            components.some((part) => part.componentId === id && part.effect === "down"),
        );
        expect(announced || added).toBe(true);
        expect(window?.imported).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  test("what an open incident has down is told as an outage, and as not planned", () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...ids), (told, id) => {
        if (!openStates(told, id).some(isDown)) return;
        const holding = holdingOf(told, id);
        expect(holding.mode).toBe("outage");
        expect(holdingOf(told, null).mode).toBe("outage");
        expect(holding.incident?.components.some((each) => each.id === id && isDown(each.status))).toBe(true);
        expect(said(told, id)).toContain("This is not planned maintenance.");
      }),
      { numRuns: 1000 },
    );
  });

  test("an outage without an incident is work that was not announced, on that very component", () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...ids), (told, id) => {
        const holding = holdingOf(told, id);
        if (holding.mode !== "outage" || holding.incident) return;
        const effect = holding.window?.components.find((part) => part.id === id)?.effect;
        expect(["partly", "down"]).toContain(effect);
      }),
      { numRuns: 1000 },
    );
  });

  test("the words of each mode are its own", () => {
    fc.assert(
      fc.property(worlds, asked, (told, id) => {
        const { mode } = holdingOf(told, id);
        const words = said(told, id).replaceAll("This is not planned maintenance.", "");
        if (mode === "maintenance") expect(words).toMatch(/maintenance/i);
        else expect(words).not.toMatch(/maintenance|schedul/i);
      }),
      { numRuns: 1000 },
    );
  });

  test("asking again is never in the past", () => {
    fc.assert(
      fc.property(worlds, asked, (told, id) => {
        expect(retryAfterSeconds(holdingOf(told, id), noon)).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  test("no copy of a window’s page outlives what was announced, if nobody posts anything more", () => {
    fc.assert(
      fc.property(worlds.map(knownNow), asked, (told, id) => {
        const holding = holdingOf(told, id);
        const seconds = staleIfErrorSeconds(holding, noon);
        if (holding.mode !== "maintenance" || seconds === 0) return;
        expect(holdingOf(told, id, noon + seconds * 1000 - 1)).toMatchObject({ mode: "maintenance", late: false });
      }),
      { numRuns: 3000 },
    );
  });
});
