import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/components/staff/button";
import { PageHead } from "@/components/staff/page-head";
import { planStart } from "@/components/staff/plan-fields";
import { PlanForm } from "@/components/staff/plan-form";
import { atDesk } from "../../../at-desk";
import { editorFacts } from "../../../known";
import { schedule } from "./actions";

export const metadata: Metadata = { title: "New maintenance" };

const path = "/staff/maintenance/new";

export default async function NewMaintenancePage() {
  const { signedOut } = await atDesk(path, { action: schedule, path });
  if (signedOut) return signedOut;
  const { facts, now } = await editorFacts(null);
  if (facts.components.every(({ archivedAt }) => archivedAt !== null)) return <NoComponents />;
  return (
    <>
      <PageHead title="New maintenance">
        <p>
          Work that customers can prepare for, announced the moment you send this. For work that comes again,{" "}
          <Link href="/staff/maintenance/recurring/new">plan all of it</Link>; what is over already,{" "}
          <Link href="/staff/maintenance/past">record afterwards</Link>.
        </p>
      </PageHead>
      <PlanForm
        action={schedule}
        path={path}
        formKey={randomUUID()}
        draftName="maintenance.new"
        facts={facts}
        window={null}
        version={null}
        start={planStart(facts.page.timeZone)}
        zones={Intl.supportedValuesOf("timeZone")}
        serverNow={now}
      />
    </>
  );
}

function NoComponents() {
  return (
    <PageHead title="New maintenance" act={<ButtonLink href="/staff/components">Add the first components</ButtonLink>}>
      <p>Maintenance is always of something that customers would miss, and there is no component yet.</p>
    </PageHead>
  );
}
