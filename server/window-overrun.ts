import { type Component, type Facts, type Instant, type Maintenance, orderUpdates } from "@/domain/facts";
import { type IncidentComponentStatus, statusOfEffect, worstStatus } from "@/domain/status";
import { announcedEnd, announcementInForce, workBeganAt } from "@/domain/window";
import { fullClock } from "@/messages/clock";
import { listOf, someNames, words } from "@/messages/words";
import { longestLine, longestName } from "./update-input";
import type { RestOfWork } from "./window-incident";

type Told = { component: Component; status: IncidentComponentStatus };

/**
 * What is told of a window that is past its announced end and that nobody confirmed: an outage from that end on, at the
 * level that was announced, or that staff have set since it began. Null where nothing of it can be noticed.
 */
export function restOfOverrun(facts: Facts, window: Maintenance, at: Instant): RestOfWork | null {
  const end = announcedEnd(window, at);
  const plan = announcementInForce(window, at);
  const told = levelsOf(facts, window, at);
  if (end === null || plan === null || told.length === 0) return null;
  const t = words();
  const names = someNames(
    told.map(({ component }) => component.name),
    t,
  );
  const said = { name: plan.name, names, end: fullClock(end, facts.page.timeZone) };
  return {
    name: t("system.overrunName", { name: shortened(plan.name) }),
    body: `${t("system.overrunBody", said)}\n\n${t("system.overrunPlanned")}`,
    effect: effectOf(told),
    components: told.map(({ component, status }) => ({ componentId: component.id, status })),
    nextUpdateBy: null,
    happenedAt: end,
  };
}

/** So that the whole name still fits. */
function shortened(name: string): string {
  const most = longestName - words()("system.overrunName", { name: "" }).length;
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}

function levelsOf(facts: Facts, window: Maintenance, at: Instant): Told[] {
  const began = workBeganAt(window, at);
  const parts = announcementInForce(window, at)?.components ?? [];
  return parts.flatMap(({ componentId, effect }) => {
    const component = facts.components.find(({ id }) => id === componentId);
    if (effect === "none" || began === null || !component || component.archivedAt !== null) return [];
    const since = facts.baseChanges.filter(
      (each) => each.componentId === componentId && began <= each.happenedAt && each.happenedAt <= at,
    );
    const reported = orderUpdates(since).at(-1)?.status;
    const status = reported === undefined || reported === "under_maintenance" ? statusOfEffect(effect) : reported;
    return status === "under_maintenance" ? [] : [{ component, status }];
  });
}

/** What customers may still notice; null where that is nothing, or too long for a line. */
function effectOf(told: Told[]): string | null {
  const worst = worstStatus(told.map(({ status }) => status));
  if (worst === "operational" || worst === "under_maintenance") return null;
  const names = told.filter(({ status }) => status === worst).map(({ component }) => component.name);
  const t = words();
  const line = (list: string) => t("system.overrunEffect", { names: list, count: names.length });
  return [line(listOf(names)), line(someNames(names, t, 1))].find(({ length }) => length <= longestLine) ?? null;
}
