import fc from "fast-check";
import { expect, test } from "vitest";
import type { Announcement, Facts, Instant, Maintenance } from "@/domain/facts";
import { expectedEffects } from "@/domain/status";
import { announcedEnd, announcementInForce, workBeganAt } from "@/domain/window";
import { runningWindows, windowPartsOf } from "@/domain/window-state";
import { refuseMissingComponents, refuseUnplanned, refuseWrongTimes } from "@/server/plan-problems";
import { InvalidInput } from "@/server/refusal";
import { refuseProblemsOfChange } from "@/server/window-change";
import { announcementRow, type FullPlan } from "@/server/window-writing";
import { facts as factsWith, minute, noon } from "../domain/facts";

const quarter = 15 * minute;
const componentIds = ["harvest", "forecast"];

const plans = fc.record({
  start: fc.integer({ min: 0, max: 24 }),
  length: fc.integer({ min: 1, max: 16 }),
  effects: fc.uniqueArray(
    fc.record({ componentId: fc.constantFrom(...componentIds), effect: fc.constantFrom(...expectedEffects) }),
    {
      selector: ({ componentId }) => componentId,
      minLength: 1,
    },
  ),
});
type Step = { after: number; plan: { start: number; length: number; effects: FullPlan["components"] } };
const steps = fc.array(fc.record({ after: fc.integer({ min: 1, max: 8 }), plan: plans }), {
  minLength: 1,
  maxLength: 6,
});

function planOf({ start, length, effects }: Step["plan"]): FullPlan {
  const startAt = noon + start * quarter;
  const said = { name: "Move", message: "We move.", autoComplete: false };
  return { ...said, components: effects, startAt, endAt: startAt + length * quarter };
}

function announcementOf(facts: Facts, plan: FullPlan, at: Instant): Announcement {
  const { id, noticeMinutes, shortNoticeMinutes } = announcementRow(plan, facts, at);
  return { ...plan, id, noticeMinutes, shortNoticeMinutes, announcedAt: at };
}

function isTaken(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof InvalidInput) return false;
    throw error;
  }
}

/** The window that is left when staff try all of that one after the other, as the commands would take it. */
function windowAfter(facts: Facts, tries: Step[]): Maintenance | null {
  let window: Maintenance | null = null;
  let at = noon - 12 * quarter;
  for (const { after, plan: given } of tries) {
    at += after * quarter;
    const plan = planOf(given);
    const taken = isTaken(() => {
      refuseWrongTimes(plan);
      refuseMissingComponents(facts, plan);
      if (!window) return void refuseUnplanned(facts, plan, at);
      const inForce = announcementInForce(window, at) as Announcement;
      const began = workBeganAt(window, at);
      refuseProblemsOfChange({ facts, window, version: 1, plan: inForce, began }, plan, at);
    });
    if (!taken) continue;
    const announcements: Announcement[] = [...(window?.announcements ?? []), announcementOf(facts, plan, at)];
    window = { ...windowOf(), announcements };
  }
  return window;
}

function windowOf(): Maintenance {
  const untold = { seriesId: null, actualStart: null, actualEnd: null, cancelled: null, incidentAt: null };
  return { ...untold, id: "window", endedAutomatically: false, imported: false, announcements: [], updates: [] };
}

test("what the commands take as planned is covered from its start to the end that was announced in time", () => {
  let windows = 0;
  fc.assert(
    fc.property(steps, (tries) => {
      const bare = factsWith();
      const window = windowAfter(bare, tries);
      if (!window) return;
      windows++;
      const facts = { ...bare, maintenances: [window] };
      for (let at = noon - 12 * quarter; at < noon + 96 * quarter; at += quarter) {
        const began = workBeganAt(window, at);
        const end = announcedEnd(window, at);
        if (began === null || end === null || at >= end) continue;
        for (const id of componentIds) {
          const parts = windowPartsOf(facts, { id }, runningWindows(facts, at), at, true);
          for (const { planned, covered } of parts) expect({ at, id, covered }).toEqual({ at, id, covered: planned });
        }
      }
    }),
    { numRuns: 2_000 },
  );
  expect(windows).toBeGreaterThan(500);
});
