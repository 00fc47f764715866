import type { Facts, Id, Instant, Maintenance } from "@/domain/facts";
import type { Plan } from "@/domain/plan";
import { announcementInForce, workBeganAt } from "@/domain/window";
import { endedAt, hasBecomeIncident } from "@/domain/window-state";
import type { Prisma } from "@/generated/prisma/client";
import { maintenanceOf, maintenanceParts } from "./fact-rows";
import { newId } from "./ids";
import { loadFacts } from "./load";
import { refuseMissingComponents, refuseUnplanned, refuseWrongTimes } from "./plan-problems";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf } from "./time";
import type { Tx } from "./write";

/** All that an announcement says. */
export type FullPlan = Plan & { name: string; message: string; autoComplete: boolean };

/** The whole plan as an announcement of that moment, with the thresholds of that moment. */
export function announcementRow(plan: FullPlan, { settings }: Facts, at: Instant) {
  const { name, message, autoComplete, components, startAt, endAt } = plan;
  const { noticeMinutes, shortNoticeMinutes } = settings;
  const times = { announcedAt: dateOf(at), startAt: dateOf(startAt), endAt: dateOf(endAt) };
  const said = { id: newId(), name, message, autoComplete, noticeMinutes, shortNoticeMinutes };
  return {
    ...said,
    ...times,
    components: { create: components },
  } satisfies Prisma.AnnouncementCreateWithoutMaintenanceInput;
}

/** Announces new work at that moment. Throws, before anything is written, what keeps it from being called planned. */
export async function announceWork(tx: Tx, id: Id, plan: FullPlan, at: Instant) {
  refuseWrongTimes(plan);
  const facts = await loadFacts(tx);
  refuseMissingComponents(facts, plan);
  const { called } = refuseUnplanned(facts, plan, at);
  await tx.maintenance.create({ data: { id, announcements: { create: announcementRow(plan, facts, at) } } });
  return { event: aboutWindow(id, "maintenance.scheduled", null, { ...plan, called }), called };
}

export type Found = {
  facts: Facts;
  window: Maintenance;
  version: number;
  plan: FullPlan;
  /** When work began; null before. */
  began: Instant | null;
};

/** A window and the facts around it, however old it is. */
export async function findWindow(tx: Tx, maintenanceId: Id, at: Instant): Promise<Found> {
  const row = await tx.maintenance.findUnique({ where: { id: maintenanceId }, include: maintenanceParts });
  if (!row) throw new Refusal("not_found");
  const window = maintenanceOf(row);
  const plan = announcementInForce(window, at) ?? window.announcements[0];
  if (!plan) throw new Refusal("not_found");
  return { facts: await loadFacts(tx), window, version: row.version, plan, began: workBeganAt(window, at) };
}

/** Throws when nothing can change about it any more. */
export function refuseOver({ facts, window }: Found, at: Instant): void {
  const why = window.cancelled
    ? "This work was cancelled. Schedule it anew to do it after all."
    : hasBecomeIncident(window, at)
      ? "This work was turned into an incident. Go on there."
      : window.imported
        ? "This work was recorded after it was over; it stays as it is."
        : endedAt(facts, window, at) !== null
          ? "This work is over; what was said of it stays."
          : null;
  if (why) throw new InvalidInput({ maintenanceId: why });
}

/** Writes to the window's row; its version goes up. */
export async function changeWindowRow(
  tx: Tx,
  maintenanceId: Id,
  data: Prisma.MaintenanceUpdateInput = {},
): Promise<void> {
  await tx.maintenance.update({ where: { id: maintenanceId }, data: { ...data, version: { increment: 1 } } });
}

export function aboutWindow(maintenanceId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "maintenance", subjectId: maintenanceId, before, after };
}
