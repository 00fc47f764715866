import { beforeAll, describe, expect, test } from "vitest";
import type { Facts, Incident } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { pageStateAt } from "@/domain/page-state";
import type { PublicPage, PublicWindow } from "@/domain/public-page";
import { publicWindow } from "@/domain/public-window";
import { expectedEffects } from "@/domain/status";
import { toldStatus } from "@/domain/told";
import { uptimeOf } from "@/domain/uptime";
import { base, day, facts, hour, incident, minute, noon, offline, update } from "./facts";
import { type Condition, conditions } from "./window-conditions";
import { type Expected, step, walk } from "./window-oracle";

type Case = Condition & { told: Facts; page: PublicPage; shown: PublicWindow; expected: Expected[] };

const from = noon - 3 * hour;
const started = noon - 30 * minute;
const before = noon - 90 * minute;

const bases: [string, Facts["baseChanges"]][] = [
  ["well", []],
  ["marked as worked on", [base("harvest", "under_maintenance", started)]],
  ["slow in the window", [base("harvest", "degraded_performance", started)]],
  ["down in the window", [base("harvest", "major_outage", started)]],
  ["down before the window", [base("harvest", "major_outage", before)]],
  [
    "down before it and mended in it",
    [base("harvest", "major_outage", before), base("harvest", "operational", started)],
  ],
];

const incidents: [string, Incident[]][] = [
  ["nothing open", []],
  ["an outage", [incident([update(started, "investigating", { harvest: "major_outage" })])]],
  ["an outage before the window", [incident([update(before, "investigating", { harvest: "partial_outage" })])]],
  [
    "an outage that is being watched",
    [
      incident([
        update(before, "investigating", { harvest: "major_outage" }),
        update(started, "monitoring", { harvest: "operational" }),
      ]),
    ],
  ],
  ["a possible problem", [incident([update(started, "investigating")], { impactOverride: "none" })]],
  ["taken offline on purpose", [incident([update(started, "identified")], { offline: [offline("harvest", started)] })]],
];

function* product(): Generator<Case> {
  for (const condition of expectedEffects.flatMap(conditions)) {
    for (const [base, baseChanges] of bases) {
      for (const [open, more] of incidents) {
        const told = facts({
          baseChanges,
          incidents: [...more, ...condition.incidents],
          maintenances: [condition.window],
        });
        const effect = condition.window.announcements.at(-1)?.components[0]?.effect;
        const name = `${condition.name} (${effect}), ${base}, ${open}`;
        const shown = publicWindow(told, condition.window.id, noon);
        if (!shown) throw new Error(`${name}: the window is not there`);
        yield { ...condition, name, told, page: derivePage(told, noon), shown, expected: walk(told, from, noon) };
      }
    }
  }
}

