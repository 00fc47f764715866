import { z } from "zod";
import type { ComponentGroup, Facts, Id } from "@/domain/facts";
import { createGroup, deleteGroup, editGroup } from "../groups";
import { Refusal } from "../refusal";
import { groupAnswer } from "./component-answers";
import { contextNow } from "./context";
import { type Endpoint, reads, type Subject, writes } from "./endpoint";
import { examples } from "./examples";
import { type GroupFields, pagingQuery, patchGroupInput, postGroupInput, uptimeQuery } from "./inputs";
import { paged } from "./lists";
import { uptimeShape } from "./page-shapes";
import { groupShape } from "./shapes";
import { uptimeAnswer } from "./uptime";
import { whileThere } from "./while-there";

const base = "/pages/{page_id}/component-groups";
const one = `${base}/{id}`;

function found({ groups }: Facts, id: Id | undefined): ComponentGroup {
  const group = groups.find((each) => each.id === id);
  if (!group) throw new Refusal("not_found", "There is no group with this id.");
  return group;
}

async function show({ id }: Subject) {
  const context = await contextNow();
  return groupAnswer(context, found(context.facts, id));
}

function descriptionIn({ description, component_group: group }: GroupFields): string | null | undefined {
  return group.description === undefined ? description : group.description;
}

const subject = (id: Id): Subject => ({ kind: "group", id });

export const groupEndpoints: readonly Endpoint[] = [
  reads({
    path: base,
    name: "listComponentGroups",
    summary: "Groups, in the page’s order",
    query: pagingQuery,
    answer: z.array(groupShape),
    read: async (_, query) => {
      const context = await contextNow();
      return paged(context.facts.groups, query).map((group) => groupAnswer(context, group));
    },
  }),
  writes({
    methods: ["POST"],
    path: base,
    name: "postComponentGroup",
    summary: "Adds a group of these components",
    scopes: ["components"],
    status: 201,
    body: postGroupInput,
    example: examples.postComponentGroup,
    answer: groupShape,
    prefix: "component_group",
    write: async ({ actor, key }, given) => {
      const { name, components: componentIds } = given.component_group;
      const group = { key, name, componentIds, description: descriptionIn(given) };
      const { id } = await whileThere(() => createGroup(actor, group));
      return { status: 201, subject: subject(id) };
    },
    show,
  }),
  reads({
    path: one,
    name: "getComponentGroup",
    summary: "A group",
    answer: groupShape,
    read: ({ params }) => show(subject(params.id ?? "")),
  }),
  reads({
    path: `${one}/uptime`,
    name: "getComponentGroupUptime",
    summary: "A group’s uptime, by the worst of its components at each moment",
    query: uptimeQuery,
    answer: uptimeShape,
    read: async ({ params }, query) => {
      const context = await contextNow();
      const { id, name } = found(context.facts, params.id);
      const { components: componentIds } = groupAnswer(context, { id, name, position: 0 });
      return uptimeAnswer(context, { id, name, componentIds }, query);
    },
  }),
  writes({
    methods: ["PATCH", "PUT"],
    path: one,
    name: "patchComponentGroup",
    summary: "Changes what is given of a group; its components become exactly those",
    scopes: ["components"],
    body: patchGroupInput,
    example: examples.patchComponentGroup,
    answer: groupShape,
    prefix: "component_group",
    write: async ({ actor, params }, given) => {
      const before = found((await contextNow()).facts, params.id);
      const { name = before.name, components: componentIds } = given.component_group;
      const after = { groupId: before.id, name, componentIds, description: descriptionIn(given) };
      await whileThere(() => editGroup(actor, after));
      return { status: 200, subject: subject(before.id) };
    },
    show,
  }),
  writes({
    methods: ["DELETE"],
    path: one,
    name: "deleteComponentGroup",
    summary: "Deletes a group; its components stay",
    scopes: ["components"],
    body: z.unknown(),
    answer: groupShape,
    prefix: "component_group",
    write: async ({ actor, params }) => {
      const context = await contextNow();
      const before = found(context.facts, params.id);
      const told = groupAnswer(context, before);
      await whileThere(() => deleteGroup(actor, { groupId: before.id }));
      return { status: 200, subject: subject(before.id), beside: { deleted: told } };
    },
    show: async (shown, { deleted }) => deleted ?? show(shown),
  }),
];
