import type { Id, Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import type { Posted } from "./incidents";
import { parse } from "./input";
import { InvalidInput } from "./refusal";
import { dateOf, fitHappenedAt } from "./time";
import { type RecordPastIncidentInput, recordPastIncidentInput } from "./update-input";
import { draftUpdate, storeUpdate } from "./update-posting";
import { type Tx, write } from "./write";

/** Records an incident that is over, from its beginning to its end, with the states that components had in it. */
export async function recordPastIncident(
  actor: Actor | null,
  input: RecordPastIncidentInput,
  now?: Instant,
): Promise<Posted> {
  authorize(actor, "incidents.write");
  const {
    key,
    name,
    impactOverride = null,
    limitedDetail,
    resolvedAt,
    resolution,
    ...told
  } = parse(recordPastIncidentInput, input);
  const change = async (tx: Tx, at: Instant) => {
    const over = fitEnd(told.happenedAt, resolvedAt ?? told.happenedAt, at);
    const begins = { ...told, status: "investigating" as const, backOnline: [], reopen: false };
    const first = await draftUpdate(tx, begins, null, at);
    const incident = { id: newId(), name, impactOverride, limitedDetail };
    await tx.incident.create({ data: { ...incident, createdAt: dateOf(at) } });
    // Of two that happened and were posted at the same time the greater id has the last word.
    const [firstId, lastId] = [newId(), newId()].sort();
    const { notes } = await storeUpdate(tx, incident.id, first, actor.id, at, { id: firstId });
    const ends = { components: [], effect: null, scope: null, happenedAt: over, body: resolution };
    const last = { ...first, ...ends, status: "resolved" as const };
    await storeUpdate(tx, incident.id, last, actor.id, at, { id: lastId });
    const after = { ...incident, updates: [first, last], notes };
    const event = { type: "incident.recorded", subjectKind: "incident", subjectId: incident.id, after };
    return { event, result: { id: incident.id, notes } };
  };
  const once = {
    key,
    command: "recordPastIncident",
    idOf: ({ id }: Posted) => id,
    again: (id: Id): Posted => ({ id, notes: [] }),
  };
  return write(actor, change, { now, once });
}

function fitEnd(began: Instant, over: Instant, now: Instant): Instant {
  if (over < began) throw new InvalidInput({ resolvedAt: "The end must come after the beginning. Give a later one." });
  if (over > now + 5 * 60_000)
    throw new InvalidInput({ resolvedAt: "This end is still to come. Open an incident for what goes on." });
  return fitHappenedAt(over, now);
}
