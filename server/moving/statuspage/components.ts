import type { Id, Instant } from "@/domain/facts";
import { instantIn, isTimeZone } from "@/domain/zone";
import type { Component } from "@/generated/prisma/client";
import { freeSlug } from "../../slugs";
import { dateOf, dateOrNull } from "../../time";
import type { SourceComponent } from "./documents";
import { type Import, mark, markOf, ownIdFor } from "./here";
import { count, fitted } from "./outcome";

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Finds or makes all groups and components, and those that only old incidents name. */
export async function bringComponents(work: Import): Promise<void> {
  const byPosition = work.source.components.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  for (const group of byPosition.filter((each) => each.group)) await bringGroup(work, group);
  for (const component of byPosition.filter((each) => !each.group)) await bringComponent(work, component);
  await bringMissing(work);
  const rare = byPosition.filter((each) => each.only_show_if_degraded).length;
  if (rare > 0)
    work.outcome.notes.add(`${rare} components are shown there only while something is wrong; here they always are.`);
}

async function bringGroup(work: Import, { id: sourceId, name: given, description }: SourceComponent): Promise<void> {
  if (markOf(work, "group", sourceId)) return;
  const { tx, outcome } = work;
  const name = fitted(outcome, given, 255, "The group");
  const groups = await tx.componentGroup.findMany();
  const known = groups.find((each) => same(each.name, name));
  if (known) {
    count(outcome, "groups that are here already");
    return mark(work, "group", sourceId, known.id, false);
  }
  const position = Math.max(-1, ...groups.map((each) => each.position)) + 1;
  const group = { id: ownIdFor(work, sourceId), name, description: description || null, position };
  await tx.componentGroup.create({ data: group });
  mark(work, "group", sourceId, group.id);
  count(outcome, "groups, new");
  outcome.done.push(`group “${name}”`);
  work.events.push({ type: "group.created", subjectKind: "group", subjectId: group.id, after: group });
}

async function bringComponent(work: Import, component: SourceComponent): Promise<void> {
  if (markOf(work, "component", component.id)) return;
  const { tx, outcome } = work;
  const name = fitted(outcome, component.name, 255, "The component");
  const groupId = await groupHere(work, component.group_id);
  const used = new Set([...work.marks].filter(([key]) => key.startsWith("component ")).map(([, { ownId }]) => ownId));
  const known = (await tx.component.findMany({ where: { groupId } })).find(
    (each) => same(each.name, name) && !used.has(each.id),
  );
  if (known) {
    count(outcome, "components that are here already");
    return mark(work, "component", component.id, known.id, false);
  }
  await addComponent(work, component.id, {
    name,
    description: component.description ? fitted(outcome, component.description, 500, "The description") : null,
    groupId,
    startAt: Math.min(work.at, startOf(work, component)),
    archivedAt: null,
    showcase: component.showcase ?? null,
    onlyShowIfDegraded: component.only_show_if_degraded ?? null,
  });
  count(outcome, "components, new");
}

/** The first day of the record, by the source's zone; else when it was made there. */
function startOf({ source }: Import, { start_date, created_at }: SourceComponent): Instant {
  if (!start_date) return created_at;
  const zone = source.page.time_zone ?? "UTC";
  const local = instantIn(isTimeZone(zone) ? zone : "UTC", `${start_date}T00:00`);
  return local.ok ? local.at : (local.candidates[0] ?? created_at);
}

/** The group of here, if it is still there. */
async function groupHere(work: Import, sourceId: string | null | undefined): Promise<Id | null> {
  const known = sourceId ? markOf(work, "group", sourceId) : undefined;
  const group = known && (await work.tx.componentGroup.findUnique({ where: { id: known.ownId } }));
  return group?.id ?? null;
}

type Kept = "name" | "description" | "groupId" | "showcase" | "onlyShowIfDegraded";
type Details = Pick<Component, Kept> & { startAt: Instant; archivedAt: Instant | null };

async function addComponent(
  work: Import,
  sourceId: string,
  { startAt, archivedAt, ...details }: Details,
): Promise<void> {
  const { tx } = work;
  const last = await tx.component.aggregate({ where: { groupId: details.groupId }, _max: { position: true } });
  const position = (last._max.position ?? -1) + 1;
  const slug = await freeSlug(tx, details.name);
  const component = { id: ownIdFor(work, sourceId), slug, ...details, position };
  await tx.component.create({ data: { ...component, startAt: dateOf(startAt), archivedAt: dateOrNull(archivedAt) } });
  mark(work, "component", sourceId, component.id);
  work.outcome.done.push(`component “${details.name}”`);
  work.events.push({ type: "component.created", subjectKind: "component", subjectId: component.id, after: component });
}

/** What was deleted there since is kept as archived here, as its past is public. */
async function bringMissing(work: Import): Promise<void> {
  const { source, outcome, at } = work;
  const groups = source.components.filter(({ group }) => group);
  for (const told of [...source.incidents, ...source.maintenances]) {
    const isOpen = !["resolved", "postmortem", "completed"].includes(told.status);
    for (const { code, name } of told.incident_updates.flatMap((update) => update.affected_components ?? [])) {
      if (!code || markOf(work, "component", code) || markOf(work, "group", code)) continue;
      const full = name ?? code;
      const group = groups.find((each) => full.startsWith(`${each.name} - `));
      await addComponent(work, code, {
        name: fitted(outcome, group ? full.slice(group.name.length + 3) : full, 255, "The component"),
        description: null,
        groupId: await groupHere(work, group?.id),
        startAt: told.created_at,
        archivedAt: isOpen ? null : at,
        showcase: null,
        onlyShowIfDegraded: null,
      });
      count(outcome, "components that are no longer there, archived");
    }
  }
}
