import type { Facts, Id, Instant } from "@/domain/facts";
import { judgePlan } from "@/domain/plan";
import type { Prisma } from "@/generated/prisma/client";
import { systemActor } from "./actor";
import { database } from "./database";
import { forEachDue } from "./each-due";
import { newId } from "./ids";
import { loadFacts } from "./load";
import { type Occurrence, occurrencesOf } from "./recurrence";
import { aboutWindow, announcementRow, type FullPlan } from "./window-writing";
import { type Change, NothingToDo, type Tx, write } from "./write";

const seriesParts = {
  effects: true,
  windows: { select: { occurrence: true } },
} satisfies Prisma.MaintenanceSeriesInclude;
type Series = Prisma.MaintenanceSeriesGetPayload<{ include: typeof seriesParts }>;

/**
 * Announces the occurrences whose lead time has come, each once. One that an open incident stands in the way of waits;
 * one that can't be announced in time any more is not announced, and an event says so.
 */
export async function announceDueOccurrences(at: Instant, now?: Instant): Promise<void> {
  const going = await database().maintenanceSeries.findMany({ where: { endedAt: null }, include: seriesParts });
  const due = going.flatMap((series) => dueOf(series, at).map((occurrence) => ({ series, occurrence })));
  if (due.length === 0) return;
  const facts = await loadFacts();
  const ready = due.filter(({ series, occurrence }) => fate(facts, planOf(facts, series, occurrence), at) !== "wait");
  await forEachDue(ready, ({ series, occurrence: { local } }) =>
    write(systemActor, (tx, then) => announceOccurrence(tx, series.id, local, then), { now }),
  );
}

/** To be announced by now, and neither announced nor skipped. */
function dueOf(series: Series, at: Instant): Occurrence[] {
  const settled = new Set([...series.skipped, ...series.windows.map(({ occurrence }) => occurrence)]);
  const until = at + series.leadMinutes * 60_000 + 1;
  return occurrencesOf(series, series.createdAt.getTime(), until).filter(({ local }) => !settled.has(local));
}

/** What the series says of it, without components that are archived by now. */
function planOf(facts: Facts, series: Series, { startAt, endAt }: Occurrence): FullPlan {
  const there = new Set(facts.components.filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id));
  const { name, message, autoComplete, effects } = series;
  const components = effects
    .filter(({ componentId }) => there.has(componentId))
    .map(({ componentId, effect }) => ({ componentId, effect }));
  return { name, message, autoComplete, components, startAt, endAt };
}

type Fate = "announce" | "wait" | "too_late" | "components_archived";

function fate(facts: Facts, plan: FullPlan, at: Instant): Fate {
  if (plan.startAt - at < facts.settings.shortNoticeMinutes * 60_000) return "too_late";
  if (plan.components.length === 0) return "components_archived";
  return judgePlan(facts, plan, at).because === "open_incident" ? "wait" : "announce";
}

async function announceOccurrence(tx: Tx, seriesId: Id, local: string, at: Instant): Promise<Change<void>> {
  const series = await tx.maintenanceSeries.findUnique({ where: { id: seriesId }, include: seriesParts });
  const occurrence = series?.endedAt === null ? dueOf(series, at).find((each) => each.local === local) : undefined;
  if (!series || !occurrence) throw new NothingToDo();
  const facts = await loadFacts(tx);
  const plan = planOf(facts, series, occurrence);
  const because = fate(facts, plan, at);
  if (because === "wait") throw new NothingToDo();
  if (because !== "announce") return leaveOut(tx, series, local, because);
  const id = newId();
  const announcements = { create: announcementRow(plan, facts, at) };
  await tx.maintenance.create({ data: { id, seriesId, occurrence: local, announcements } });
  const event = aboutWindow(id, "maintenance.scheduled", null, { ...plan, seriesId, occurrence: local });
  return { event, result: undefined };
}

async function leaveOut(tx: Tx, series: Series, occurrence: string, because: Fate): Promise<Change<void>> {
  const skipped = [...series.skipped, occurrence];
  await tx.maintenanceSeries.update({ where: { id: series.id }, data: { skipped, version: { increment: 1 } } });
  const subject = { type: "series.occurrence_left_out", subjectKind: "series", subjectId: series.id };
  return { event: { ...subject, after: { occurrence, because } }, result: undefined };
}
