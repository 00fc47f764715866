import type { Id, Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { parse } from "./input";
import { loadFacts } from "./load";
import { type RecordPastMaintenanceInput, recordPastMaintenanceInput } from "./maintenance-input";
import { refuseMissingComponents, refuseWrongTimes } from "./plan-problems";
import { InvalidInput } from "./refusal";
import { dateOf } from "./time";
import { aboutWindow, announcementRow } from "./window-writing";
import { onceFor, type Tx, write } from "./write";

/** Records work that is over, as imported: when it was announced isn't known here, so nothing of it counts as planned. */
export async function recordPastMaintenance(
  actor: Actor | null,
  input: RecordPastMaintenanceInput,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "maintenance.write");
  const { key, ...given } = parse(recordPastMaintenanceInput, input);
  refuseWrongTimes(given);
  const plan = { ...given, autoComplete: false };
  const change = async (tx: Tx, at: Instant) => {
    if (plan.endAt > at) {
      const sentence = "This end is still to come. Only work that is over can be recorded; schedule what is to come.";
      throw new InvalidInput({ endAt: sentence });
    }
    const facts = await loadFacts(tx);
    refuseMissingComponents(facts, plan);
    const id = newId();
    const announcements = { create: announcementRow(plan, facts, at) };
    await tx.maintenance.create({ data: { id, imported: true, actualEnd: dateOf(plan.endAt), announcements } });
    return { event: aboutWindow(id, "maintenance.recorded", null, plan), result: { id } };
  };
  return write(actor, change, { now, once: onceFor("recordPastMaintenance", key) });
}
