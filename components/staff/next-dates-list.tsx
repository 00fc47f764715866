import { dayIn } from "@/domain/zone";
import { clock, dateInWords, type Moment } from "@/messages/clock";
import type { NextDates } from "./use-next-dates";

/** When it comes next, on the clocks of the page. */
export function NextDatesList({ next, page }: { next: NextDates; page: Moment }) {
  const { dates, total, problem } = next;
  const more = total - dates.length;
  return (
    <section aria-labelledby="next-dates">
      <h2 id="next-dates" className="mb-2 font-semibold">
        The next dates
      </h2>
      <div role="status">
        {problem && <p className="border-warn border-l-4 py-1 pl-3">{problem}</p>}
        {!problem && dates.length === 0 && <p className="text-muted">Give a first start, and they stand here.</p>}
        <ol className="border-rule border-t empty:hidden">
          {dates.map((at) => (
            <li key={at} className="flex flex-wrap justify-between gap-x-4 border-rule border-b py-2">
              <span>{dateInWords(dayIn(page.timeZone, at), page)}</span>
              <span className="text-muted">{clock(at, page.timeZone, at)}</span>
            </li>
          ))}
        </ol>
        {more > 0 && <p className="mt-2 text-fact text-muted">And {more.toLocaleString("en")} more.</p>}
      </div>
    </section>
  );
}
