import type { Facts, Id, Instant, Maintenance } from "@/domain/facts";
import { announcedEnd } from "@/domain/window";
import { endedAt, isRunning } from "@/domain/window-state";
import { systemActor } from "./actor";
import { database } from "./database";
import { forEachDue } from "./each-due";
import { loadFacts } from "./load";
import { dateOf } from "./time";
import { storeIncidentOf } from "./window-incident";
import { restOfOverrun } from "./window-overrun";
import { aboutWindow, changeWindowRow, findWindow } from "./window-writing";
import { type Change, NothingToDo, type Tx, write } from "./write";

/**
 * Writes down what time has brought: windows that ended by themselves, as they were announced to, and those that are
 * past the grace, which become incidents. Whoever comes second, another machine or staff, finds it done.
 */
export async function endDueWindows(at: Instant, now?: Instant): Promise<void> {
  const candidates = await idsPastAnEnd(at);
  if (candidates.length === 0) return;
  const facts = await loadFacts();
  const due = facts.maintenances.filter(({ id }) => candidates.includes(id)).filter((each) => isDue(facts, each, at));
  await forEachDue(due, ({ id }) => write(systemActor, (tx, then) => endWindow(tx, id, then), { now }));
}

async function idsPastAnEnd(at: Instant): Promise<Id[]> {
  const open = { imported: false, actualEnd: null, cancelledAt: null, incidentAt: null };
  const where = { ...open, announcements: { some: { endAt: { lte: dateOf(at) } } } };
  return (await database().maintenance.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

function isDue(facts: Facts, window: Maintenance, at: Instant): boolean {
  return endedAt(facts, window, at) !== null || isPastGrace(facts, window, at);
}

function isPastGrace(facts: Facts, window: Maintenance, at: Instant): boolean {
  const end = announcedEnd(window, at);
  if (end === null || at < end + facts.settings.graceMinutes * 60_000) return false;
  return isRunning(facts, window, at) && restOfOverrun(facts, window, at) !== null;
}

async function endWindow(tx: Tx, id: Id, at: Instant): Promise<Change<void>> {
  const found = await findWindow(tx, id, at);
  const { facts, window } = found;
  if (window.actualEnd !== null) throw new NothingToDo();
  const ended = endedAt(facts, window, at);
  if (ended !== null) {
    await changeWindowRow(tx, id, { actualEnd: dateOf(ended), endedAutomatically: true });
    const event = aboutWindow(id, "maintenance.ended_automatically", null, { actualEnd: ended });
    return { event, result: undefined };
  }
  const rest = isPastGrace(facts, window, at) ? restOfOverrun(facts, window, at) : null;
  if (!rest) throw new NothingToDo();
  const incidentId = await storeIncidentOf(tx, found, rest, systemActor.id, at);
  const after = { incidentId, incidentAt: at, happenedAt: rest.happenedAt, automatically: true };
  return { event: aboutWindow(id, "maintenance.became_incident", null, after), result: undefined };
}
