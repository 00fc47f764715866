import type { Id, Instant } from "@/domain/facts";
import type { Prisma } from "@/generated/prisma/client";
import { occurrencesOf, type Recurrence } from "./recurrence";
import type { SeriesPlan } from "./series-input";
import { instantOrNull } from "./time";
import type { Tx } from "./write";

/**
 * What is left out of a changed series: what staff had skipped, what has passed, and all up to the last day for which
 * an occurrence is announced, so that no day has two and none comes in between.
 */
export async function leftOutByChange(
  tx: Tx,
  { id, skipped }: { id: Id; skipped: string[] },
  changed: Recurrence,
  now: Instant,
): Promise<string[]> {
  const where = { seriesId: id, cancelledAt: null };
  const announced = await tx.maintenance.findMany({ where, select: { occurrence: true } });
  const taken = announced.map(({ occurrence }) => occurrence ?? "").sort();
  const lastDay = dayOf(taken.at(-1) ?? "");
  return occurrencesOf(changed, 0, Number.POSITIVE_INFINITY)
    .filter(({ local, startAt }) => skipped.includes(local) || startAt <= now || dayOf(local) <= lastDay)
    .map(({ local }) => local)
    .filter((local) => !taken.includes(local));
}

function dayOf(local: string): string {
  return local.slice(0, 10);
}

/** An occurrence that is still to come, as staff see it. */
export type UpcomingOccurrence = {
  /** The wall-clock start that names it. */
  occurrence: string;
  startAt: Instant;
  endAt: Instant;
  /** When it is due to be announced, or was. */
  announceAt: Instant;
  skipped: boolean;
  /** The window that it was announced as; null before. */
  maintenanceId: Id | null;
  /** Whether that window was cancelled. */
  cancelled: boolean;
};

type Announced = { id: Id; occurrence: string | null; cancelledAt: Date | null };
type Series = Recurrence & { leadMinutes: number; skipped: string[]; windows: Announced[]; endedAt: Date | null };

/** What the rule still names after `now`, soonest first; of an ended series only what was announced. */
export function upcomingOf(series: Series, now: Instant, most: number): UpcomingOccurrence[] {
  const windows = new Map(series.windows.map((window) => [window.occurrence, window]));
  return occurrencesOf(series, now, Number.POSITIVE_INFINITY)
    .filter(({ local }) => series.endedAt === null || windows.has(local))
    .slice(0, most)
    .map(({ local: occurrence, startAt, endAt }) => ({
      occurrence,
      startAt,
      endAt,
      announceAt: startAt - series.leadMinutes * 60_000,
      skipped: series.skipped.includes(occurrence),
      maintenanceId: windows.get(occurrence)?.id ?? null,
      cancelled: (windows.get(occurrence)?.cancelledAt ?? null) !== null,
    }));
}

export type EditorSeries = {
  id: Id;
  series: SeriesPlan;
  version: number;
  endedAt: Instant | null;
  upcoming: UpcomingOccurrence[];
};

export const seriesParts = {
  effects: true,
  windows: { select: { id: true, occurrence: true, cancelledAt: true } },
} satisfies Prisma.MaintenanceSeriesInclude;

type SeriesRow = Prisma.MaintenanceSeriesGetPayload<{ include: typeof seriesParts }>;

/** A series with the first of what is to come of it. */
export function seriesOf(row: SeriesRow, now: Instant, most: number): EditorSeries {
  const { id, version, name, message, autoComplete, timeZone, startsLocal, durationMinutes, rule, leadMinutes } = row;
  const components = row.effects.map(({ componentId, effect }) => ({ componentId, effect }));
  const times = { timeZone, startsLocal, durationMinutes, rule, leadMinutes };
  const endedAt = instantOrNull(row.endedAt);
  const series = { name, message, components, autoComplete, ...times };
  return { id, series, version, endedAt, upcoming: upcomingOf(row, now, most) };
}
