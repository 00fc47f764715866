import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { NoticeForm } from "@/components/staff/notice-form";
import { PageHead } from "@/components/staff/page-head";
import { zoneName } from "@/messages/clock";
import { requireActor } from "@/server/session";
import { currentPage } from "@/server/snapshot";
import { save } from "../actions";

export const metadata: Metadata = { title: "New notice" };

export default async function NewNoticePage() {
  await requireActor("/staff/notices/new");
  const { timeZone, at } = currentPage();
  return (
    <div className="max-w-2xl">
      <PageHead title="New notice">
        <p>If something is broken, open an incident instead. If you plan work, that is maintenance, not a notice.</p>
      </PageHead>
      <NoticeForm
        action={save}
        once={randomUUID()}
        path="/staff/notices/new"
        notice={null}
        zone={timeZone}
        zoneName={zoneName(at, timeZone)}
      />
    </div>
  );
}
