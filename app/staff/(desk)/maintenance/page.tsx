import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/components/staff/button";
import { PageHead } from "@/components/staff/page-head";
import { Paging } from "@/components/staff/paging";
import { SeriesList } from "@/components/staff/series-list";
import { watchedWindows } from "@/components/staff/watched-windows";
import { PastWindows, RunningWindows, UpcomingWindowList } from "@/components/staff/window-lists";
import { listSeries, listWindows } from "@/server/reads";
import { requireActor } from "@/server/session";
import { currentFacts, currentPage } from "@/server/snapshot";
import { first } from "../../first";
import { overWindows } from "./over-windows";

export const metadata: Metadata = { title: "Maintenance" };

type Props = { searchParams: Promise<{ page?: string | string[] }> };

const pageSize = 25;
const lastPage = 1_000_000;

export default async function MaintenancePage({ searchParams }: Props) {
  await requireActor("/staff/maintenance");
  const page = Math.min(lastPage, Math.max(1, Math.trunc(Number(first((await searchParams).page))) || 1));
  const { windows, total } = await listWindows({ page, pageSize });
  const series = page === 1 ? await listSeries() : [];
  const now = currentPage();
  const { runningWindows, upcomingWindows } = now;
  const watched = watchedWindows(runningWindows, currentFacts()?.facts ?? null, now.at);
  return (
    <div className="max-w-3xl">
      <PageHead
        title="Maintenance"
        act={
          <ButtonLink href="/staff/maintenance/new" weight="lead">
            New maintenance
          </ButtonLink>
        }
      />
      {total + series.length + runningWindows.length + upcomingWindows.length === 0 && <Nothing />}
      <div className="grid gap-10">
        {page === 1 && (
          <>
            <RunningWindows windows={watched} zone={now.timeZone} serverNow={now.at} />
            <UpcomingWindowList windows={upcomingWindows} page={now} />
            <SeriesList series={series} page={now} />
          </>
        )}
        <PastWindows windows={await overWindows(windows, now.at)} page={now} />
      </div>
      <Paging path="/staff/maintenance" page={page} pages={Math.ceil(total / pageSize)} />
      <p className="mt-10 flex flex-wrap gap-x-8 gap-y-1 border-rule border-t pt-4 text-fact">
        <Link href="/staff/maintenance/recurring/new" prefetch={false} className="inline-flex min-h-11 items-center">
          New maintenance that comes again
        </Link>
        <Link href="/staff/maintenance/past" prefetch={false} className="inline-flex min-h-11 items-center">
          Record work that is over
        </Link>
      </p>
    </div>
  );
}

function Nothing() {
  return (
    <p>
      No maintenance yet. Maintenance is work that customers can prepare for, like <em>a database upgrade on Sunday</em>
      : announce it at least a day ahead, and the page calls it scheduled.
    </p>
  );
}
