import type { Component, Facts, Id, Incident, Instant } from "@/domain/facts";
import { incidentStatusAt } from "@/domain/incident";
import type { Draft } from "@/domain/journal";
import { claimsIn, speaksForIncident, updateProblems } from "@/domain/update";
import { componentOf } from "./fact-rows";
import { newId } from "./ids";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf, dateOrNull, fitHappenedAt } from "./time";
import type { PostUpdate } from "./update-input";
import { refuseProblems, timeIn } from "./update-problems";
import type { Tx } from "./write";

/** An update as it was parsed. */
export type Given = Omit<PostUpdate, "key" | "seen" | "incidentId" | "takeOffline"> & {
  takeOffline?: PostUpdate["takeOffline"];
};

/** What a post is checked against. */
type Known = { components: Map<Id, Component>; timeZone: string };

/** Fits the times, and throws what keeps the update from being posted. */
export async function draftUpdate(tx: Tx, given: Given, incident: Incident | null, now: Instant): Promise<Draft> {
  const { timeZone } = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
  const rows = await tx.component.findMany({ where: { id: { in: namedIn(given, incident) } } });
  return checkedDraft(
    { components: new Map(rows.map((row) => [row.id, componentOf(row)])), timeZone },
    given,
    incident,
    now,
  );
}

/** The same against facts in memory. */
export function draftFromFacts(
  { components, page }: Facts,
  given: Given,
  incident: Incident | null,
  now: Instant,
): Draft {
  const known = {
    components: new Map(components.map((component) => [component.id, component])),
    timeZone: page.timeZone,
  };
  return checkedDraft(known, given, incident, now);
}

function checkedDraft({ components, timeZone }: Known, given: Given, incident: Incident | null, now: Instant): Draft {
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
  refuseMissing(components, namedIn(given, null));
  refuseProblems(updateProblems(incident, draft, now), components, timeZone);
  refuseOverlaps(draft, incident, components, timeZone);
  return draft;
}

function namedIn({ components, backOnline, takeOffline }: Given, incident: Incident | null): Id[] {
  const claimed = [...components, ...backOnline].map(({ componentId }) => componentId);
  const offline = incident?.offline.map(({ componentId }) => componentId) ?? [];
  return [...new Set([...claimed, ...(takeOffline?.componentIds ?? []), ...offline])];
}

function refuseMissing(components: Map<Id, Component>, named: readonly Id[]): void {
  for (const componentId of named) {
    const component = components.get(componentId);
    if (!component) throw new Refusal("not_found", "One of the components is not there.");
    if (component.archivedAt !== null) {
      throw new InvalidInput({ components: `Restore ${component.name} first: it is archived.` });
    }
  }
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
  { id = newId(), filedAt = null }: { id?: Id | undefined; filedAt?: Instant | null } = {},
): Promise<{ id: Id; notes: string[] }> {
  const claims = claimsIn(draft);
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
      filedAt: dateOrNull(filedAt),
      authorId,
      claims: { create: claims },
    },
  });
  await storeOffline(tx, incidentId, draft, now);
  if (draft.status === "resolved") await storeBase(tx, draft, now);
  const told = [...claims.map(({ componentId }) => componentId), ...draft.takeOffline];
  return { id, notes: await moveStarts(tx, told, draft.happenedAt) };
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
    data: claimsIn(draft).map(({ componentId, status }) => ({ id: newId(), componentId, status, ...times })),
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
