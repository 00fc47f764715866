import type { Id } from "@/domain/facts";
import { type ComponentStatus, isWorse, worstStatus } from "@/domain/status";
import type { BaseChange } from "@/generated/prisma/client";
import { newId } from "../../ids";
import { dateOf } from "../../time";
import type { SourceComponent } from "./documents";
import { type Import, mark, markOf } from "./here";
import { count } from "./outcome";
import { toldOf } from "./told";

/**
 * Sets what components are there now, as far as open incidents don't say it, from now on; since when it is so nobody
 * says. Only of those that were made by an import, and until staff set something themselves.
 */
export async function bringPresent(work: Import): Promise<void> {
  const claimed = claimedNow(work);
  const announced = await announcedNow(work);
  for (const component of work.source.components.filter(({ group }) => !group)) {
    const known = markOf(work, "component", component.id);
    if (known) await setBase(work, component, known.ownId, known.made, { claimed, announced });
  }
}

type Explained = { claimed: Map<Id, ComponentStatus>; announced: Set<Id> };

async function setBase(
  work: Import,
  { id, name, status }: SourceComponent,
  componentId: Id,
  made: boolean,
  { claimed, announced }: Explained,
): Promise<void> {
  const { tx, at, outcome } = work;
  const planned = status === "under_maintenance" && announced.has(componentId);
  const beyond = isWorse(status, claimed.get(componentId) ?? "operational") && !planned ? status : "operational";
  const last = await lastBase(work, componentId);
  if ((last?.status ?? "operational") === beyond) return;
  if (!made || (last && last.id !== markOf(work, "base", id)?.ownId)) {
    if (beyond !== "operational")
      outcome.left.push(`“${name}” is ${inWords(beyond)} there; set it here too, if it is so.`);
    return;
  }
  const change = { id: newId(), componentId, status: beyond, happenedAt: dateOf(at), postedAt: dateOf(at) };
  await tx.baseChange.create({ data: change });
  mark(work, "base", id, change.id);
  count(outcome, "present states of components");
  outcome.done.push(`“${name}” is ${inWords(beyond)} from now on`);
  if (beyond === "under_maintenance") outcome.notes.add(unvouched);
  const event = { type: "component.status_set", subjectKind: "component", subjectId: componentId };
  work.events.push({
    ...event,
    before: { status: last?.status ?? "operational" },
    after: { status: beyond, incidentIds: [] },
  });
}

const unvouched =
  "Work that is under way there is shown as work that was not announced: here nobody can tell when it was. Say more of it in a notice or an incident.";

const inWords = (status: ComponentStatus) => status.replaceAll("_", " ");

function lastBase({ tx }: Import, componentId: Id): Promise<BaseChange | null> {
  return tx.baseChange.findFirst({ where: { componentId }, orderBy: [{ happenedAt: "desc" }, { postedAt: "desc" }] });
}

/** What the incidents that are open there say of components. */
function claimedNow(work: Import): Map<Id, ComponentStatus> {
  const claimed = new Map<Id, ComponentStatus>();
  for (const told of work.source.incidents) {
    const updates = toldOf(work, told);
    if (updates.at(-1)?.status === "resolved") continue;
    const last = new Map(updates.flatMap(({ claims }) => claims).map((claim) => [claim.componentId, claim.status]));
    for (const [id, status] of last) claimed.set(id, worstStatus([status, claimed.get(id) ?? "operational"]));
  }
  return claimed;
}

/** The components of work that was announced here and should be under way. */
async function announcedNow({ tx, at }: Import): Promise<Set<Id>> {
  const window = { imported: false, actualEnd: null, cancelledAt: null, incidentAt: null };
  const rows = await tx.announcedEffect.findMany({
    where: { announcement: { startAt: { lte: dateOf(at) }, maintenance: window } },
    select: { componentId: true },
  });
  return new Set(rows.map(({ componentId }) => componentId));
}
