import type { Facts } from "@/domain/facts";
import type { Named } from "./component-search";

/** The page's components in its order, archived ones left out. */
export function namedComponents(facts: Facts): Named[] {
  const groups = new Map(facts.groups.map((group) => [group.id, group]));
  const order = (groupId: string | null) => (groupId ? (groups.get(groupId)?.position ?? -1) : -1);
  return facts.components
    .filter(({ archivedAt }) => archivedAt === null)
    .toSorted((a, b) => order(a.groupId) - order(b.groupId) || a.position - b.position)
    .map(({ id, name, groupId }) => ({ id, name, group: (groupId && groups.get(groupId)?.name) || null }));
}
