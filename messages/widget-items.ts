import type { Id, Incident, Instant } from "../domain/facts";
import { updatesUntil } from "../domain/incident";
import type { PublicIncident } from "../domain/public-page";
import { type ComponentStatus, type Impact, type PageLabel, worstStatus } from "../domain/status";
import { offlineWords } from "./headline";
import { incidentState } from "./incident-words";
import type { Source } from "./v2/source";
import { words } from "./words";

/** The item as far as one component goes. */
export type ItemComponent = Pick<WidgetItem, "status" | "worst" | "label" | "label_text"> & { id: Id };

/** Something to tell inside a product. Times are RFC 3339 in UTC. */
export type WidgetItem = {
  id: string;
  /** `work`: nobody announced it in time. `component`: something is unwell that no incident tells of. */
  kind: "incident" | "work" | "component" | "maintenance";
  url: string;
  name: string;
  /** Null where it has no effect. */
  label: PageLabel | null;
  label_text: string;
  /** What customers notice. */
  effect: string | null;
  /** What it is not: planned. */
  note: string | null;
  status: ComponentStatus;
  worst: ComponentStatus;
  /** Empty where it may be about all of them. */
  components: ItemComponent[];
  /** Of upcoming work its start. */
  since: string | null;
  /** The end of planned work, as it was announced. */
  until: string | null;
  next_update_by: string | null;
  update: { id: Id; at: string; status: string; text: string } | null;
};

/** `textOf` makes plain text of what staff wrote. */
export type Telling = { source: Source; textOf: (markdown: string) => string };

const mostLetters = 280;

export const stamp = (at: Instant) => new Date(at).toISOString();

const ofLabel: Partial<Record<PageLabel, ComponentStatus>> = {
  outage: "major_outage",
  partial_outage: "partial_outage",
  degraded: "degraded_performance",
};
const ofImpact: Record<Impact, ComponentStatus> = {
  none: "operational",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
};

export function incidentItem(incident: PublicIncident, { source, textOf }: Telling): WidgetItem {
  const { id, label, impact, takenOffline, nextUpdate, startedAt } = incident;
  const status = ofLabel[label ?? "recovered"] ?? "operational";
  const offline = takenOffline && offlineWords("incident.offlineNow", takenOffline.names, takenOffline.reason);
  const latest = incident.timeline.find((entry) => entry.kind === "update");
  const item: WidgetItem = {
    id,
    kind: "incident",
    url: `${source.site.url}/incidents/${id}`,
    name: incident.name,
    label,
    label_text: incidentState(incident),
    effect: offline ?? incident.effect,
    note: offline === null ? null : words()("fact.notPlanned"),
    status,
    worst: worstStatus([status, ofImpact[impact]]),
    components:
      impact === "none" ? harmless(incident.components, incidentState(incident)) : componentsOf(source, id, incident),
    since: stamp(startedAt),
    until: null,
    next_update_by: nextUpdate && stamp(nextUpdate.by),
    update: latest ? updateOf(latest, textOf) : null,
  };
  return { ...item, components: withIncident(item) };
}

/** Components that are named without a state are as bad as the incident is: to them it is no less of one. */
function withIncident({ components, status, worst, label, label_text }: WidgetItem): ItemComponent[] {
  if (label === null || components.some((each) => each.worst !== "operational")) return components;
  return components.map(({ id }) => ({ id, status, worst, label, label_text }));
}

/** For an item that nobody notices. */
export function harmless(components: readonly { id: Id }[], label_text: string): ItemComponent[] {
  return components.map(({ id }) => ({ id, status: "operational", worst: "operational", label: null, label_text }));
}

/** What a state is called by itself. */
export const labelOfStatus: Partial<Record<ComponentStatus, PageLabel>> = {
  major_outage: "outage",
  partial_outage: "partial_outage",
  degraded_performance: "degraded",
  under_maintenance: "unannounced_work",
};

/** The components that the world is told of, each with the worst that it came to. */
function componentsOf({ facts, page }: Source, id: Id, { components, status: step }: PublicIncident): ItemComponent[] {
  const incident = facts.incidents.find((each) => each.id === id);
  return components.map(({ id: componentId, status }) => {
    const worst = worstStatus([status, ...(incident ? statesIn(incident, componentId, page.at) : [])]);
    const again = step === "monitoring" ? "recovered" : "unstable";
    const label = worst === "operational" ? null : (labelOfStatus[status] ?? again);
    const label_text = words()(`label.${label ?? "information"}`);
    return { id: componentId, status, worst, label, label_text };
  });
}

function statesIn(incident: Incident, componentId: Id, at: Instant): ComponentStatus[] {
  const given = updatesUntil(incident, at).flatMap(({ components }) =>
    components.filter((each) => each.componentId === componentId),
  );
  const isOff = incident.offline.some((each) => each.componentId === componentId && each.from <= at);
  return [...given.map(({ status }) => status), ...(isOff ? (["major_outage"] as const) : [])];
}

type Posted = { id: Id; status: string; body: string; postedAt: Instant };

export function updateOf({ id, status, body, postedAt }: Posted, textOf: Telling["textOf"]): WidgetItem["update"] {
  return { id, at: stamp(postedAt), status, text: short(textOf(body)) };
}

/** Cut after a word. */
export function short(text: string): string {
  if (text.length <= mostLetters) return text;
  return `${text.slice(0, mostLetters).replace(/\s+\S*$/, "")}…`;
}
