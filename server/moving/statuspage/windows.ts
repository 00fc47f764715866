import type { Id, Instant } from "@/domain/facts";
import type { MaintenanceStatus } from "@/domain/status";
import { newId } from "../../ids";
import { parse } from "../../input";
import { maintenanceSettings } from "../../load";
import { scheduleMaintenanceInput } from "../../maintenance-input";
import { InvalidInput } from "../../refusal";
import { dateOf, dateOrNull } from "../../time";
import { announceWork, changeWindowRow } from "../../window-writing";
import type { SourceIncident, SourceUpdate } from "./documents";
import { effectsIn } from "./effects";
import { type Import, mark, markOf, ownIdFor } from "./here";
import { count, fitted } from "./outcome";
import { type ToldUpdate, updatesOf } from "./told";

type Word = ToldUpdate<MaintenanceStatus>;

/** Work of another page, with its times. */
type Work = { told: SourceIncident; startAt: Instant; endAt: Instant; words: Word[]; over: Instant | null };

/**
 * Records work that is over as imported, and announces what is to come, now. What is under way is left until it is
 * over: when it was announced is known to the other page's clock only.
 */
export async function bringWindows(work: Import): Promise<void> {
  for (const told of work.source.maintenances.toSorted((a, b) => a.created_at - b.created_at)) {
    const window = windowIn(work, told);
    const known = markOf(work, "maintenance", told.id);
    if (known) await bringEnd(work, window, known.ownId);
    else if (window.over !== null) await record(work, window, window.over);
    else if (window.startAt > work.at && told.status === "scheduled") await announce(work, window);
    else leave(work, told, "is under way. It is recorded, as imported, by an import after it is over");
  }
}

function windowIn({ at }: Import, told: SourceIncident): Work {
  const startAt = told.scheduled_for ?? told.created_at;
  const endAt = told.scheduled_until ?? startAt;
  const words = updatesOf(told, at).map(
    ({ id: sourceId, status, text: body, happenedAt, created_at: postedAt }): Word => {
      return { sourceId, status: statusOf(status), body, happenedAt, postedAt };
    },
  );
  const completed = words.find(({ status }) => status === "completed");
  const isOver = ["completed", "resolved", "postmortem"].includes(told.status);
  const over = isOver ? Math.min(told.resolved_at ?? completed?.happenedAt ?? endAt, at) : null;
  return { told, startAt, endAt, words, over };
}

function statusOf(status: SourceUpdate["status"]): MaintenanceStatus {
  if (status === "scheduled" || status === "in_progress" || status === "verifying") return status;
  if (status === "investigating" || status === "identified") return "in_progress";
  return status === "monitoring" ? "verifying" : "completed";
}

function leave({ outcome }: Import, { name, id }: SourceIncident, why: string): void {
  outcome.left.push(`The maintenance “${name}” (${id}) ${why}.`);
}

/** As imported: none of it counts as planned here, and its record says when it was recorded. */
async function record(work: Import, { told, startAt, endAt, words }: Work, end: Instant): Promise<void> {
  const { outcome } = work;
  const began = words.find(({ status }) => status === "in_progress" || status === "verifying")?.happenedAt ?? null;
  if (endAt <= startAt) return leave(work, told, "ends before it begins");
  if (end <= Math.min(startAt, began ?? startAt))
    return leave(work, told, "was taken back before it began, so there is nothing to record");
  const early = began !== null && began < startAt ? began : null;
  const id = ownIdFor(work, told.id);
  const name = fitted(outcome, told.name, 255, "The maintenance");
  const announcement = {
    id: newId(),
    announcedAt: dateOf(Math.min(told.created_at, work.at)),
    name,
    message: words.find(({ status }) => status === "scheduled")?.body ?? "",
    ...(await thresholds(work)),
    startAt: dateOf(startAt),
    endAt: dateOf(endAt),
    components: { create: effectsIn(work, told) },
  };
  const times = { recordedAt: dateOf(work.at), actualStart: dateOrNull(early), actualEnd: dateOf(end) };
  await work.tx.maintenance.create({ data: { id, imported: true, ...times, announcements: { create: announcement } } });
  mark(work, "maintenance", told.id, id);
  await addWords(work, id, words);
  count(outcome, "maintenance windows that are over, recorded as imported");
  outcome.done.push(`maintenance “${name}”, recorded as imported`);
  work.events.push(about(work, "maintenance.imported", id, told));
}

