import fc from "fast-check";
import { expect, test } from "vitest";
import { componentStates, momentAt } from "@/domain/component-state";
import type { Facts } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { pageState } from "@/domain/page-state";
import { publicWindow } from "@/domain/public-window";
import { toldStatus } from "@/domain/told";
import { uptimeOf } from "@/domain/uptime";
import { hour } from "./facts";
import { begins, stories } from "./laundering";
import { step, walk } from "./window-oracle";

const run = 150;

function shown(told: Facts, at: number) {
  const moment = momentAt(told, at);
  const { mode, label } = pageState(moment, componentStates(moment));
  const running = moment.running.map(({ id }) => id);
  return { at, mode, label: mode === "maintenance" ? label : null, running };
}

test("whatever staff do to a window, the page says of each moment what the rules say", () => {
  fc.assert(
    fc.property(stories, (story) => {
      for (const { at, told } of story) {
        const last = walk(told, begins, at).at(-1);
        const { components: _, ...expected } = last ?? { components: null };
        expect(shown(told, at)).toEqual(expected);
      }
      const told = story.at(-1)?.told;
      const until = (story.at(-1)?.at ?? begins) + 6 * hour;
      if (!told) return;
      for (const { components: _, ...expected } of walk(told, begins, until)) {
        expect(shown(told, expected.at)).toEqual(expected);
      }
    }),
    { numRuns: run },
  );
});

test("whatever staff do to a window, only the minutes that were announced in time count as planned", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { at, told } = story.at(-1) ?? { at: begins, told: null };
      if (!told) return;
      const until = at + 6 * hour;
      const moments = walk(told, begins, until).slice(0, -1);
      const minutes = (id: string, kind: "planned" | "offline") =>
        moments.filter(({ components }) => components[id]?.[kind]).length * (step / 60_000);
      for (const { id } of told.components) {
        const { plannedMinutes, offlineMinutes } = uptimeOf(told, id, begins, until);
        const expected = { plannedMinutes: minutes(id, "planned"), offlineMinutes: minutes(id, "offline") };
        expect({ plannedMinutes, offlineMinutes }).toEqual(expected);
      }
    }),
    { numRuns: run },
  );
});

test("whatever staff do to a window, it is completed only when all of it was well, and never green past its end", () => {
  fc.assert(
    fc.property(stories, (story) => {
      for (const { at, told } of story) {
        const page = derivePage(told, at);
        const late = page.runningWindows.some(({ runningLate, effect }) => runningLate && effect !== "none");
        if (late) expect(page.mode).not.toBe("operational");
        for (const { id } of told.maintenances) {
          const window = publicWindow(told, id, at);
          if (window?.status !== "completed") continue;
          const ended = window.actualEnd ?? 0;
          for (const part of window.components) expect(toldStatus(told, part.id, ended)).toBe("operational");
        }
      }
    }),
    { numRuns: run },
  );
});

test("whatever staff do to a window later, what was shown then can be told from what was known then", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const all = story.at(-1)?.told;
      for (const [index, { at, told }] of story.entries()) {
        if (!all || story[index + 1]?.at === at) continue;
        const settings = told.settings;
        const then = derivePage({ ...all, settings }, at, { knownAt: at });
        expect({ ...then, validUntil: null }).toEqual({ ...derivePage(told, at), validUntil: null });
      }
    }),
    { numRuns: run },
  );
});
