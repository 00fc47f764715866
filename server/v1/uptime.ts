import type { Facts, Id, Instant } from "@/domain/facts";
import { componentsTouched, openStretches } from "@/domain/incident";
import { type StatusInterval, statusIntervals, uptimeIn, worstIntervals } from "@/domain/uptime";
import { addDays } from "@/domain/zone";
import { InvalidInput } from "../refusal";
import { type Context, stamp } from "./context";

type Asked = { start?: number | undefined; end?: number | undefined; skip_related_events?: string | undefined };

const usualDays = 90;

/** The uptime of one component, or of several by the worst of them at each moment. */
export function uptimeAnswer(context: Context, of: { id: Id; name: string; componentIds: Id[] }, asked: Asked) {
  const { facts, now } = context;
  const earliest = addDays(facts.page.timeZone, now, -usualDays);
  const to = Math.min(asked.end ?? now, now);
  const from = Math.max(asked.start ?? addDays(facts.page.timeZone, to, -usualDays), earliest);
  if (from >= to) {
    const told = `The start must come before the end, and before now; what is told goes back ${usualDays} days.`;
    throw new InvalidInput({ start: told });
  }
  const intervals = worstIntervals(of.componentIds.map((id) => statusIntervals(facts, id, from, to)));
  const { percent } = uptimeIn(intervals);
  return {
    range_start: stamp(from),
    range_end: stamp(to),
    uptime_percentage: percent,
    major_outage: unplannedSeconds(intervals, "major_outage"),
    partial_outage: unplannedSeconds(intervals, "partial_outage"),
    warnings: warningOf(percent, (asked.start ?? from) < earliest),
    id: of.id,
    name: of.name,
    related_events: asked.skip_related_events === "true" ? [] : relatedTo(facts, of.componentIds, from, to),
  };
}

function unplannedSeconds(intervals: readonly StatusInterval[], status: StatusInterval["status"]): number {
  const spans = intervals.filter((each) => each.status === status && !each.planned);
  return Math.round(spans.reduce((sum, { from, to }) => sum + (to - from), 0) / 1000);
}

function warningOf(percent: number | null, isCut: boolean): string | null {
  if (percent === null) return "Nothing is known of this time.";
  return isCut ? `What happened more than ${usualDays} days ago is left out of this.` : null;
}

function relatedTo({ incidents }: Facts, componentIds: readonly Id[], from: Instant, to: Instant): { id: Id }[] {
  return incidents
    .filter((incident) => {
      const touched = componentsTouched(incident, to).some((id) => componentIds.includes(id));
      return (
        touched && !incident.withdrawn && openStretches(incident, to).some((each) => each.from < to && each.to > from)
      );
    })
    .map(({ id }) => ({ id }));
}
