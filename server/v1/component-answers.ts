import type { Component, ComponentGroup, Id } from "@/domain/facts";
import { dayIn } from "@/domain/zone";
import { type Context, stamp } from "./context";

/** A component as answers have it. */
export function componentAnswer({ facts, pageId, statuses, times }: Context, component: Component) {
  const { id, name, description, groupId, position, startAt, showcase, onlyShowIfDegraded } = component;
  const { createdAt, updatedAt } = times.get(id) ?? { createdAt: startAt, updatedAt: startAt };
  return {
    id,
    page_id: pageId,
    group_id: groupId,
    created_at: stamp(createdAt),
    updated_at: stamp(updatedAt),
    group: false as const,
    name,
    description,
    position: position + 1,
    status: statuses.get(id) ?? ("operational" as const),
    showcase: showcase ?? true,
    only_show_if_degraded: onlyShowIfDegraded ?? false,
    automation_email: null,
    start_date: dayIn(facts.page.timeZone, startAt),
  };
}

export function groupAnswer(
  { facts, pageId, times, now }: Context,
  { id, name, description, position }: ComponentGroup,
) {
  const members = livingComponents(facts.components).filter(({ groupId }) => groupId === id);
  const { createdAt, updatedAt } = times.get(id) ?? { createdAt: now, updatedAt: now };
  return {
    id,
    page_id: pageId,
    name,
    description: description ?? null,
    components: members.toSorted((a, b) => a.position - b.position).map((member) => member.id),
    position: position + 1,
    created_at: stamp(createdAt),
    updated_at: stamp(updatedAt),
  };
}

/** Those that are not archived. */
export function livingComponents(components: readonly Component[]): Component[] {
  return components.filter(({ archivedAt }) => archivedAt === null);
}

/** As timelines call them: "Group - Child". */
export function fullName({ facts }: Context, componentId: Id): string {
  const component = facts.components.find(({ id }) => id === componentId);
  const group = facts.groups.find(({ id }) => id === component?.groupId);
  return [group?.name, component?.name ?? componentId].filter(Boolean).join(" - ");
}
