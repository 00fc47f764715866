import type { PublicIncident, TimelineEntry } from "../domain/public-page";
import type { IncidentComponentStatus } from "../domain/status";
import { fullClock, type Moment } from "./clock";
import { time, timeAfter, told } from "./phrase";
import { duration, listOf, someNames, type Words, words } from "./words";

/** What an incident is, in the words of the page's labels: "Partial outage", "Resolved". */
export function incidentState(incident: PublicIncident, t: Words = words()): string {
  if (incident.withdrawn !== null) return t("label.withdrawn");
  if (incident.resolvedAt !== null) return t("label.resolved");
  return t(`label.${incident.label ?? "information"}`);
}

/** How bad it was and for how long, and from when to when it was open: each of these is said only of its own time. */
export function incidentTimes(incident: PublicIncident, t: Words = words()): string[] {
  const { startedAt, resolvedAt, lasted, impact } = incident;
  if (incident.limitedDetail || incident.withdrawn !== null) return [];
  if (resolvedAt === null) {
    return [
      impact === "none" ? t("fact.since", { since: time(startedAt) }) : t("fact.began", { began: time(startedAt) }),
    ];
  }
  const told = [
    lastedWords(incident, t),
    t("incident.range", { from: time(startedAt), to: timeAfter(startedAt, resolvedAt) }),
  ];
  const reopened = lasted !== null && resolvedAt - startedAt - lasted.open >= 60_000;
  return reopened ? [...told, t("incident.openFor", { duration: duration(lasted.open, t) })] : told;
}

function lastedWords({ lasted, impact }: PublicIncident, t: Words): string {
  const worst = lasted?.worst ?? null;
  if (worst !== null && worst.status !== "operational") {
    return t("incident.lasted", {
      state: t(`componentStatus.${worst.status}`),
      duration: duration(worst.time, t),
    });
  }
  return t(impact === "none" ? "days.information" : "days.problem");
}

/** What a customer's own helpdesk needs to know, for pasting. The link is added by the button. */
export function ticketText(incident: PublicIncident, pageName: string, moment: Moment, t: Words = words()): string {
  const full = (at: number) => fullClock(at, moment.timeZone);
  const lines = [
    t("copy.ticketText", {
      state: incidentState(incident, t),
      name: pageName,
      effect: incident.effect ?? incident.name,
    }),
  ];
  if (incident.limitedDetail) return lines.join("\n");
  if (incident.components.length > 0) {
    lines.push(t("copy.ticketNames", { names: someNames(namesOf(incident), t, 8) }));
  }
  lines.push(t("copy.ticketSince", { since: full(incident.startedAt) }));
  if (incident.resolvedAt !== null) lines.push(t("copy.ticketUntil", { at: full(incident.resolvedAt) }));
  return lines.join("\n");
}

export function namesOf(incident: PublicIncident): string[] {
  return incident.components.map((component) => component.name);
}

type Change = Extract<TimelineEntry, { kind: "update" }>["changes"][number];

/** What an update changed, a sentence for each new state, worst first: "Harvest and Forecast are down". */
export function changeWords(changes: readonly Change[], t: Words = words()): string[] {
  const worstFirst = ["major_outage", "partial_outage", "degraded_performance", "operational"] as const;
  return worstFirst.flatMap((state: IncidentComponentStatus) => {
    const names = changes.filter((change) => change.to === state).map((change) => change.name);
    return names.length === 0 ? [] : [told(t(`change.${state}`, { names: listOf(names), count: names.length }))];
  });
}
