import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PageHead } from "@/components/staff/page-head";
import { seriesStart } from "@/components/staff/series-fields";
import { SeriesForm } from "@/components/staff/series-form";
import { atDesk } from "../../../../at-desk";
import { editorFacts } from "../../../../known";
import { save } from "../actions";

export const metadata: Metadata = { title: "Maintenance that comes again" };

const path = "/staff/maintenance/recurring/new";

export default async function NewSeriesPage() {
  const { signedOut } = await atDesk(path, { action: save, path });
  if (signedOut) return signedOut;
  const { facts, now } = await editorFacts(null);
  return (
    <>
      <PageHead title="Maintenance that comes again">
        <p>Each time is announced on its own, and can be changed or cancelled on its own.</p>
      </PageHead>
      <SeriesForm
        action={save}
        path={path}
        formKey={randomUUID()}
        draftName="series.new"
        facts={facts}
        series={null}
        start={seriesStart(facts.page.timeZone)}
        dates={{ dates: [], total: 0, leftOut: [], problem: null }}
        zones={Intl.supportedValuesOf("timeZone")}
        serverNow={now}
      />
    </>
  );
}
