import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/staff/page-head";
import { DraftDone } from "@/components/staff/posted";
import { ruleWords } from "@/components/staff/rule-words";
import { EndSeries, Occurrences } from "@/components/staff/series-acts";
import { seriesStart } from "@/components/staff/series-fields";
import { SeriesForm } from "@/components/staff/series-form";
import { seriesForEditor } from "@/server/reads";
import { atDesk } from "../../../../at-desk";
import { doneWord } from "../../../../done-words";
import { first } from "../../../../first";
import { editorFacts } from "../../../../known";
import { end, save, skip } from "../actions";
import { nextDates } from "../next-dates";

export const metadata: Metadata = { title: "Maintenance that comes again" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<"done" | "at" | "posted", string | string[] | undefined>>;
};

export default async function SeriesPage({ params, searchParams }: Props) {
  const { id } = await params;
  const asked = await searchParams;
  const path = `/staff/maintenance/recurring/${id}`;
  const forms = [
    { action: save, path: `${path}#save` },
    { action: end, path: `${path}#end` },
  ];
  const { signedOut } = await atDesk(path, ...forms);
  if (signedOut) return signedOut;
  const found = await seriesForEditor(id);
  if (!found) notFound();
  const { series, version, endedAt, upcoming } = found;
  const { facts, now } = await editorFacts(null);
  const page = { timeZone: facts.page.timeZone, at: now };
  const [done, at, posted] = [doneWord(first(asked.done)), first(asked.at), first(asked.posted)];
  return (
    <>
      {done && (
        <DraftDone key={at} formKey={posted ?? ""} drafts={["series.new", `series.${id}`]}>
          {done}
        </DraftDone>
      )}
      <PageHead title={series.name}>
        <p>{endedAt === null ? ruleWords(series.rule) : "Ended: nothing more of it is announced."}</p>
      </PageHead>
      <Occurrences seriesId={id} upcoming={upcoming} page={page} action={skip} path={path} ended={endedAt !== null} />
      {endedAt === null && (
        <>
          <details className="mt-8">
            <summary className="min-h-11 py-2.5 font-semibold underline underline-offset-4">Change the series</summary>
            <div className="mt-4">
              <SeriesForm
                key={`form ${posted}`}
                action={save}
                path={`${path}#save`}
                formKey={randomUUID()}
                draftName={`series.${id}`}
                facts={facts}
                series={{ id, version }}
                start={seriesStart(page.timeZone, series)}
                dates={nextDates(series, now)}
                zones={Intl.supportedValuesOf("timeZone")}
                serverNow={now}
              />
            </div>
          </details>
          <EndSeries seriesId={id} action={end} path={path} />
        </>
      )}
    </>
  );
}