async function thresholds({ tx }: Import) {
  const page = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
  const { noticeMinutes, shortNoticeMinutes } = maintenanceSettings(page);
  return { noticeMinutes, shortNoticeMinutes };
}

/** Through the same rules as in the editor, by the clock of here. */
async function announce(work: Import, { told, startAt, endAt, words }: Work): Promise<void> {
  const { tx, at, outcome } = work;
  const id = ownIdFor(work, told.id);
  const name = fitted(outcome, told.name, 255, "The maintenance");
  const autoComplete = told.scheduled_auto_completed ?? false;
  const message = words.at(-1)?.body || name;
  try {
    const given = { name, message, components: effectsIn(work, told), startAt, endAt, autoComplete };
    const { event, called } = await announceWork(tx, id, parse(scheduleMaintenanceInput, given), at);
    work.events.push(event);
    const says = called === "scheduled" ? "scheduled maintenance" : "maintenance at short notice";
    outcome.done.push(`maintenance “${name}”, announced now: ${says}`);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return leave(work, told, `is not announced here. ${error.message.replace(/\.$/, "")}`);
  }
  mark(work, "maintenance", told.id, id);
  for (const { sourceId } of words) mark(work, "update", sourceId, id);
  count(outcome, "maintenance windows to come, announced now");
}

/** That work which was announced here is over there; never over what was said here. */
async function bringEnd(work: Import, { told, startAt, endAt, words, over }: Work, id: Id): Promise<void> {
  const { tx, outcome } = work;
  const window = await tx.maintenance.findUnique({ where: { id }, include: { announcements: true } });
  if (!window || window.imported || window.actualEnd || window.cancelledAt || window.incidentAt) return;
  const plan = window.announcements.toSorted((a, b) => a.announcedAt.getTime() - b.announcedAt.getTime()).at(-1);
  if (over === null || over <= startAt) {
    const moved = plan?.startAt.getTime() !== startAt || plan.endAt.getTime() !== endAt;
    if (over !== null) leave(work, told, "was taken back there. Cancel it here too");
    else if (moved) leave(work, told, "has other times there than here. Change it here too, if they are right");
    return;
  }
  if (window.version > 1) return leave(work, told, "is over there. Staff have gone on with it here: end it here too");
  await changeWindowRow(tx, id, { actualEnd: dateOf(Math.max(over, plan?.announcedAt.getTime() ?? over)) });
  await addWords(work, id, words);
  outcome.done.push(`the end of the maintenance “${plan?.name}”`);
  work.events.push(about(work, "maintenance.completed", id, told));
}

async function addWords(work: Import, maintenanceId: Id, words: readonly Word[]): Promise<void> {
  const news = words.filter(({ sourceId }) => !markOf(work, "update", sourceId));
  const rows = news.map(({ sourceId, happenedAt, postedAt, ...said }) => {
    const id = ownIdFor(work, sourceId);
    mark(work, "update", sourceId, id);
    return { id, maintenanceId, ...said, happenedAt: dateOf(happenedAt), postedAt: dateOf(postedAt) };
  });
  await work.tx.maintenanceUpdate.createMany({ data: rows });
  count(work.outcome, "updates", rows.length);
}

function about({ source }: Import, type: string, subjectId: Id, { id }: SourceIncident) {
  return { type, subjectKind: "maintenance", subjectId, after: { from: source.page.id, sourceId: id } };
}
