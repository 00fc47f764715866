import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import Link from "next/link";
import { NoticeForm } from "@/components/staff/notice-form";
import { PageHead } from "@/components/staff/page-head";
import { zoneName } from "@/messages/clock";
import { currentPage } from "@/server/snapshot";
import { atDesk } from "../../../at-desk";
import { save } from "../actions";

export const metadata: Metadata = { title: "New notice" };

export default async function NewNoticePage() {
  const { signedOut } = await atDesk("/staff/notices/new", { action: save, path: "/staff/notices/new" });
  if (signedOut) return signedOut;
  const { timeZone, at } = currentPage();
  return (
    <div className="max-w-2xl">
      <PageHead title="New notice">
        <p>
          If something is broken, <Link href="/staff/incidents/new">open an incident</Link> instead. If you will work on
          something, announce <Link href="/staff/maintenance/new">new maintenance</Link>.
        </p>
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
