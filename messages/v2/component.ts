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
export function componentsOf(facts: Facts, page: PublicPage, site: Site, stamp: Stamp): Component[] {
  const timesOf = timesIn(facts, page.at);
  const kept = new Map<Id, Kept>([...facts.components, ...facts.groups].map((each) => [each.id, each]));
  const told = { page, site, stamp, timesOf, keptOf: (id: Id) => kept.get(id) ?? {} };
  const alone = page.groups.find(({ id }) => id === null)?.components.length ?? 0;
  const grouped = page.groups.filter(({ id }) => id !== null);
  return page.groups.flatMap((group) => [
    ...(group.id === null ? [] : [headOf(told, group, group.id, alone + grouped.indexOf(group) + 1)]),
    ...group.components.map((component, index) => memberOf(told, component, group.id, index + 1)),
  ]);
}

type Stamp = (at: Instant) => string;
type Times = { startAt: Instant; changedAt: Instant };
/** What programs said of a component or a group. */
type Kept = { showcase?: boolean | null; onlyShowIfDegraded?: boolean | null; description?: string | null };
type Told = { page: PublicPage; site: Site; stamp: Stamp; timesOf: (id: Id) => Times; keptOf: (id: Id) => Kept };

function memberOf(
  { page, site, stamp, timesOf, keptOf }: Told,
  { id, name, status, description }: PublicGroup["components"][number],
  groupId: Id | null,
  position: number,
): Component {
  const { startAt, changedAt } = timesOf(id);
  return {
    id,
    name,
    status,
    created_at: stamp(startAt),
    updated_at: stamp(changedAt),
    position,
    description,
    showcase: keptOf(id).showcase ?? true,
    start_date: dayIn(page.timeZone, startAt),
    group_id: groupId,
    page_id: site.pageId,
    group: false,
    only_show_if_degraded: keptOf(id).onlyShowIfDegraded ?? false,
  };
}

function headOf({ site, stamp, timesOf, keptOf }: Told, group: PublicGroup, id: Id, position: number): Component {
  const members = group.components.map((component) => component.id);
  const times = members.map(timesOf);
  return {
    id,
    name: group.name ?? "",
    status: group.status,
    created_at: stamp(Math.min(...times.map(({ startAt }) => startAt))),
    updated_at: stamp(Math.max(...times.map(({ changedAt }) => changedAt))),
    position,
    description: keptOf(id).description ?? null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: site.pageId,
    group: true,
    only_show_if_degraded: false,
    components: members,
  };
}

/** Since when components are there, and when what is shown of them last changed. */
function timesIn(facts: Facts, at: Instant): (id: Id) => Times {
  const begun = new Map(facts.components.map(({ id, startAt }) => [id, startAt]));
  const changed = changedByWork(facts, at);
  return (id) => {
    const startAt = begun.get(id) ?? at;
    const changes = [toldChangedAt(facts, id, at), changed.get(id)].filter((change) => typeof change === "number");
    return { startAt, changedAt: Math.max(startAt, ...changes) };
  };
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
