import { z } from "zod";
import type { Component, Facts, Id } from "@/domain/facts";
import { dayIn } from "@/domain/zone";
import { setComponentStatus } from "../component-status";
import { archiveComponent, createComponent, editComponent, editComponentInput } from "../components";
import { parse } from "../input";
import { InvalidInput, Refusal } from "../refusal";
import { componentAnswer, livingComponents } from "./component-answers";
import { contextNow } from "./context";
import { type Call, type Done, type Endpoint, reads, type Subject, writes } from "./endpoint";
import { examples } from "./examples";
import { dayStart } from "./incident-posting";
import { type ComponentFields, pagingQuery, patchComponentInput, postComponentInput, uptimeQuery } from "./inputs";
import { paged } from "./lists";
import { uptimeShape } from "./page-shapes";
import { componentShape } from "./shapes";
import { uptimeAnswer } from "./uptime";
import { togetherWhileThere, whileThere } from "./while-there";

const base = "/pages/{page_id}/components";
const one = `${base}/{component_id}`;

function found({ components }: Facts, id: Id | undefined): Component {
  const component = livingComponents(components).find((each) => each.id === id);
  if (!component) throw new Refusal("not_found", "There is no component with this id.");
  return component;
}

async function show({ id }: Subject) {
  const context = await contextNow();
  return componentAnswer(context, found(context.facts, id));
}

const done = (id: Id, status = 200): Done => ({ status, subject: { kind: "component", id } });

function groupIn({ groups }: Facts, { group_id }: ComponentFields): Id | null | undefined {
  if (group_id === undefined) return undefined;
  if (!group_id) return null;
  if (groups.some(({ id }) => id === group_id)) return group_id;
  throw new InvalidInput({ group_id: `There is no group with the id “${group_id}”.` });
}

function keptOf({ showcase, only_show_if_degraded }: ComponentFields) {
  return { showcase: showcase ?? undefined, onlyShowIfDegraded: only_show_if_degraded ?? undefined };
}

async function create({ actor, key }: Call, fields: ComponentFields): Promise<Done> {
  const { facts } = await contextNow();
  const { name = "", description, status, start_date } = fields;
  const startAt = dayStart(start_date, facts.page.timeZone);
  const given = { key, name, description, groupId: groupIn(facts, fields), startAt, ...keptOf(fields) };
  return togetherWhileThere(async () => {
    const { id } = await createComponent(actor, given);
    if (status && status !== "operational") await setComponentStatus(actor, { componentId: id, status });
    return done(id, 201);
  });
}

async function change({ actor, params }: Call, fields: ComponentFields): Promise<Done> {
  const { facts } = await contextNow();
  const before = found(facts, params.component_id);
  const edit = editIn(facts, before, fields);
  await togetherWhileThere(async () => {
    const { status } = fields;
    const isWell = status === "operational";
    // What is unwell stays where it is: so it recovers before it is edited, and is edited before it fails.
    if (isWell) await setComponentStatus(actor, { componentId: before.id, status });
    if (edit) await editComponent(actor, edit);
    if (status && !isWell) await setComponentStatus(actor, { componentId: before.id, status });
  });
  return done(before.id);
}

/** What of a component is to be another, checked before anything is done; null where nothing is. */
function editIn({ page, ...facts }: Facts, before: Component, fields: ComponentFields) {
  const { name = before.name, description, start_date } = fields;
  const groupId = groupIn({ page, ...facts }, fields);
  const isSameDay = !start_date || start_date === dayIn(page.timeZone, before.startAt);
  const startAt = isSameDay ? undefined : dayStart(start_date, page.timeZone);
  const kept = keptOf(fields);
  const edit = { componentId: before.id, name, description, groupId, startAt, ...kept };
  parse(editComponentInput, edit);
  const same =
    name === before.name &&
    (description === undefined || (description || null) === before.description) &&
    (groupId === undefined || groupId === before.groupId) &&
    startAt === undefined &&
    [undefined, before.showcase].includes(kept.showcase) &&
    [undefined, before.onlyShowIfDegraded].includes(kept.onlyShowIfDegraded);
  return same ? null : edit;
}

export const componentEndpoints: readonly Endpoint[] = [
  reads({
    path: base,
    name: "listComponents",
    summary: "Components, in the page’s order, with the state that each shows now",
    query: pagingQuery,
    answer: z.array(componentShape),
    read: async (_, query) => {
      const context = await contextNow();
      const all = livingComponents(context.facts.components);
      return paged(all, query).map((component) => componentAnswer(context, component));
    },
  }),
  writes({
    methods: ["POST"],
    path: base,
    name: "postComponent",
    summary: "Adds a component",
    scopes: ["components"],
    status: 201,
    body: postComponentInput,
    example: examples.postComponent,
    answer: componentShape,
    prefix: "component",
    write: (call, { component }) => create(call, component),
    show,
  }),
  reads({
    path: one,
    name: "getComponent",
    summary: "A component",
    answer: componentShape,
    read: ({ params }) => show({ kind: "component", id: params.component_id ?? "" }),
  }),
  reads({
    path: `${one}/uptime`,
    name: "getComponentUptime",
    summary: "A component’s uptime, of the last 90 days where no other time is given",
    query: uptimeQuery,
    answer: uptimeShape,
    read: async ({ params }, query) => {
      const context = await contextNow();
      const { id, name } = found(context.facts, params.component_id);
      return uptimeAnswer(context, { id, name, componentIds: [id] }, query);
    },
  }),
  writes({
    methods: ["PATCH", "PUT"],
    path: one,
    name: "patchComponent",
    summary: "Sets a component’s state, outside incidents and in those that are open, and changes what is given of it",
    scopes: ["components"],
    body: patchComponentInput,
    example: examples.patchComponent,
    answer: componentShape,
    prefix: "component",
    write: (call, { component }) => change(call, component),
    show,
  }),
  writes({
    methods: ["DELETE"],
    path: one,
    name: "deleteComponent",
    summary: "Archives a component; its history stays",
    scopes: ["components"],
    status: 204,
    body: z.unknown(),
    answer: null,
    prefix: "component",
    write: async ({ actor, params }) => {
      const { id } = found((await contextNow()).facts, params.component_id);
      await whileThere(() => archiveComponent(actor, { componentId: id }));
      return { status: 204, subject: null };
    },
    show,
  }),
];
