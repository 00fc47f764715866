import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { StaffForm } from "@/components/staff/form";
import { NoticeForm } from "@/components/staff/notice-form";
import { noticeState } from "@/components/staff/notice-state";
import { PageHead } from "@/components/staff/page-head";
import { zoneName } from "@/messages/clock";
import { loadFacts } from "@/server/load";
import { currentFacts, currentPage } from "@/server/snapshot";
import { atDesk } from "../../../at-desk";
import { save, withdraw } from "../actions";

export const metadata: Metadata = { title: "Notice" };

export default async function NoticePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/notices/${id}`;
  const { signedOut } = await atDesk(path, { action: save, path: `${path}#save` });
  if (signedOut) return signedOut;
  const { notices } = currentFacts()?.facts ?? (await loadFacts());
  const notice = notices.find((each) => each.id === id);
  if (!notice) notFound();
  const page = currentPage();
  return (
    <div className="max-w-2xl">
      <PageHead title={notice.title}>
        <p>{noticeState(notice, page)}</p>
      </PageHead>
      {notice.withdrawnAt === null && (
        <>
          <NoticeForm
            action={save}
            path={`${path}#save`}
            notice={notice}
            zone={page.timeZone}
            zoneName={zoneName(page.at, page.timeZone)}
          />
          <StaffForm
            action={withdraw}
            path={`${path}#withdraw`}
            hidden={{ noticeId: id }}
            className="mt-12 grid justify-items-start gap-3 border-rule border-t pt-8"
          >
            <p>Withdrawing takes it off the page at once.</p>
            <Submit weight="danger">Withdraw</Submit>
          </StaffForm>
        </>
      )}
    </div>
  );
}
