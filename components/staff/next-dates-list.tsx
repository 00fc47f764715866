import type { Instant, Settings } from "@/domain/facts";
import { dayIn } from "@/domain/zone";
import { clock, dateInWords, type Moment } from "@/messages/clock";
import type { NextDates } from "./use-next-dates";

type Props = { next: NextDates; page: Moment; leadMinutes: number; settings: Settings };

/** When it comes next, on the clocks of the page, and what each date will be called. */
export function NextDatesList({ next, page, leadMinutes, settings }: Props) {
  const { dates, total, leftOut, problem } = next;
  const more = total - dates.length;
  return (
    <section aria-labelledby="next-dates">
      <h2 id="next-dates" className="mb-2 font-semibold">
        The next dates
      </h2>
      <div role="status">
        {problem && <p className="border-warn border-l-4 py-1 pl-3 wrap-anywhere">{problem}</p>}
        {!problem && dates.length === 0 && <p className="text-muted">Give a first start, and they stand here.</p>}
        <ol className="border-rule border-t empty:hidden">
          {dates.map((at) => (
            <li key={at} className="flex flex-wrap justify-between gap-x-4 border-rule border-b py-2">
              <span>{dateInWords(dayIn(page.timeZone, at), page)}</span>
              <span className="text-muted">{clock(at, page.timeZone, at)}</span>
              <span className="w-full text-fact text-muted">{dateCalled(at, page.at, leadMinutes, settings)}</span>
            </li>
          ))}
        </ol>
        {more > 0 && <p className="mt-2 text-fact text-muted">And {more.toLocaleString("en")} more.</p>}
        {leftOut.map((local) => (
          <p key={local} className="mt-2 border-warn border-l-4 py-1 pl-3">
            {leftOutWords(local, page)}
          </p>
        ))}
      </div>
    </section>
  );
}

const minute = 60_000;

/** What customers will call one date, by how far ahead it can still be announced. */
export function dateCalled(
  startAt: Instant,
  now: Instant,
  leadMinutes: number,
  { noticeMinutes, shortNoticeMinutes }: Settings,
): string {
  const ahead = Math.min(Number.isNaN(leadMinutes) ? 0 : leadMinutes, (startAt - now) / minute);
  if (ahead >= noticeMinutes) return "Scheduled maintenance";
  if (ahead >= shortNoticeMinutes) return "Maintenance at short notice";
  return "Too late to be announced: left out";
}

/** RFC 5545, 3.3.10: a time that does not exist is no occurrence. */
export function leftOutWords(local: string, page: Moment): string {
  const [day = "", time = ""] = local.split("T");
  return `${dateInWords(day, page)} has no ${time}: the clocks skip it, so that date is left out. Plan it by itself if it is needed.`;
}
