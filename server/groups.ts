import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { refuseUnlessQuiet } from "./housekeeping";
import { newId } from "./ids";
import { id, key, line, optionalLine, parse } from "./input";
import { direction, moved } from "./order";
import { InvalidInput, Refusal } from "./refusal";
import { onceFor, type Tx, write } from "./write";

const details = {
  name: line("a name for the group", 255),
  /** Kept for programs; absent: as it was, empty or null: none. */
  description: optionalLine("a description", 500),
};

/** The components of the group in their order; absent: as it is. */
const componentIds = z
  .array(id, { error: "Give a list of components." })
  .max(1000)
  .refine((list) => new Set(list).size === list.length, { error: "Name each component once." })
  .optional();

export const createGroupInput = z.object({ key, ...details, componentIds });
export const editGroupInput = z.object({ groupId: id, ...details, componentIds });
export const moveGroupInput = z.object({ groupId: id, direction });
export const deleteGroupInput = z.object({ groupId: id });

/** Adds a group after the others. */
export async function createGroup(
  actor: Actor | null,
  input: z.input<typeof createGroupInput>,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "components.write");
  const { key, componentIds, name, description } = parse(createGroupInput, input);
  return write(
    actor,
    async (tx, at) => {
      const last = await tx.componentGroup.aggregate({ _max: { position: true } });
      const group = { id: newId(), name, description: description || null, position: (last._max.position ?? -1) + 1 };
      await tx.componentGroup.create({ data: group });
      await setMembers(tx, group.id, componentIds, at);
      const after = { ...group, ...(componentIds && { componentIds }) };
      return { event: about(group.id, "group.created", null, after), result: { id: group.id } };
    },
    { now, once: onceFor("createGroup", key) },
  );
}

export async function editGroup(
  actor: Actor | null,
  input: z.input<typeof editGroupInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { groupId, componentIds, name, description } = parse(editGroupInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await lookUp(tx, groupId);
      const after = { name, description: description === undefined ? before.description : description || null };
      await tx.componentGroup.update({ where: { id: groupId }, data: after });
      await setMembers(tx, groupId, componentIds, at);
      const told = { ...before, ...after, ...(componentIds && { componentIds }) };
      return { event: about(groupId, "group.edited", before, told), result: undefined };
    },
    { now },
  );
}

/** Moves a group by one place. */
export async function moveGroup(
  actor: Actor | null,
  input: z.input<typeof moveGroupInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { groupId, direction } = parse(moveGroupInput, input);
  await write(
    actor,
    async (tx) => {
      await lookUp(tx, groupId);
      const before = await tx.componentGroup.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
      const after = moved(before, groupId, direction).map((group, position) => ({ ...group, position }));
      for (const { id, position } of after) await tx.componentGroup.update({ where: { id }, data: { position } });
      const order = (groups: typeof after) => ({ order: groups.map(({ id }) => id) });
      return { event: about(groupId, "group.moved", order(before), order(after)), result: undefined };
    },
    { now },
  );
}

/** Deletes a group; its components stay, without a group. Refused while one of them is unwell. */
export async function deleteGroup(
  actor: Actor | null,
  input: z.input<typeof deleteGroupInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { groupId } = parse(deleteGroupInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await lookUp(tx, groupId);
      const members = await tx.component.findMany({
        where: { groupId },
        orderBy: [{ position: "asc" }, { id: "asc" }],
      });
      const active = members.filter(({ archivedAt }) => archivedAt === null);
      await refuseUnlessQuiet(
        tx,
        active.map(({ id }) => id),
        at,
      );
      await tx.componentGroup.delete({ where: { id: groupId } });
      const event = about(groupId, "group.deleted", { ...before, componentIds: members.map(({ id }) => id) }, null);
      return { event, result: undefined };
    },
    { now },
  );
}

/** Puts these components into the group, in this order, and the others out of it. Refused while one that moves is unwell. */
async function setMembers(tx: Tx, groupId: Id, componentIds: Id[] | undefined, at: Instant): Promise<void> {
  if (!componentIds) return;
  const members = await tx.component.findMany({ where: { OR: [{ groupId }, { id: { in: componentIds } }] } });
  const missing = componentIds.find((each) => !members.some((member) => member.id === each));
  if (missing !== undefined) throw new InvalidInput({ componentIds: `There is no component “${missing}”.` });
  const moving = members.filter((member) => (member.groupId === groupId) !== componentIds.includes(member.id));
  const active = moving.filter(({ archivedAt }) => archivedAt === null).map((member) => member.id);
  await refuseUnlessQuiet(tx, active, at);
  const leaving = members.filter((member) => !componentIds.includes(member.id)).map((member) => member.id);
  await tx.component.updateMany({ where: { id: { in: leaving } }, data: { groupId: null } });
  for (const [position, componentId] of componentIds.entries())
    await tx.component.update({ where: { id: componentId }, data: { groupId, position } });
}

async function lookUp(tx: Tx, groupId: Id) {
  const group = await tx.componentGroup.findUnique({ where: { id: groupId } });
  if (!group) throw new Refusal("not_found");
  return group;
}

function about(groupId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "group", subjectId: groupId, before, after };
}
