import type { Id, Instant } from "@/domain/facts";
import { occurrencesOf, type Recurrence } from "./recurrence";
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
};

type Announced = { id: Id; occurrence: string | null };
type Series = Recurrence & { leadMinutes: number; skipped: string[]; windows: Announced[]; endedAt: Date | null };

/** What the rule still names after `now`, soonest first; of an ended series only what was announced. */
export function upcomingOf(series: Series, now: Instant, most: number): UpcomingOccurrence[] {
  const windows = new Map(series.windows.map(({ id, occurrence }) => [occurrence, id]));
  return occurrencesOf(series, now, Number.POSITIVE_INFINITY)
    .filter(({ local }) => series.endedAt === null || windows.has(local))
    .slice(0, most)
    .map(({ local: occurrence, startAt, endAt }) => ({
      occurrence,
      startAt,
      endAt,
      announceAt: startAt - series.leadMinutes * 60_000,
      skipped: series.skipped.includes(occurrence),
      maintenanceId: windows.get(occurrence) ?? null,
    }));
}
