import { derivedId } from "../domain/derived-id";
import type { Id } from "../domain/facts";
import type { PublicComponent } from "../domain/public-page";
import { type ComponentStatus, isWorse, worstStatus } from "../domain/status";
import { toldChangedAt } from "../domain/told";
import { told } from "./phrase";
import type { Source } from "./v2/source";
import { labelOfStatus, stamp, type WidgetItem } from "./widget-items";
import { someNames, words } from "./words";

/** What shows worse than anything that is told of it, in one item for each state: no outage without words. */
export function stateItems(source: Source, items: readonly WidgetItem[]): WidgetItem[] {
  const { page } = source;
  const known = new Map<Id, ComponentStatus>();
  for (const { components } of items)
    for (const { id, status } of components) known.set(id, worstStatus([status, known.get(id) ?? "operational"]));
  const left = page.groups
    .flatMap(({ components }) => components)
    .filter(({ id, status, withinWindow, inOpenIncident }) => {
      const saidOf = known.get(id) ?? (inOpenIncident ? status : "operational");
      return !withinWindow && isWorse(status, saidOf);
    });
  return [...Map.groupBy(left, ({ status }) => status)].map(([status, alike]) => stateItem(source, alike, status));
}

function stateItem(
  { page, facts, site }: Source,
  alike: readonly PublicComponent[],
  status: ComponentStatus,
): WidgetItem {
  const t = words();
  const names = told(
    someNames(
      alike.map(({ name }) => name),
      t,
    ),
  );
  const changed = alike.flatMap(({ id }) => toldChangedAt(facts, id, page.at) ?? []);
  // Work that nobody announced is at least a fault, as in the indicator.
  const worst = worstStatus([status, "degraded_performance"]);
  const label = labelOfStatus[status] ?? "unannounced_work";
  const label_text = t(`label.${label}`);
  const isWork = status === "under_maintenance";
  const effect = isWork
    ? t("headline.unannounced_work", { names })
    : t("headline.breadthNames", { names, count: alike.length, state: t(`state.${status}`) });
  return {
    // Another component, or the same one at another time, is another thing to tell.
    id: derivedId([status, ...alike.map(({ id }) => id).sort()].join()),
    kind: "component",
    url: `${site.url}/`,
    name: effect,
    label,
    label_text,
    effect,
    note: isWork ? t("fact.notPlanned") : null,
    status,
    worst,
    components: alike.map(({ id }) => ({ id, status, worst, label, label_text })),
    since: changed.length === 0 ? null : stamp(Math.max(...changed)),
    until: null,
    next_update_by: null,
    update: null,
  };
}
