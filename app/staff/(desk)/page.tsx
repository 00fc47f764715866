import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CustomersSee } from "@/components/staff/customers-see";
import { Done } from "@/components/staff/done";
import { HoldingAlerts } from "@/components/staff/holding-alert";
import { StartNotices, StartUpcoming } from "@/components/staff/start-lists";
import { StartOpen } from "@/components/staff/start-open";
import { StartRunning } from "@/components/staff/start-running";
import { turnedWindows, watchedWindows } from "@/components/staff/watched-windows";
import { holdingAlerts, outagePath } from "@/server/holding-alerts";
import { holdingMutedUntil } from "@/server/holding-mute";
import { pageSettings } from "@/server/page";
import { requireActor } from "@/server/session";
import { currentFacts, currentPage } from "@/server/snapshot";
import { Flash } from "../flash";
import { postNothingNew } from "../nothing-new";
import { versionsOf, windowVersions } from "../versions";
import { extend, finish } from "./maintenance/[id]/actions";

export const metadata: Metadata = { title: "Now" };

type Props = { searchParams: Promise<{ posted?: string; done?: string; at?: string }> };

export default async function StartPage({ searchParams }: Props) {
  const actor = await requireActor("/staff");
  const { posted, done, at } = await searchParams;
  const { setUpAt } = await pageSettings();
  if (setUpAt === null && actor.permissions.includes("page.write")) redirect("/staff/setup");
  const versions = await versionsOf(currentPage().openIncidents.map(({ id }) => id));
  const running = await windowVersions(currentPage().runningWindows.map(({ id }) => id));
  const page = currentPage();
  const facts = currentFacts()?.facts ?? null;
  return (
    <>
      <noscript>
        <p className="mb-6">
          This page doesn’t follow by itself here. <a href="/staff">Look again</a>
        </p>
      </noscript>
      <Flash done={done} at={at} />
      {posted && (
        <Done key={posted}>Posted. Customers were told that there is nothing new, and when to expect more.</Done>
      )}
      <HoldingAlerts
        alerts={holdingAlerts().map((alert) => ({ ...alert, path: outagePath(alert) }))}
        mutedUntil={await holdingMutedUntil()}
        moment={page}
      />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <StartOpen
          page={page}
          versions={versions}
          newKey={randomUUID}
          nothingNew={postNothingNew}
          turned={turnedWindows(facts, page.at)}
          running={
            <StartRunning
              windows={watchedWindows(page.runningWindows, facts, page.at)}
              versions={running}
              zone={page.timeZone}
              serverNow={page.at}
              finish={finish}
              extend={extend}
            />
          }
        />
        <div className="grid min-w-0 content-start gap-10">
          <CustomersSee page={page} />
          <StartUpcoming page={page} />
          <StartNotices page={page} />
        </div>
      </div>
    </>
  );
}
