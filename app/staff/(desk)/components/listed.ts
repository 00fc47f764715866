import type { ListedGroup } from "@/components/staff/component-list";
import type { Option } from "@/components/staff/fields";
import type { Component } from "@/domain/facts";
import type { PublicComponent } from "@/domain/public-page";
import { loadFacts } from "@/server/load";
import { currentFacts, currentPage } from "@/server/snapshot";

type Listed = {
  groups: ListedGroup[];
  archived: Component[];
  total: number;
  shown: number;
  groupOptions: Option[];
};

/** More would be a page that no phone likes; the rest is found by name. */
const mostShown = 100;

/** The first components whose name has `q`, in groups, as customers see them now. */
export async function listed(q: string): Promise<Listed> {
  const facts = currentFacts()?.facts ?? (await loadFacts());
  const active = facts.components.filter(({ archivedAt }) => archivedAt === null);
  const shownNow = new Map(
    currentPage().groups.flatMap(({ components }) => components.map((each) => [each.id, each] as const)),
  );
  const found = active
    .filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()))
    .sort((a, b) => a.position - b.position)
    .slice(0, mostShown);
  const inGroup = (groupId: string | null) =>
    found.filter((each) => each.groupId === groupId).map((each) => shownNow.get(each.id) ?? plain(each));
  const named = facts.groups
    .toSorted((a, b) => a.position - b.position)
    .map((group) => ({ group, components: inGroup(group.id) }));
  const loose = { group: null, components: inGroup(null) };
  const groups = [loose, ...named].filter(({ group, components }) => components.length > 0 || (group && q === ""));
  return {
    groups,
    archived: facts.components.filter(({ archivedAt }) => archivedAt !== null),
    total: active.length,
    shown: found.length,
    groupOptions: groupOptions(facts.groups),
  };
}

/** The choice of a group, none first. */
export function groupOptions(groups: readonly { id: string; name: string }[]): Option[] {
  return [{ value: "", label: "None" }, ...groups.map(({ id, name }) => ({ value: id, label: name }))];
}

function plain({ id, name, description }: Component): PublicComponent {
  return {
    id,
    name,
    description,
    status: "operational",
    takenOffline: false,
    withinWindow: false,
    inOpenIncident: false,
  };
}
