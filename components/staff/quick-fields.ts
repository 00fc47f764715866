import type { Id, Instant } from "@/domain/facts";
import {
  type IncidentComponentStatus,
  type IncidentStatus,
  incidentComponentStatuses,
  incidentStatuses,
} from "@/domain/status";
import { instantIn, localIn } from "@/domain/zone";
import { type NextUpdateChoice, nextUpdateChoices, usualNext } from "./composer-fields";
import { firstValue, type Values } from "./form-state";

/** The quick post's form. What nobody typed is null and follows from what was touched. */
export type QuickFields = {
  components: readonly Id[];
  state: IncidentComponentStatus | null;
  sentence: string;
  /** When the sentence was chosen: the moment that it names doesn’t move while it waits. */
  since: Instant | null;
  body: string | null;
  name: string | null;
  effect: string | null;
  scope: string;
  status: IncidentStatus;
  next: NextUpdateChoice;
  nextAt: string;
  noImpact: boolean;
  /** Wall-clock time in the page's zone; empty: it began when it is posted. */
  happenedAt: string;
};

/** What is known before anybody touches the form. */
export type KnownOutage = { component: Id | null; since: Instant };

export const openingStatuses = incidentStatuses.filter((status) => status !== "resolved");

export function quickFields(values: Values): QuickFields {
  const text = (name: string) => firstValue(values, name) ?? "";
  const typed = (name: string) => {
    const said = firstValue(values, `${name}Typed`) ?? (text(name) ? "yes" : "no");
    return said === "yes" ? text(name) : null;
  };
  return {
    components: values.component ?? [],
    state: incidentComponentStatuses.find((each) => each === text("state")) ?? null,
    sentence: text("sentence"),
    since: Number(text("since")) || null,
    body: typed("body"),
    name: typed("name"),
    effect: typed("effect"),
    scope: text("scope"),
    status: openingStatuses.find((each) => each === text("status")) ?? "investigating",
    next: nextUpdateChoices.find((each) => each === text("next")) ?? usualNext,
    nextAt: text("nextAt"),
    noImpact: text("noImpact") === "yes",
    happenedAt: text("happenedAt"),
  };
}

export function quickStart(only: Id | null): QuickFields {
  return { ...quickFields({}), components: only ? [only] : [] };
}

/** Visitors can't reach it, so it is down. */
export function knownStart({ component, since }: KnownOutage, only: Id | null, zone: string): QuickFields {
  const start = quickStart(component ?? only);
  return { ...start, state: "major_outage", since, happenedAt: localIn(zone, since) };
}

/** The moment that a sentence names: when it began, where that is given; null: when it is posted. */
export function saidSince(
  { happenedAt, since }: Pick<QuickFields, "happenedAt" | "since">,
  zone: string,
): Instant | null {
  const began = happenedAt === "" ? null : instantIn(zone, happenedAt);
  return began?.ok ? began.at : since;
}