describe("windows in every condition × component states × incidents", () => {
  let cases: Case[];

  beforeAll(() => {
    cases = [...product()];
  });

  function wrong(holds: (of: Case) => boolean): string[] {
    return cases
      .filter((of) => !holds(of))
      .map(({ name, page, shown }) => `${name}: ${page.label}, ${shown.announced}`);
  }

  const now = ({ expected }: Case) => expected.at(-1);

  test("the product has every combination", () => {
    expect(cases.length).toBe(4 * 38 * 6 * 6);
  });

  test("the page is in the mode, and has the label, that the rules give", () => {
    const bad = wrong((of) => {
      const { mode, label } = now(of) ?? {};
      return of.page.mode === mode && (mode !== "maintenance" || of.page.label === label);
    });
    expect(bad).toEqual([]);
  });

  test("the headline, the indicator and the label tell one story", () => {
    const words = { outage: ["minor", "major", "critical"], maintenance: ["maintenance"], operational: ["none"] };
    const bad = wrong(({ page: { mode, label, indicator, headline } }) => {
      if (mode === "unknown" || !(words[mode] as (string | null)[]).includes(indicator)) return false;
      const isWork = headline.kind === "window" || headline.kind === "running_late";
      const isLate = headline.kind === "running_late";
      return isWork === (mode === "maintenance") && isLate === (label === "running_late");
    });
    expect(bad).toEqual([]);
  });

  test("a window runs when the rules say so, and stands in its own section beside any outage", () => {
    const bad = wrong((of) => {
      const running = of.page.runningWindows.map(({ id }) => id);
      const open = of.told.incidents.filter(({ updates }) => updates.at(-1)?.status !== "resolved");
      const told = open.every(({ id }) => of.page.openIncidents.some((incident) => incident.id === id));
      return told && running.join() === now(of)?.running.join();
    });
    expect(bad).toEqual([]);
  });

  test("the minutes of the day count as planned only where the rules say so", () => {
    const bad = wrong((of) => {
      const minutes = (id: string, kind: "planned" | "offline") =>
        of.expected.slice(0, -1).filter(({ components }) => components[id]?.[kind]).length * (step / minute);
      return ["harvest", "forecast"].every((id) => {
        const { plannedMinutes, offlineMinutes } = uptimeOf(of.told, id, from, noon);
        return plannedMinutes === minutes(id, "planned") && offlineMinutes === minutes(id, "offline");
      });
    });
    expect(bad).toEqual([]);
  });

  test("a running window is called planned only while what it does was announced in time", () => {
    const bad = wrong(({ page, shown }) => {
      const running = page.runningWindows.length > 0;
      if (!running || shown.effect === "none") return true;
      if (shown.announced === "uncovered") return page.mode === "outage";
      const isShort = page.mode !== "maintenance" || page.label !== "maintenance";
      return shown.announced === "full" || isShort;
    });
    expect(bad).toEqual([]);
  });

  test("completed is said only of what was well when it was over", () => {
    const bad = wrong(({ told, shown }) => {
      if (shown.status !== "completed") return true;
      const over = shown.actualEnd ?? 0;
      return shown.components.every(({ id }) => toldStatus(told, id, over) === "operational");
    });
    expect(bad).toEqual([]);
    const ended = cases.filter(({ shown }) => shown.status === "ended");
    expect(ended.length).toBeGreaterThan(0);
  });

  test("past the end that was announced in time it is late in its record, and never green where it has an effect", () => {
    const bad = wrong(({ page, shown, told }) => {
      const isLate = page.runningWindows.length > 0 && shown.announcedEndAt <= noon;
      const isRecorded = shown.record.some(({ kind, at }) => kind === "late" && at === shown.announcedEndAt);
      const isGreen = page.mode === "operational" && shown.effect !== "none";
      return shown.runningLate === isLate && (!isLate || (isRecorded && !isGreen)) && told.maintenances.length === 1;
    });
    expect(bad).toEqual([]);
  });

  test("whatever began or was cancelled stands on its day, and the record tells how it was over", () => {
    const kinds = { completed: "ended", ended: "ended", cancelled: "cancelled", incident: "became_incident" } as const;
    const bad = wrong(({ page, shown }) => {
      const onDay = page.days[0]?.windows.some(({ id }) => id === shown.id) ?? false;
      const isTold = shown.actualStart !== null || shown.status === "cancelled";
      const end = kinds[shown.status as keyof typeof kinds];
      const told = shown.record.map(({ kind }) => kind);
      return onDay === isTold && (end === undefined || told.includes(end)) && told.includes("announced");
    });
    expect(bad).toEqual([]);
  });

  test("a window that became an incident covers nothing from then on, and stays planned before", () => {
    const bad = wrong(({ name, page, shown, told }) => {
      if (!name.startsWith("turned")) return true;
      const { plannedMinutes } = uptimeOf(told, "harvest", shown.incidentAt ?? 0, noon);
      const isOpen = !name.includes("resolved");
      const linked = page.openIncidents.some(({ window }) => window?.id === shown.id);
      return (
        plannedMinutes === 0 && shown.status === "incident" && linked === isOpen && (!isOpen || page.mode === "outage")
      );
    });
    expect(bad).toEqual([]);
    const planned = cases.find(({ name }) => name === "turned into an incident (down), well, nothing open");
    expect(planned && uptimeOf(planned.told, "harvest", from, noon)).toMatchObject({
      plannedMinutes: 40,
      offlineMinutes: 20,
    });
  });

  test("on facts that are too old no window is over by itself, and nothing looks better", () => {
    const rank = { operational: 0, unknown: 0, maintenance: 1, outage: 2 };
    const bad = wrong(({ name, told, page, shown }) => {
      if (!name.endsWith("nothing open")) return true;
      const stale = derivePage(told, noon, { factsAt: noon - 11 * minute });
      const bySelf = shown.actualEnd !== null && shown.endedAutomatically && shown.actualEnd > noon - 11 * minute;
      const isKept = !bySelf || stale.runningWindows.some(({ id, runningLate }) => id === shown.id && runningLate);
      return isKept && rank[stale.mode] >= rank[page.mode];
    });
    expect(bad).toEqual([]);
  });

  test("nothing of it changes by time alone before the page says so", () => {
    const bad = wrong(({ told, page }) => {
      const until = page.validUntil ?? noon + 1;
      const { mode, label, indicator } = pageStateAt(told, until - 1);
      return (
        until > noon &&
        until <= noon + day &&
        mode === page.mode &&
        label === page.label &&
        indicator === page.indicator
      );
    });
    expect(bad).toEqual([]);
  });
});
