import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CustomersSee } from "@/components/staff/customers-see";
import { Done } from "@/components/staff/done";
import { HoldingAlerts } from "@/components/staff/holding-alert";
import { StartNotices, StartWindows } from "@/components/staff/start-lists";
import { StartOpen } from "@/components/staff/start-open";
import { holdingAlerts, outagePath } from "@/server/holding-alerts";
import { holdingMutedUntil } from "@/server/holding-mute";
import { pageSettings } from "@/server/page";
import { requireActor } from "@/server/session";
import { currentPage } from "@/server/snapshot";
import { postNothingNew } from "../nothing-new";
import { versionsOf } from "../versions";

export const metadata: Metadata = { title: "Now" };

type Props = { searchParams: Promise<{ posted?: string }> };

export default async function StartPage({ searchParams }: Props) {
  const actor = await requireActor("/staff");
  const { posted } = await searchParams;
  const { setUpAt } = await pageSettings();
  if (setUpAt === null && actor.permissions.includes("page.write")) redirect("/staff/setup");
  const versions = await versionsOf(currentPage().openIncidents.map(({ id }) => id));
  const page = currentPage();
  return (
    <>
      <noscript>
        <p className="mb-6">
          This page doesn’t follow by itself here. <a href="/staff">Look again</a>
        </p>
      </noscript>
      {posted && (
        <Done key={posted}>Posted. Customers were told that there is nothing new, and when to expect more.</Done>
      )}
      <HoldingAlerts
        alerts={holdingAlerts().map((alert) => ({ ...alert, path: outagePath(alert) }))}
        mutedUntil={await holdingMutedUntil()}
        moment={page}
      />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <StartOpen page={page} versions={versions} newKey={randomUUID} nothingNew={postNothingNew} />
        <div className="grid min-w-0 content-start gap-10">
          <CustomersSee page={page} />
          <StartWindows page={page} />
          <StartNotices page={page} />
        </div>
      </div>
    </>
  );
}
