import type { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import type { ExpectedEffect, IncidentComponentStatus } from "@/domain/status";
import { clockToleranceMs } from "@/domain/update";
import { words } from "@/messages/words";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { parse } from "./input";
import { loadFacts } from "./load";
import { type OpenUnannouncedWorkInput, openUnannouncedWorkInput } from "./maintenance-input";
import { refuseMissingComponents } from "./plan-problems";
import { InvalidInput } from "./refusal";
import { dateOf, dateOrNull } from "./time";
import { draftUpdate, storeUpdate } from "./update-posting";
import { type Change, type Tx, write } from "./write";

export type UnannouncedWork = { kind: "incident" | "notice"; id: Id };
type Work = Omit<z.output<typeof openUnannouncedWorkInput>, "key">;

const once = (key: string | undefined) => ({
  key,
  command: "openUnannouncedWork",
  idOf: ({ kind, id }: UnannouncedWork): Id => `${kind}:${id}`,
  again: (taken: Id): UnannouncedWork => {
    const [kind, id] = taken.split(":");
    return { kind: kind === "notice" ? "notice" : "incident", id: id ?? "" };
  },
});

/**
 * Tells of work that was not announced, as what it is: an incident in which what is down is taken offline on purpose from
 * now on, refused where a start is given that is still to come; or a notice where nobody will notice anything.
 */
export async function openUnannouncedWork(
  actor: Actor | null,
  input: OpenUnannouncedWorkInput,
  now?: Instant,
): Promise<UnannouncedWork> {
  authorize(actor, "maintenance.write");
  const { key, ...work } = parse(openUnannouncedWorkInput, input);
  const change = async (tx: Tx, at: Instant) => {
    refuseMissingComponents(await loadFacts(tx), work);
    const felt = work.components.some(({ effect }) => effect !== "none");
    if (felt) refuseBefore(work, at);
    return felt ? openAsIncident(tx, work, actor.id, at) : publishAsNotice(tx, work, at);
  };
  return write(actor, change, { now, once: once(key) });
}

function refuseBefore({ startAt }: Work, at: Instant): void {
  if (!startAt || startAt <= at + clockToleranceMs) return;
  const sentence = "This work has not begun, and nothing is offline yet. Open an incident when it begins.";
  throw new InvalidInput({ startAt: sentence });
}

const claimOf: Partial<Record<ExpectedEffect, IncidentComponentStatus>> = {
  slow: "degraded_performance",
  partly: "partial_outage",
};

async function openAsIncident(tx: Tx, work: Work, authorId: Id | null, at: Instant): Promise<Change<UnannouncedWork>> {
  const { name, message: body, components } = work;
  const reason = work.reason || words()("system.unannouncedReason");
  const claims = components.flatMap(({ componentId, effect }) => {
    const status = claimOf[effect];
    return status ? [{ componentId, status }] : [];
  });
  const down = components.filter(({ effect }) => effect === "down").map(({ componentId }) => componentId);
  const told = { status: "identified" as const, body, components: claims, backOnline: [], reopen: false };
  const draft = await draftUpdate(tx, { ...told, takeOffline: { componentIds: down, reason } }, null, at);
  const id = newId();
  await tx.incident.create({ data: { id, name, createdAt: dateOf(at) } });
  await storeUpdate(tx, id, draft, authorId, at);
  const event = { type: "incident.opened", subjectKind: "incident", subjectId: id, after: { name, update: draft } };
  return { event, result: { kind: "incident", id } };
}

async function publishAsNotice(
  tx: Tx,
  { name, message, startAt, endAt }: Work,
  at: Instant,
): Promise<Change<UnannouncedWork>> {
  const id = newId();
  const fromAt = Math.max(at, startAt ?? at);
  const untilAt = endAt && endAt > fromAt ? endAt : null;
  const notice = { id, title: name, body: message, untilAt };
  const times = { fromAt: dateOf(fromAt), postedAt: dateOf(at), untilAt: dateOrNull(untilAt) };
  await tx.notice.create({ data: { ...notice, ...times } });
  const event = { type: "notice.published", subjectKind: "notice", subjectId: id, after: { ...notice, fromAt } };
  return { event, result: { kind: "notice", id } };
}
