import Link from "next/link";
import type { PublicPage } from "@/domain/public-page";
import { clock } from "@/messages/clock";

/** Notices that customers see now. */
export function StartNotices({ page }: { page: PublicPage }) {
  if (page.notices.length === 0) return null;
  return (
    <section aria-labelledby="start-notices">
      <h2 id="start-notices" className="mb-2 font-semibold">
        Notices
      </h2>
      <ul className="border-rule border-t">
        {page.notices.map(({ id, title, untilAt }) => (
          <li key={id} className="border-rule border-b py-2.5">
            <Link href={`/staff/notices/${id}`} prefetch={false}>
              {title}
            </Link>
            {untilAt !== null && <span className="text-muted">, until {clock(untilAt, page.timeZone, page.at)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Planned work that runs or comes up; it is announced elsewhere for now. */
export function StartWindows({ page }: { page: PublicPage }) {
  const windows = [...page.runningWindows, ...page.upcomingWindows];
  if (windows.length === 0) return null;
  return (
    <section aria-labelledby="start-windows">
      <h2 id="start-windows" className="mb-2 font-semibold">
        Planned work
      </h2>
      <ul className="border-rule border-t">
        {windows.map(({ id, name, status, startAt, endAt, runningLate }) => (
          <li key={id} className="border-rule border-b py-2.5">
            {name}
            <span className="block text-fact text-muted">
              {status === "scheduled"
                ? `begins ${clock(startAt, page.timeZone, page.at)}`
                : runningLate
                  ? `past its end of ${clock(endAt, page.timeZone, page.at)}, not confirmed finished`
                  : `running until ${clock(endAt, page.timeZone, page.at)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
