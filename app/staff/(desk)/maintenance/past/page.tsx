import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PageHead } from "@/components/staff/page-head";
import { PastForm } from "@/components/staff/past-form";
import { atDesk } from "../../../at-desk";
import { editorFacts } from "../../../known";
import { record } from "./actions";

export const metadata: Metadata = { title: "Record past maintenance" };

const path = "/staff/maintenance/past";

export default async function PastMaintenancePage() {
  const { signedOut } = await atDesk(path, { action: record, path });
  if (signedOut) return signedOut;
  const { facts, now } = await editorFacts(null);
  return (
    <div className="max-w-2xl">
      <PageHead title="Record past maintenance">
        <p>
          For work that is over and was told elsewhere. Its record says that it was recorded afterwards: when it was
          announced can’t be known here, so its minutes don’t count as planned.
        </p>
      </PageHead>
      <PastForm
        action={record}
        path={path}
        formKey={randomUUID()}
        facts={facts}
        zones={Intl.supportedValuesOf("timeZone")}
        serverNow={now}
      />
    </div>
  );
}
