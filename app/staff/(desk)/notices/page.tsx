import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/components/staff/button";
import { noticeState } from "@/components/staff/notice-state";
import { PageHead } from "@/components/staff/page-head";
import { DraftDone } from "@/components/staff/posted";
import { loadFacts } from "@/server/load";
import { requireActor } from "@/server/session";
import { currentFacts, currentPage } from "@/server/snapshot";
import { doneWord } from "../../done-words";
import { Flash } from "../../flash";

export const metadata: Metadata = { title: "Notices" };

type Props = { searchParams: Promise<{ done?: string; at?: string; posted?: string }> };

export default async function NoticesPage({ searchParams }: Props) {
  await requireActor("/staff/notices");
  const { done, at, posted } = await searchParams;
  const { notices } = currentFacts()?.facts ?? (await loadFacts());
  const page = currentPage();
  const newestFirst = notices.toSorted((a, b) => b.postedAt - a.postedAt);
  return (
    <div className="max-w-3xl">
      {posted ? (
        <DraftDone key={posted} formKey={posted} drafts={["maintenance.new"]}>
          {doneWord(done)}
        </DraftDone>
      ) : (
        <Flash done={done} at={at} />
      )}
      <PageHead title="Notices" act={<ButtonLink href="/staff/notices/new">New notice</ButtonLink>}>
        <p>Information in a quiet box. A notice never turns the page red or blue.</p>
      </PageHead>
      {notices.length === 0 && (
        <p>No notices yet. A notice is for what people should know though nothing is broken, like a changed address.</p>
      )}
      <ul className={notices.length > 0 ? "border-rule border-t" : ""}>
        {newestFirst.map((notice) => (
          <li
            key={notice.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-rule border-b py-3"
          >
            <Link href={`/staff/notices/${notice.id}`} prefetch={false} className="wrap-anywhere">
              {notice.title}
            </Link>
            <span className="text-fact text-muted">{noticeState(notice, page)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
