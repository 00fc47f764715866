import Link from "next/link";
import type { Id, Instant } from "@/domain/facts";
import { clock, type Moment } from "@/messages/clock";
import { ruleWords } from "./rule-words";
import { WindowSection } from "./window-lists";

type Listed = {
  id: Id;
  series: { name: string; rule: string };
  endedAt: Instant | null;
  upcoming: readonly { startAt: Instant; skipped: boolean }[];
};

/** Work that comes again, with when it comes next. */
export function SeriesList({ series, page }: { series: readonly Listed[]; page: Moment }) {
  if (series.length === 0) return null;
  return (
    <WindowSection id="windows-recurring" title="Comes again">
      {series.map((each) => (
        <li key={each.id} className="border-rule border-b py-3">
          <Link href={`/staff/maintenance/recurring/${each.id}`} prefetch={false} className="wrap-anywhere">
            {each.series.name}
          </Link>
          <span className="block text-fact text-muted wrap-anywhere">{stateOf(each, page)}</span>
        </li>
      ))}
    </WindowSection>
  );
}

function stateOf({ series, endedAt, upcoming }: Listed, page: Moment): string {
  const at = (instant: Instant) => clock(instant, page.timeZone, page.at);
  if (endedAt !== null) return `${ruleWords(series.rule)} · ended ${at(endedAt)}`;
  const next = upcoming.find(({ skipped }) => !skipped);
  return `${ruleWords(series.rule)} · ${next ? `next ${at(next.startAt)}` : "all its dates are over"}`;
}
