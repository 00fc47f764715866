import type { Facts, Incident, Maintenance } from "@/domain/facts";
import {
  componentStatuses,
  expectedEffects,
  type Impact,
  type IncidentComponentStatus,
  impacts,
  incidentComponentStatuses,
  incidentStatuses,
} from "@/domain/status";
import { announcement, base, day, facts, hour, incident, maintenance, minute, noon, offline, update } from "./facts";

export type Case = { name: string; told: Facts; without: Facts; open: Incident | null; window: Maintenance | null };

const started = noon - 30 * minute;

/** Plans of a window around `noon`, each announced in its own way. */
function windowsWith(effect: (typeof expectedEffects)[number]): [string, Maintenance | null][] {
  const effects = { harvest: effect };
  const plan = (announcedAt: number, from: number, to: number, over: Parameters<typeof maintenance>[1] = {}) =>
    maintenance([announcement(announcedAt, from, to, effects)], over);
  const begin = noon - hour;
  return [
    ["upcoming", plan(noon - 3 * day, noon + hour, noon + 2 * hour)],
    ["announced ahead", plan(begin - 3 * day, begin, noon + hour)],
    ["at short notice", plan(begin - 3 * hour, begin, noon + hour)],
    ["announced too late", plan(begin - minute, begin, noon + hour)],
    ["started too early", plan(begin - 3 * day, noon + hour, noon + 2 * hour, { actualStart: begin })],
    ["running late", plan(begin - 3 * day, begin, noon - minute)],
    ["past its grace", plan(begin - 3 * day, begin, noon - 31 * minute)],
    ["ended by itself", plan(begin - 3 * day, begin, noon - minute, { autoComplete: true })],
    ["cancelled", plan(begin - 3 * day, begin, noon + hour, { cancelled: { at: begin - hour, reason: "not needed" } })],
    ["confirmed finished", plan(begin - 3 * day, begin, noon + hour, { actualEnd: noon - minute })],
  ];
}

function incidentsWith(
  claim: IncidentComponentStatus | null,
  override: Impact | null,
  offlineToo: boolean,
): (Incident | null)[] {
  const states: Record<string, IncidentComponentStatus> = claim === null ? {} : { harvest: claim };
  return incidentStatuses.map((status) =>
    incident([update(started, "investigating", states), update(noon - 10 * minute, status)], {
      impactOverride: override,
      offline: offlineToo && status !== "resolved" ? [offline("harvest", started)] : [],
    }),
  );
}

/** Component states × incidents × windows × times, all of them. */
export function* product(): Generator<Case> {
  const windows: [string, Maintenance | null][] = [["no window", null], ...expectedEffects.flatMap(windowsWith)];
  const incidents: (Incident | null)[] = [null];
  for (const override of [null, ...impacts]) {
    for (const claim of [null, ...incidentComponentStatuses]) incidents.push(...incidentsWith(claim, override, false));
    incidents.push(...incidentsWith(null, override, true));
  }
  for (const baseStatus of componentStatuses) {
    for (const changed of baseStatus === "operational" ? [null] : [started - 2 * day, started]) {
      const baseChanges = changed === null ? [] : [base("harvest", baseStatus, changed)];
      for (const open of incidents) {
        const without = facts({ baseChanges, incidents: open ? [open] : [] });
        for (const [name, window] of windows) {
          const told = window ? { ...without, maintenances: [window] } : without;
          const { impactOverride } = open ?? {};
          const status = open?.updates.at(-1)?.status;
          yield { name: `${baseStatus}, ${name}, ${status} ${impactOverride}`, told, without, open, window };
        }
      }
    }
  }
}
