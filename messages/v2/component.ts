import type { Facts, Id, Instant } from "../../domain/facts";
import type { PublicGroup, PublicPage } from "../../domain/public-page";
import type { ComponentStatus } from "../../domain/status";
import { toldChangedAt } from "../../domain/told";
import { announcementInForce, workBeganAt } from "../../domain/window";
import { overAt } from "../../domain/window-state";
import { dayIn } from "../../domain/zone";
import type { Site } from "./source";

/** In the order of Statuspage's own answers; only a group has `components`, and nothing else has that key. */
export type Component = {
  id: Id;
  name: string;
  status: ComponentStatus;
  created_at: string;
  updated_at: string;
  position: number;
  description: string | null;
  showcase: boolean;
  start_date: string | null;
  group_id: Id | null;
  page_id: Id;
  group: boolean;
  only_show_if_degraded: boolean;
  components?: Id[];
};

/** All components of the page in its order, each group before its members; positions are counted within a group. */
export function componentsOf(
  facts: Facts,
  page: PublicPage,
  { pageId }: Site,
  stamp: (at: Instant) => string,
): Component[] {
  const begun = new Map(facts.components.map(({ id, startAt }) => [id, startAt]));
  const changed = changedByWork(facts, page.at);
  const times = (id: Id) => {
    const startAt = begun.get(id) ?? page.at;
    const changes = [toldChangedAt(facts, id, page.at), changed.get(id)].filter((at) => typeof at === "number");
    return { startAt, changedAt: Math.max(startAt, ...changes) };
  };
  const member = (component: PublicGroup["components"][number], index: number, groupId: Id | null): Component => {
    const { startAt, changedAt } = times(component.id);
    return {
      id: component.id,
      name: component.name,
      status: component.status,
      created_at: stamp(startAt),
      updated_at: stamp(changedAt),
      position: index + 1,
      description: component.description,
      showcase: true,
      start_date: dayIn(page.timeZone, startAt),
      group_id: groupId,
      page_id: pageId,
      group: false,
      only_show_if_degraded: false,
    };
  };
  const head = ({ id, name, status, components }: PublicGroup, position: number): Component[] => {
    if (id === null) return [];
    const all = components.map((component) => times(component.id));
    return [
      {
        id,
        name: name ?? "",
        status,
        created_at: stamp(Math.min(...all.map(({ startAt }) => startAt))),
        updated_at: stamp(Math.max(...all.map(({ changedAt }) => changedAt))),
        position,
        description: null,
        showcase: false,
        start_date: null,
        group_id: null,
        page_id: pageId,
        group: true,
        only_show_if_degraded: false,
        components: components.map((component) => component.id),
      },
    ];
  };
  const alone = page.groups.find(({ id }) => id === null)?.components.length ?? 0;
  const grouped = page.groups.filter(({ id }) => id !== null);
  return page.groups.flatMap((group) => [
    ...head(group, alone + grouped.indexOf(group) + 1),
    ...group.components.map((component, index) => member(component, index, group.id)),
  ]);
}

/** When work on a component last began or was over. */
function changedByWork(facts: Facts, at: Instant): Map<Id, Instant> {
  const changed = new Map<Id, Instant>();
  for (const window of facts.maintenances) {
    const began = workBeganAt(window, at);
    if (began === null) continue;
    const last = overAt(facts, window, at) ?? began;
    for (const { componentId, effect } of announcementInForce(window, at)?.components ?? [])
      if (effect !== "none") changed.set(componentId, Math.max(last, changed.get(componentId) ?? last));
  }
  return changed;
}
