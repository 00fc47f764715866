import type { Component, Id, Incident, Instant } from "@/domain/facts";
import { incidentStatusAt } from "@/domain/incident";
import { speaksForIncident, type UpdateDraft, updateProblems } from "@/domain/update";
import { componentOf } from "./fact-rows";
import { newId } from "./ids";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf, dateOrNull, fitHappenedAt } from "./time";
import type { PostUpdate } from "./update-input";
import { refuseProblems, timeIn } from "./update-problems";
import type { Tx } from "./write";

/** A checked update, ready to be stored. */
export type Draft = UpdateDraft & { body: string; effect: string | null; scope: string | null; reason: string };

type Given = Omit<PostUpdate, "key" | "seen" | "incidentId" | "takeOffline"> & {
  takeOffline?: PostUpdate["takeOffline"];
};

/** Fits the times, and throws what keeps the update from being posted. */
export async function draftUpdate(tx: Tx, given: Given, incident: Incident | null, now: Instant): Promise<Draft> {
  const { takeOffline, ...rest } = given;
  const draft: Draft = {
    ...rest,
    happenedAt: fitHappenedAt(given.happenedAt, now),
    nextUpdateBy: given.status === "resolved" ? null : (given.nextUpdateBy ?? null),
    effect: given.effect ?? null,
    scope: given.scope ?? null,
    takeOffline: [...new Set(takeOffline?.componentIds)],
    reason: takeOffline?.reason ?? "",
  };
  const components = await namedComponents(tx, draft, incident);
  const { timeZone } = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
  refuseProblems(updateProblems(incident, draft, now), components, timeZone);
  refuseOverlaps(draft, incident, components, timeZone);
  return draft;
}

async function namedComponents(tx: Tx, draft: UpdateDraft, incident: Incident | null): Promise<Map<Id, Component>> {
  const claimed = [...draft.components, ...draft.backOnline].map(({ componentId }) => componentId);
  const named = new Set([...claimed, ...draft.takeOffline]);
  const offline = incident?.offline.map(({ componentId }) => componentId) ?? [];
  const rows = await tx.component.findMany({ where: { id: { in: [...named, ...offline] } } });
  const components = new Map(rows.map((row) => [row.id, componentOf(row)]));
  for (const componentId of named) {
    const component = components.get(componentId);
    if (!component) throw new Refusal("not_found", "One of the components is not there.");
    if (component.archivedAt !== null) {
      throw new InvalidInput({ components: `Restore ${component.name} first: it is archived.` });
    }
  }
  return components;
}

/** Off twice at the same time, or back before it went off, can't be told. */
function refuseOverlaps(
  draft: Draft,
  incident: Incident | null,
  components: Map<Id, Component>,
  timeZone: string,
): void {
  const name = (componentId: Id) => components.get(componentId)?.name;
  const over = incident && incidentStatusAt(incident, Number.POSITIVE_INFINITY) === "resolved";
  if (over && draft.takeOffline.length > 0 && !speaksForIncident(incident, draft.happenedAt)) {
    const sentence =
      "This incident was resolved after that time, so nothing of it can still be offline. Reopen it, or give a later time.";
    throw new InvalidInput({ takeOffline: sentence });
  }
  for (const { componentId, from, to } of incident?.offline ?? []) {
    if (to === null && draft.happenedAt <= from && draft.backOnline.some((back) => back.componentId === componentId)) {
      const sentence = `${name(componentId)} was taken offline at ${timeIn(timeZone, from)}; it came back later than that.`;
      throw new InvalidInput({ happenedAt: sentence });
    }
    if (to !== null && draft.happenedAt < to && draft.takeOffline.includes(componentId)) {
      const sentence = `${name(componentId)} was offline on purpose until ${timeIn(timeZone, to)}; give a time after that.`;
      throw new InvalidInput({ happenedAt: sentence });
    }
  }
}

/** Stores the update with all that it says about components; gives back its id and what staff should know. */
export async function storeUpdate(
  tx: Tx,
  incidentId: Id,
  draft: Draft,
  authorId: Id | null,
  now: Instant,
): Promise<{ id: Id; notes: string[] }> {
  const id = newId();
  const claims = statesOf(draft);
  await tx.incidentUpdate.create({
    data: {
      id,
      incidentId,
      status: draft.status,
      body: draft.body,
      effect: draft.effect,
      scope: draft.scope,
      happenedAt: dateOf(draft.happenedAt),
      postedAt: dateOf(now),
      nextUpdateBy: dateOrNull(draft.nextUpdateBy),
      authorId,
      claims: { create: [...claims].map(([componentId, status]) => ({ componentId, status })) },
    },
  });
  await storeOffline(tx, incidentId, draft, now);
  if (draft.status === "resolved") await storeBase(tx, draft, now);
  return { id, notes: await moveStarts(tx, [...claims.keys(), ...draft.takeOffline], draft.happenedAt) };
}

/** Back online has the last word about a component. */
function statesOf(draft: Draft): Map<Id, Draft["components"][number]["status"]> {
  return new Map([...draft.components, ...draft.backOnline].map(({ componentId, status }) => [componentId, status]));
}

async function storeOffline(tx: Tx, incidentId: Id, draft: Draft, now: Instant): Promise<void> {
  const happened = dateOf(draft.happenedAt);
  for (const { componentId } of draft.backOnline) {
    await tx.offlineInterval.updateMany({
      where: { incidentId, componentId, toAt: null },
      data: { toAt: happened, endPostedAt: dateOf(now) },
    });
  }
  const common = { incidentId, fromAt: happened, reason: draft.reason, postedAt: dateOf(now) };
  await tx.offlineInterval.createMany({
    data: draft.takeOffline.map((componentId) => ({ id: newId(), componentId, ...common })),
  });
}

/** A state that is sent with `resolved` outlives the incident. */
async function storeBase(tx: Tx, draft: Draft, now: Instant): Promise<void> {
  const times = { happenedAt: dateOf(draft.happenedAt), postedAt: dateOf(now) };
  await tx.baseChange.createMany({
    data: [...statesOf(draft)].map(([componentId, status]) => ({ id: newId(), componentId, status, ...times })),
  });
}

/** A component that something is told about was there then. */
async function moveStarts(tx: Tx, componentIds: Id[], happenedAt: Instant): Promise<string[]> {
  const late = await tx.component.findMany({
    where: { id: { in: componentIds }, startAt: { gt: dateOf(happenedAt) } },
  });
  if (late.length === 0) return [];
  await tx.component.updateMany({
    where: { id: { in: late.map(({ id }) => id) } },
    data: { startAt: dateOf(happenedAt) },
  });
  return late.map(({ name }) => `${name} was added after this happened; its record now begins at that time.`);
}
