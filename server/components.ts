import { z } from "zod";
import type { Component, Id, Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { componentOf } from "./fact-rows";
import { refuseUnlessQuiet } from "./housekeeping";
import { newId } from "./ids";
import { id, instant, key, line, optionalLine, parse } from "./input";
import { direction, moved } from "./order";
import { InvalidInput, Refusal } from "./refusal";
import { freeSlug } from "./slugs";
import { dateOf } from "./time";
import { onceFor, type Tx, write } from "./write";

const details = {
  name: line("a name for the component", 255),
  /** Absent: as it was; empty or null: none. */
  description: optionalLine("a description", 500),
  groupId: id.nullish(),
  /** From when on something is known of it; absent: from now on, or as it was. */
  startAt: instant("the first day").nullish(),
  /** Kept for programs, and without effect; absent: as it was. */
  showcase: z.boolean().nullish(),
  onlyShowIfDegraded: z.boolean().nullish(),
};

export const createComponentInput = z.object({ ...details, key });
export const editComponentInput = z.object({ componentId: id, ...details });
export const moveComponentInput = z.object({ componentId: id, direction });
export const archiveComponentInput = z.object({ componentId: id });
export const restoreComponentInput = archiveComponentInput;

/** Adds a component after the others of its group; there is no data about it before its start, which is now if none is given. */
export async function createComponent(
  actor: Actor | null,
  input: z.input<typeof createComponentInput>,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "components.write");
  const { key, description, groupId = null, startAt, ...given } = parse(createComponentInput, input);
  return write(
    actor,
    async (tx, at) => {
      const position = await nextPosition(tx, groupId);
      const slug = await freeSlug(tx, given.name);
      const component = { id: newId(), slug, ...said(given), description: description || null, groupId, position };
      await tx.component.create({ data: { ...component, startAt: dateOf(fitStart(startAt ?? at, at)) } });
      return { event: about(component.id, "component.created", null, component), result: { id: component.id } };
    },
    { now, once: onceFor("createComponent", key) },
  );
}

/** Changes name, description, group and start. Another group is refused while the component is unwell. */
export async function editComponent(
  actor: Actor | null,
  input: z.input<typeof editComponentInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { componentId, description, groupId, startAt, ...given } = parse(editComponentInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await lookUp(tx, componentId);
      const regrouped = groupId !== undefined && groupId !== before.groupId;
      if (regrouped && before.archivedAt === null) await refuseUnlessQuiet(tx, [componentId], at);
      const after = {
        ...said(given, before),
        description: description === undefined ? before.description : description || null,
        groupId: groupId === undefined ? before.groupId : groupId,
        position: regrouped ? await nextPosition(tx, groupId) : before.position,
      };
      const begins = fitStart(startAt ?? before.startAt, before.startAt);
      await tx.component.update({ where: { id: componentId }, data: { ...after, startAt: dateOf(begins) } });
      const told = { ...before, ...after, startAt: begins };
      return { event: about(componentId, "component.edited", before, told), result: undefined };
    },
    { now },
  );
}

type Said = Pick<Component, "name" | "showcase" | "onlyShowIfDegraded">;

function said({ name, showcase, onlyShowIfDegraded }: Said, before?: Said) {
  return {
    name,
    showcase: showcase ?? before?.showcase ?? null,
    onlyShowIfDegraded: onlyShowIfDegraded ?? before?.onlyShowIfDegraded ?? null,
  };
}

/** Moves a component by one place within its group. */
export async function moveComponent(
  actor: Actor | null,
  input: z.input<typeof moveComponentInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { componentId, direction } = parse(moveComponentInput, input);
  await write(
    actor,
    async (tx) => {
      const { groupId } = await lookUp(tx, componentId);
      const before = await tx.component.findMany({
        where: { groupId, archivedAt: null },
        orderBy: [{ position: "asc" }, { id: "asc" }],
      });
      const after = moved(before, componentId, direction);
      for (const [position, { id }] of after.entries())
        await tx.component.update({ where: { id }, data: { position } });
      const order = (components: typeof before) => ({ order: components.map(({ id }) => id) });
      return { event: about(componentId, "component.moved", order(before), order(after)), result: undefined };
    },
    { now },
  );
}

/** Takes a component off the page; its history stays. Refused while it is unwell. */
export async function archiveComponent(
  actor: Actor | null,
  input: z.input<typeof archiveComponentInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { componentId } = parse(archiveComponentInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await lookUp(tx, componentId);
      if (before.archivedAt === null) await refuseUnlessQuiet(tx, [componentId], at);
      const archivedAt = before.archivedAt ?? at;
      await tx.component.update({ where: { id: componentId }, data: { archivedAt: dateOf(archivedAt) } });
      return { event: about(componentId, "component.archived", before, { ...before, archivedAt }), result: undefined };
    },
    { now },
  );
}

/** Puts an archived component back on the page. */
export async function restoreComponent(
  actor: Actor | null,
  input: z.input<typeof restoreComponentInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { componentId } = parse(restoreComponentInput, input);
  await write(
    actor,
    async (tx) => {
      const before = await lookUp(tx, componentId);
      await tx.component.update({ where: { id: componentId }, data: { archivedAt: null } });
      const event = about(componentId, "component.restored", before, { ...before, archivedAt: null });
      return { event, result: undefined };
    },
    { now },
  );
}

/** A later start would take away what is known. */
function fitStart(startAt: Instant, latest: Instant): Instant {
  if (startAt <= latest) return startAt;
  throw new InvalidInput({ startAt: "This first day is too late. Give an earlier one, or leave it as it is." });
}

async function lookUp(tx: Tx, componentId: Id): Promise<Component> {
  const row = await tx.component.findUnique({ where: { id: componentId } });
  if (!row) throw new Refusal("not_found");
  return componentOf(row);
}

/** After the last of the group; throws when there is no such group. */
async function nextPosition(tx: Tx, groupId: Id | null): Promise<number> {
  if (groupId !== null && !(await tx.componentGroup.findUnique({ where: { id: groupId } }))) {
    throw new Refusal("not_found", "The group is not there any more.");
  }
  const last = await tx.component.aggregate({ where: { groupId }, _max: { position: true } });
  return (last._max.position ?? -1) + 1;
}

function about(componentId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "component", subjectId: componentId, before, after };
}
