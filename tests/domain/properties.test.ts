import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { pageStateAt } from "@/domain/page-state";
import { severity } from "@/domain/status";
import { uptimeOf } from "@/domain/uptime";
import { anyFacts, anyIncident, anyUpdate, anyWindow } from "./any-facts";
import { announcement, day, facts, hour, maintenance, minute, noon } from "./facts";

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

/** No window of it ends by itself: one that can't is kept open by what is told beside it. */
function withoutSelfCompletion(told: Facts): Facts {
  const maintenances = told.maintenances.map((window) => ({
    ...window,
    announcements: window.announcements.map((version) => ({ ...version, autoComplete: false })),
  }));
  return { ...told, maintenances };
}

const rank = { operational: 0, unknown: 0, maintenance: 1, outage: 2 };

test("a window that was not announced in time never makes anything look better", () => {
  const lateWindow = fc
    .record({ ahead: fc.integer({ min: 0, max: 59 }), start: fc.integer({ min: 1, max: 300 }), like: anyWindow })
    .map(({ ahead, start, like }) => {
      const startAt = noon - start * minute;
      const [plan] = like.announcements;
      const effects = Object.fromEntries(
        plan?.components.map(({ componentId, effect }) => [componentId, effect]) ?? [],
      );
      return maintenance([announcement(startAt - ahead * minute, startAt, noon + hour, effects)]);
    });
  fc.assert(
    fc.property(anyFacts.map(withoutSelfCompletion), lateWindow, (told, late) => {
      const more = { ...told, maintenances: [...told.maintenances, late] };
      const [page, bare] = [derivePage(more, noon), derivePage(told, noon)];
      expect(rank[page.mode]).toBeGreaterThanOrEqual(rank[bare.mode]);
      expect(page.openIncidents).toEqual(bare.openIncidents);
      const shown = ({ groups }: typeof page) => groups.flatMap((group) => group.components);
      for (const [index, { id, status }] of shown(bare).entries()) {
        expect(severity(shown(page)[index]?.status ?? "operational")).toBeGreaterThanOrEqual(severity(status));
        const [after, before] = [uptimeOf(more, id, noon - day, noon), uptimeOf(told, id, noon - day, noon)];
        expect(after.percent ?? 0).toBeLessThanOrEqual(before.percent ?? 0);
        expect(after.plannedMinutes).toBeLessThanOrEqual(before.plannedMinutes);
      }
      for (const [index, { incidents, trouble }] of bare.days.entries()) {
        expect(page.days[index]).toMatchObject({ incidents, trouble });
      }
    }),
  );
});

test("a window never makes a component look better, nor hides an incident or another window", () => {
  fc.assert(
    fc.property(anyFacts.map(withoutSelfCompletion), anyWindow, (told, window) => {
      const [page, bare] = [
        derivePage({ ...told, maintenances: [...told.maintenances, window] }, noon),
        derivePage(told, noon),
      ];
      expect(page.openIncidents).toEqual(bare.openIncidents);
      const ids = ({ runningWindows, upcomingWindows }: typeof page) =>
        [...runningWindows, ...upcomingWindows].map(({ id }) => id).filter((id) => id !== window.id);
      expect(ids(page)).toEqual(ids(bare));
      const shown = ({ groups }: typeof page) => groups.flatMap(({ components }) => components);
      for (const [index, { status }] of shown(bare).entries()) {
        expect(severity(shown(page)[index]?.status ?? "operational")).toBeGreaterThanOrEqual(severity(status));
      }
    }),
  );
});

test("what is called planned, now or in a figure, was announced in time", () => {
  fc.assert(
    fc.property(anyFacts, (told) => {
      const never = told.maintenances.map((window) => ({
        ...window,
        announcements: window.announcements.map((version) => {
          return { ...version, announcedAt: version.startAt - minute, noticeMinutes: 2880, shortNoticeMinutes: 1440 };
        }),
      }));
      const late: Facts = { ...told, maintenances: never };
      const page = derivePage(late, noon);
      expect(page.mode).not.toBe("maintenance");
      const felt = [...page.runningWindows, ...page.upcomingWindows, ...page.days.flatMap(({ windows }) => windows)];
      expect(felt.filter(({ announced, effect }) => effect !== "none" && announced !== "uncovered")).toEqual([]);
      for (const { id } of told.components) expect(uptimeOf(late, id, noon - day, noon).plannedMinutes).toBe(0);
    }),
  );
});

test("mode, label and indicator of every moment agree", () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: -600, max: 600 }), (told, minutes) => {
      const { mode, label, indicator } = pageStateAt(told, noon + minutes * minute);
      if (mode === "outage") expect(["minor", "major", "critical"]).toContain(indicator);
      else expect(indicator).toBe(mode === "maintenance" ? "maintenance" : "none");
      expect(label === null).toBe(mode === "operational");
    }),
  );
});
