import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/staff/page-head";
import { planStart } from "@/components/staff/plan-fields";
import { PlanForm } from "@/components/staff/plan-form";
import { PlanInForce } from "@/components/staff/plan-in-force";
import { announcementInForce } from "@/domain/window";
import { clock } from "@/messages/clock";
import { atDesk } from "../../../../at-desk";
import { editedWindow } from "../../window-page";
import { change } from "./actions";

export const metadata: Metadata = { title: "Change the plan" };

export default async function ChangeWindowPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/maintenance/${id}/change`;
  const { signedOut } = await atDesk(path, { action: change, path });
  if (signedOut) return signedOut;
  const edited = await editedWindow(id);
  const plan = edited && announcementInForce(edited.window, edited.now);
  if (!edited || !plan || !["scheduled", "in_progress", "verifying"].includes(edited.shown.status)) notFound();
  const { window, version, formFacts, now } = edited;
  const { timeZone } = formFacts.page;
  const at = (instant: number) => clock(instant, timeZone, now);
  return (
    <>
      <PageHead title={`Change “${plan.name}”`}>
        <p>
          It is announced for {at(plan.startAt)} to {clock(plan.endAt, timeZone, plan.startAt)}. The record keeps the
          old and the new.
        </p>
      </PageHead>
      <PlanForm
        action={change}
        path={path}
        formKey={randomUUID()}
        draftName={`maintenance.${id}.change`}
        facts={formFacts}
        window={window}
        version={version}
        start={planStart(timeZone, plan)}
        zones={Intl.supportedValuesOf("timeZone")}
        serverNow={now}
      >
        <PlanInForce plan={plan} components={edited.shown.components} page={{ timeZone, at: now }} />
      </PlanForm>
    </>
  );
}
