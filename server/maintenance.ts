import { isDeepStrictEqual } from "node:util";
import type { Id, Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { parse } from "./input";
import {
  type CancelMaintenanceInput,
  type ChangeMaintenanceInput,
  cancelMaintenanceInput,
  changeMaintenanceInput,
  type ExtendMaintenanceInput,
  extendMaintenanceInput,
  type ScheduleMaintenanceInput,
  scheduleMaintenanceInput,
} from "./maintenance-input";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf } from "./time";
import { refuseProblemsOfChange } from "./window-change";
import {
  aboutWindow,
  announcementRow,
  announceWork,
  changeWindowRow,
  type Found,
  type FullPlan,
  findWindow,
  refuseOver,
} from "./window-writing";
import { onceFor, type Tx, write } from "./write";

/** Announces planned work, now. What can't be called planned any more is refused, with what to do instead. */
export async function scheduleMaintenance(
  actor: Actor | null,
  input: ScheduleMaintenanceInput,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "maintenance.write");
  const { key, ...plan } = parse(scheduleMaintenanceInput, input);
  const change = async (tx: Tx, at: Instant) => {
    const id = newId();
    return { event: (await announceWork(tx, id, plan, at)).event, result: { id } };
  };
  return write(actor, change, { now, once: onceFor("scheduleMaintenance", key) });
}

/** Announces the whole plan anew: other times, words, components or effects. What was said before stays public. */
export async function changeMaintenance(
  actor: Actor | null,
  input: ChangeMaintenanceInput,
  now?: Instant,
): Promise<void> {
  authorize(actor, "maintenance.write");
  const { maintenanceId, seen, ...plan } = parse(changeMaintenanceInput, input);
  await write(
    actor,
    async (tx, at) => {
      const found = await findWindow(tx, maintenanceId, at);
      return announceAnew(tx, found, seen, plan, at);
    },
    { now },
  );
}

/** Announces a later end; everything else stays as it was announced. */
export async function extendMaintenance(
  actor: Actor | null,
  input: ExtendMaintenanceInput,
  now?: Instant,
): Promise<void> {
  authorize(actor, "maintenance.write");
  const { maintenanceId, seen, endAt } = parse(extendMaintenanceInput, input);
  await write(
    actor,
    async (tx, at) => {
      const found = await findWindow(tx, maintenanceId, at);
      refuseOver(found, at);
      if (endAt <= found.plan.endAt)
        throw new InvalidInput({ endAt: "This is no later than the end that is announced. Give a later one." });
      return announceAnew(tx, found, seen, { ...found.plan, endAt }, at);
    },
    { now },
  );
}

async function announceAnew(tx: Tx, found: Found, seen: number | null, plan: FullPlan, at: Instant) {
  const { facts, window, version } = found;
  refuseOver(found, at);
  if (seen !== null && seen !== version) throw new Refusal("conflict");
  if (isDeepStrictEqual(saidIn(found.plan), saidIn(plan)))
    throw new InvalidInput({ form: "This is what is announced already. Change something of it first." });
  refuseProblemsOfChange(found, plan, at);
  const announcement = announcementRow(plan, facts, at);
  await tx.announcement.create({ data: { ...announcement, maintenanceId: window.id } });
  await changeWindowRow(tx, window.id);
  const event = aboutWindow(window.id, "maintenance.changed", saidIn(found.plan), saidIn(plan));
  return { event, result: undefined };
}

function saidIn({ name, message, autoComplete, components, startAt, endAt }: FullPlan): FullPlan {
  return { name, message, autoComplete, components, startAt, endAt };
}

/** Takes back work that has not begun; the public record keeps it, with the reason. */
export async function cancelMaintenance(
  actor: Actor | null,
  input: CancelMaintenanceInput,
  now?: Instant,
): Promise<void> {
  authorize(actor, "maintenance.write");
  const { maintenanceId, reason } = parse(cancelMaintenanceInput, input);
  await write(
    actor,
    async (tx, at) => {
      const found = await findWindow(tx, maintenanceId, at);
      refuseOver(found, at);
      if (found.began !== null) {
        const sentence = "This work has begun, so it can't be cancelled. End it: say that everything is back.";
        throw new InvalidInput({ maintenanceId: sentence });
      }
      await changeWindowRow(tx, maintenanceId, { cancelledAt: dateOf(at), cancelledReason: reason });
      const event = aboutWindow(maintenanceId, "maintenance.cancelled", null, { cancelledAt: at, reason });
      return { event, result: undefined };
    },
    { now },
  );
}
