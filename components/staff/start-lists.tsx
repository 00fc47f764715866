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

/** Planned work that is to come. */
export function StartUpcoming({ page }: { page: PublicPage }) {
  const windows = page.upcomingWindows.slice(0, mostUpcoming);
  return (
    <section aria-labelledby="start-windows">
      <h2 id="start-windows" className="mb-2 font-semibold">
        Planned work to come
      </h2>
      {windows.length > 0 && (
        <ul className="border-rule border-t">
          {windows.map(({ id, name, startAt }) => (
            <li key={id} className="border-rule border-b py-2.5">
              <Link href={`/staff/maintenance/${id}`} prefetch={false} className="wrap-anywhere">
                {name}
              </Link>
              <span className="block text-fact text-muted">begins {clock(startAt, page.timeZone, page.at)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap gap-x-6">
        <Link href="/staff/maintenance/new" prefetch={false} className="inline-flex min-h-11 items-center">
          New maintenance
        </Link>
        {page.upcomingWindows.length > mostUpcoming && (
          <Link href="/staff/maintenance" prefetch={false} className="inline-flex min-h-11 items-center">
            All {page.upcomingWindows.length}
          </Link>
        )}
      </p>
    </section>
  );
}

const mostUpcoming = 5;
