import type { Id, Instant } from "@/domain/facts";
import {
  type IncidentComponentStatus,
  type IncidentStatus,
  incidentComponentStatuses,
  incidentStatuses,
} from "@/domain/status";
import { localIn } from "@/domain/zone";
import { firstValue, type Values } from "./form-state";

export const nextUpdateChoices = ["15", "30", "60", "time", "tomorrow", "none"] as const;
export type NextUpdateChoice = (typeof nextUpdateChoices)[number];
/** What is promised unless somebody chooses otherwise. */
export const usualNext: NextUpdateChoice = "30";

export type ComponentStates = Readonly<Record<Id, IncidentComponentStatus>>;

/** What the composer holds, as its form sends it. */
export type ComposerFields = {
  status: IncidentStatus;
  /** Where the incident was when the form was made; null where nobody said. */
  statusWas: IncidentStatus | null;
  body: string;
  effect: string;
  scope: string;
  /** What the lines said when the form was made; a line that did not change is not sent. */
  effectWas: string;
  scopeWas: string;
  states: ComponentStates;
  statesWere: ComponentStates;
  offline: readonly Id[];
  offlineReason: string;
  /** Components that come back online, with their state. */
  back: ComponentStates;
  /** In the page's zone; empty for now. */
  happenedAt: string;
  next: NextUpdateChoice;
  nextAt: string;
  reopen: boolean;
};

/** Reads the composer's form; what is missing or unknown becomes the form's plain start. */
export function composerFields(values: Values): ComposerFields {
  const text = (name: string) => firstValue(values, name) ?? "";
  return {
    status: oneOf(incidentStatuses, text("status")) ?? "investigating",
    statusWas: oneOf(incidentStatuses, text("statusWas")) ?? null,
    body: text("body"),
    effect: text("effect").trim(),
    scope: text("scope").trim(),
    effectWas: text("effectWas"),
    scopeWas: text("scopeWas"),
    states: { ...statesNamed(values, "state:"), ...added(values) },
    statesWere: statesNamed(values, "was:"),
    offline: values.offline ?? [],
    offlineReason: text("offlineReason").trim(),
    back: statesNamed(values, "back:"),
    happenedAt: text("happenedAt"),
    next: oneOf(nextUpdateChoices, text("next")) ?? usualNext,
    nextAt: text("nextAt"),
    reopen: text("reopen") === "yes",
  };
}

function oneOf<T extends string>(known: readonly T[], value: string): T | undefined {
  return known.find((each) => each === value);
}

function statesNamed(values: Values, prefix: string): ComponentStates {
  const named = Object.entries(values).flatMap(([name, list]) => {
    const status = oneOf(incidentComponentStatuses, list[0] ?? "");
    return name.startsWith(prefix) && status ? [[name.slice(prefix.length), status] as const] : [];
  });
  return Object.fromEntries(named);
}

function added(values: Values): ComponentStates {
  const id = firstValue(values, "add");
  const status = oneOf(incidentComponentStatuses, firstValue(values, "addedState") ?? "");
  return id && status ? { [id]: status } : {};
}

/**
 * The component states that this update tells: those that change, and at an earlier time all that do not work, as they
 * count from then. What is told while resolving outlives the incident, so there only changes are.
 */
export function changedStates(fields: ComposerFields): { componentId: Id; status: IncidentComponentStatus }[] {
  const back = new Set(Object.keys(fields.back));
  const earlier = fields.happenedAt !== "" && fields.status !== "resolved";
  const told = ([id, status]: [Id, IncidentComponentStatus]) =>
    fields.statesWere[id] !== status || (earlier && status !== "operational");
  return Object.entries(fields.states)
    .filter((each) => told(each) && !back.has(each[0]) && !fields.offline.includes(each[0]))
    .map(([componentId, status]) => ({ componentId, status }));
}

export function changedLine(now: string, was: string): string | undefined {
  return now === was ? undefined : now;
}

/** The line of an update that was posted, once it is edited: emptied, the update says nothing of it any more. */
export function editedLine(now: string, was: string): string | null | undefined {
  return changedLine(now.trim(), was) === "" ? null : changedLine(now.trim(), was);
}

const minute = 60_000;

/** When the next update is promised for; `timeAt` is what the field "a time" holds. */
export function promisedFor(choice: NextUpdateChoice, timeAt: Instant | undefined, tomorrowAt: Instant, now: Instant) {
  if (choice === "none") return undefined;
  if (choice === "time") return timeAt;
  if (choice === "tomorrow") return tomorrowAt;
  const minutes = Number(choice);
  return now + (Number.isFinite(minutes) ? minutes : Number(usualNext)) * minute;
}

/** Nine in the morning of the page's next day, as a `datetime-local` field has it. */
export function tomorrowMorning(zone: string, now: Instant): string {
  const day = new Date(`${localIn(zone, now).slice(0, 10)}T00:00Z`);
  return `${new Date(day.getTime() + 24 * 60 * minute).toISOString().slice(0, 10)}T09:00`;
}
