import type { ComponentState, Moment } from "./component-state";
import type { Facts, Instant } from "./facts";
import { currentEffect, hasImpact } from "./incident";
import { feltWindows, incidentLabel, type PageState, pageStateAt, startOfStretch } from "./page-state";
import { componentNames, takenOfflineIn } from "./public-incident";
import type { Headline } from "./public-page";
import { expectedEffects, isWorse, worstStatus } from "./status";
import { baseStatus } from "./told";
import { announcedEnd, announcementInForce, plannedEffect } from "./window";
import { isRunningLate } from "./window-state";

/** The first sentence of the page, as structure: the effect line when one thing is open, else how broad it is. */
export function headlineOf(
  moment: Moment,
  state: PageState,
  components: readonly ComponentState[],
  since: Instant | null,
): Headline {
  if (state.mode === "unknown") return { kind: "unknown" };
  if (state.mode === "operational") return calmHeadline(moment);
  if (state.mode === "maintenance") return workHeadline(moment, components);
  if (state.label === "unstable" || state.label === "recovered") {
    return {
      kind: "working",
      label: state.label,
      since: since ?? moment.at,
      failedAt: failedAt(moment.facts, since ?? moment.at),
    };
  }
  return offlineHeadline(moment, components) ?? troubleHeadline(moment, state, components);
}

function calmHeadline(moment: Moment): Headline {
  if (moment.open.size > 0) return { kind: "possible_problem" };
  const nameOf = componentNames(moment.facts);
  const quiet = moment.running.flatMap((window) => announcementInForce(window, moment.at)?.components ?? []);
  if (moment.running.length === 0) return { kind: "clear" };
  return { kind: "quiet_work", names: [...new Set(quiet.map(({ componentId }) => nameOf(componentId)))] };
}

function workHeadline(moment: Moment, components: readonly ComponentState[]): Headline {
  const { facts, at } = moment;
  const felt = feltWindows(moment, components);
  const late = felt.filter((window) => isRunningLate(facts, window, at));
  const told = late.length > 0 ? late : felt;
  const parts = told.flatMap((window) =>
    components.map(({ component: { id, name } }) => {
      const planned = plannedEffect(announcementInForce(window, at), id) ?? "none";
      return { name, rank: expectedEffects.indexOf(planned), until: announcedEnd(window, at) ?? at };
    }),
  );
  const worst = Math.max(0, ...parts.map(({ rank }) => rank));
  const named = parts.filter(({ rank }) => rank === worst);
  return {
    kind: late.length > 0 ? "running_late" : "window",
    names: [...new Set(named.map(({ name }) => name))],
    effect: expectedEffects[worst] ?? "none",
    until: Math.max(...named.map(({ until }) => until)),
  };
}

/** Only when nothing else is unwell: what failed by itself is not to be hidden behind what staff took offline. */
function offlineHeadline(moment: Moment, components: readonly ComponentState[]): Headline | null {
  if (components.some(({ trouble, takenOffline }) => trouble !== "operational" && !takenOffline)) return null;
  const nameOf = componentNames(moment.facts);
  const offline = [...moment.open.keys()].flatMap((incident) => takenOfflineIn(incident, moment.at, nameOf) ?? []);
  const last = offline.sort((a, b) => a.since - b.since).at(-1);
  if (!last) return null;
  return { kind: "taken_offline", names: [...new Set(offline.flatMap(({ names }) => names))], reason: last.reason };
}

function troubleHeadline(moment: Moment, state: PageState, components: readonly ComponentState[]): Headline {
  const open = [...moment.open.keys()].filter((incident) => hasImpact(incident, moment.at));
  const troubled = components.filter(({ trouble }) => trouble !== "operational");
  const only = open.length === 1 ? open[0] : undefined;
  const alone = only && troubled.every(({ component }) => moment.open.get(only)?.claims.has(component.id));
  const effect = alone ? currentEffect(only, moment.at) : null;
  if (effect) return { kind: "effect", text: effect };
  const first = open[0];
  if (troubled.length === 0 && first) {
    return { kind: "incident", name: first.name, label: incidentLabel(moment, first) };
  }
  if (state.label === "unannounced_work" || (open.length === 0 && isWorkAlone(moment, troubled)))
    return { kind: "unannounced_work", names: troubled.map(({ component }) => component.name) };
  const worst = worstStatus(troubled.map(({ trouble }) => trouble));
  const affected = troubled.filter(({ trouble }) => !isWorse(worst, trouble));
  return {
    kind: "breadth",
    names: affected.map(({ component }) => component.name),
    affected: affected.length,
    total: components.length,
    status: worst,
  };
}

/** Whether all that is unwell is so by work that is under way without having been announced. */
function isWorkAlone({ facts, at, running }: Moment, troubled: readonly ComponentState[]): boolean {
  const isWell = ({ component }: ComponentState) => !isWorse(baseStatus(facts, component.id, at), "under_maintenance");
  return troubled.length > 0 && troubled.every(isWell) && !running.some((window) => isRunningLate(facts, window, at));
}

/** Start of the label that gave way at `since`; null when that was no failure. */
function failedAt(facts: Facts, since: Instant): Instant | null {
  const before = pageStateAt(facts, since - 1);
  if (before.mode !== "outage" || before.label === "unstable" || before.label === "recovered") return null;
  return startOfStretch(facts, since - 1, ({ label }) => label === before.label);
}
