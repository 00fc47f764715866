import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CustomersSee } from "@/components/staff/customers-see";
import { Done } from "@/components/staff/done";
import { StartNotices, StartWindows } from "@/components/staff/start-lists";
import { StartOpen } from "@/components/staff/start-open";
import { pageSettings } from "@/server/page";
import { requireActor } from "@/server/session";
import { currentPage } from "@/server/snapshot";
import { postNothingNew } from "../nothing-new";

export const metadata: Metadata = { title: "Now" };

type Props = { searchParams: Promise<{ posted?: string }> };

export default async function StartPage({ searchParams }: Props) {
  const actor = await requireActor("/staff");
  const { posted } = await searchParams;
  const { setUpAt } = await pageSettings();
  if (setUpAt === null && actor.permissions.includes("page.write")) redirect("/staff/setup");
  const page = currentPage();
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="60" />
      </noscript>
      {posted && (
        <Done key={posted}>Posted. Customers were told that there is nothing new, and when to expect more.</Done>
      )}
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <StartOpen page={page} newKey={randomUUID} nothingNew={postNothingNew} />
        <div className="grid min-w-0 content-start gap-10">
          <CustomersSee page={page} />
          <StartWindows page={page} />
          <StartNotices page={page} />
        </div>
      </div>
    </>
  );
}
