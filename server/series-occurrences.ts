import type { Id, Instant } from "@/domain/facts";
import { occurrencesOf, type Recurrence } from "./recurrence";
import type { Tx } from "./write";

/**
 * The occurrences of a changed series, to come, on or before the last day for which one is announced already: no day has two,
 * and none comes in between.
 */
export async function clashesWithAnnounced(tx: Tx, seriesId: Id, changed: Recurrence, now: Instant): Promise<string[]> {
  const where = { seriesId, cancelledAt: null };
  const announced = await tx.maintenance.findMany({ where, select: { occurrence: true } });
  const taken = new Set(announced.map(({ occurrence }) => occurrence));
  const lastDay =
    [...taken]
      .map((local) => local?.slice(0, 10) ?? "")
      .sort()
      .at(-1) ?? "";
  return occurrencesOf(changed, now, Number.POSITIVE_INFINITY)
    .map(({ local }) => local)
    .filter((local) => local.slice(0, 10) <= lastDay && !taken.has(local));
}
