import type { Id, Instant } from "@/domain/facts";
import type { MaintenanceSeries } from "@/generated/prisma/client";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { parse } from "./input";
import { loadFacts } from "./load";
import { refuseMissingComponents } from "./plan-problems";
import { occurrencesOf } from "./recurrence";
import { InvalidInput, Refusal } from "./refusal";
import {
  type ChangeSeriesInput,
  changeSeriesInput,
  type EndSeriesInput,
  endSeriesInput,
  refuseBrokenRecurrence,
  type ScheduleSeriesInput,
  type SeriesPlan,
  type SkipOccurrenceInput,
  scheduleSeriesInput,
  skipOccurrenceInput,
} from "./series-input";
import { leftOutByChange } from "./series-occurrences";
import { dateOf } from "./time";
import { onceFor, type Tx, write } from "./write";

/** Plans work that comes again; each occurrence is announced on its own, `leadMinutes` before it begins. */
export async function scheduleSeries(
  actor: Actor | null,
  input: ScheduleSeriesInput,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "maintenance.write");
  const { key, ...plan } = parse(scheduleSeriesInput, input);
  refuseBrokenRecurrence(plan);
  const change = async (tx: Tx, at: Instant) => {
    await refuseUnfit(tx, plan);
    const { shortNoticeMinutes } = (await loadFacts(tx)).settings;
    if (occurrencesOf(plan, 0, at + shortNoticeMinutes * 60_000).length > 0) {
      const sentence = `The first time is less than ${shortNoticeMinutes} minutes ahead, too late to call it planned. Begin with a later one.`;
      throw new InvalidInput({ startsLocal: sentence });
    }
    const { components, ...row } = plan;
    const id = newId();
    await tx.maintenanceSeries.create({
      data: { id, ...row, createdAt: dateOf(at), effects: { create: components } },
    });
    return { event: about(id, "series.scheduled", null, plan), result: { id } };
  };
  return write(actor, change, { now, once: onceFor("scheduleSeries", key) });
}

/** Changes the occurrences that are not announced yet; those that are stay as they were announced. */
export async function changeSeries(actor: Actor | null, input: ChangeSeriesInput, now?: Instant): Promise<void> {
  authorize(actor, "maintenance.write");
  const { seriesId, seen, ...plan } = parse(changeSeriesInput, input);
  refuseBrokenRecurrence(plan);
  await write(
    actor,
    async (tx, at) => {
      const before = await findSeries(tx, seriesId);
      if (seen !== null && seen !== before.version) throw new Refusal("conflict");
      await refuseUnfit(tx, plan);
      const { components, ...row } = plan;
      const skipped = await leftOutByChange(tx, before, plan, at);
      await tx.seriesEffect.deleteMany({ where: { seriesId } });
      const data = { ...row, skipped, effects: { create: components }, version: { increment: 1 } };
      await tx.maintenanceSeries.update({ where: { id: seriesId }, data });
      return { event: about(seriesId, "series.changed", saidIn(before), { ...plan, skipped }), result: undefined };
    },
    { now },
  );
}

/** Takes out one occurrence that is not announced yet. */
export async function skipOccurrence(actor: Actor | null, input: SkipOccurrenceInput, now?: Instant): Promise<void> {
  authorize(actor, "maintenance.write");
  const { seriesId, occurrence } = parse(skipOccurrenceInput, input);
  await write(
    actor,
    async (tx, at) => {
      const series = await findSeries(tx, seriesId);
      await refuseNotToCome(tx, series, occurrence, at);
      const skipped = [...new Set([...series.skipped, occurrence])];
      await tx.maintenanceSeries.update({ where: { id: seriesId }, data: { skipped, version: { increment: 1 } } });
      return { event: about(seriesId, "series.occurrence_skipped", null, { occurrence }), result: undefined };
    },
    { now },
  );
}

async function refuseNotToCome(tx: Tx, series: MaintenanceSeries, occurrence: string, at: Instant): Promise<void> {
  if (await tx.maintenance.findFirst({ where: { seriesId: series.id, occurrence } }))
    throw new InvalidInput({ occurrence: "This one is announced already. Cancel it on its own page." });
  if (!occurrencesOf(series, at, Number.POSITIVE_INFINITY).some(({ local }) => local === occurrence))
    throw new InvalidInput({ occurrence: "This is not one of the times to come. Choose one of the list." });
}

/** No further occurrence is announced; those that are stay. */
export async function endSeries(actor: Actor | null, input: EndSeriesInput, now?: Instant): Promise<void> {
  authorize(actor, "maintenance.write");
  const { seriesId } = parse(endSeriesInput, input);
  await write(
    actor,
    async (tx, at) => {
      await findSeries(tx, seriesId);
      const data = { endedAt: dateOf(at), version: { increment: 1 } };
      await tx.maintenanceSeries.update({ where: { id: seriesId }, data });
      return { event: about(seriesId, "series.ended", null, { endedAt: at }), result: undefined };
    },
    { now },
  );
}

/** One that goes on; throws when it is not there or was ended. */
async function findSeries(tx: Tx, id: Id) {
  const series = await tx.maintenanceSeries.findUnique({ where: { id }, include: { effects: true } });
  if (!series) throw new Refusal("not_found");
  if (series.endedAt !== null)
    throw new InvalidInput({
      seriesId: "This series was ended; nothing of it can change any more. Schedule a new one.",
    });
  return series;
}

async function refuseUnfit(tx: Tx, plan: SeriesPlan): Promise<void> {
  const facts = await loadFacts(tx);
  refuseMissingComponents(facts, plan);
  const { shortNoticeMinutes } = facts.settings;
  if (plan.leadMinutes < shortNoticeMinutes) {
    const sentence = `What is announced less than ${shortNoticeMinutes} minutes ahead can't be called planned. Announce each window earlier.`;
    throw new InvalidInput({ leadMinutes: sentence });
  }
}

function saidIn({ effects, createdAt, endedAt, ...row }: Awaited<ReturnType<typeof findSeries>>): object {
  return { ...row, components: effects.map(({ componentId, effect }) => ({ componentId, effect })) };
}

function about(seriesId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "series", subjectId: seriesId, before, after };
}
