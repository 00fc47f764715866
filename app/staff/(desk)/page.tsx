import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CustomersSee } from "@/components/staff/customers-see";
import { Done } from "@/components/staff/done";
import { OpenIncident } from "@/components/staff/open-incident";
import { RemindMe } from "@/components/staff/remind-me";
import { StartNotices, StartWindows } from "@/components/staff/start-lists";
import { startSentence } from "@/components/staff/start-sentence";
import { WrongButton } from "@/components/staff/wrong-button";
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
  const open = page.openIncidents;
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="60" />
      </noscript>
      {posted && (
        <Done key={posted}>Posted. Customers were told that there is nothing new, and when to expect more.</Done>
      )}
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="min-w-0">
          <h1 className="mb-6 text-answer">{startSentence(page)}</h1>
          {open.length > 0 && (
            <ul className="mb-8 border-rule border-b">
              {open.map((incident) => (
                <OpenIncident
                  key={incident.id}
                  incident={incident}
                  page={page}
                  formKey={randomUUID()}
                  nothingNew={postNothingNew}
                />
              ))}
            </ul>
          )}
          <WrongButton another={open.length > 0} />
          {open.length > 0 && <RemindMe />}
        </div>
        <div className="grid min-w-0 content-start gap-10">
          <CustomersSee page={page} />
          <StartWindows page={page} />
          <StartNotices page={page} />
        </div>
      </div>
    </>
  );
}
