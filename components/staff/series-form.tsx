"use client";

import { useId } from "react";
import type { Facts, Id, Instant, Settings } from "@/domain/facts";
import { CheckLine } from "./check-line";
import { namedComponents } from "./component-names";
import { DefaultSubmit } from "./default-submit";
import { FormKey } from "./form-key";
import type { FormAction } from "./form-state";
import { NextDatesList } from "./next-dates-list";
import { PostBar } from "./post-bar";
import { PreviewButton } from "./preview-button";
import { Problem } from "./problem";
import { RuleBuilder } from "./rule-builder";
import { leadOf, recurrenceQuery, type SeriesFields, seriesFields } from "./series-fields";
import { SeriesLead, SeriesTimes } from "./series-sections";
import { sendOnCtrlEnter } from "./use-composer";
import { type NextDates, useNextDates } from "./use-next-dates";
import { useWritten } from "./use-written";
import { WorkSections } from "./work-sections";

export type SeriesFormProps = {
  action: FormAction;
  path: string;
  formKey: string;
  draftName: string;
  facts: Facts;
  /** The series that is changed, and its version. */
  series: { id: Id; version: number } | null;
  start: SeriesFields;
  dates: NextDates;
  zones: readonly string[];
  serverNow: Instant;
};

/** Work that comes again: what, how often, how far ahead each is announced, and the dates that this gives. */
export function SeriesForm(props: SeriesFormProps) {
  const writing = useWritten({ ...props, read: seriesFields, version: props.series?.version ?? null });
  const { state, fields, set, now } = writing;
  const { facts, zones, series } = props;
  const id = useId();
  const page = { timeZone: facts.page.timeZone, at: now };
  const errors = state.errors;
  return (
    <form
      ref={writing.form}
      action={writing.dispatch}
      onSubmit={writing.onSubmit}
      onKeyDown={sendOnCtrlEnter}
      noValidate
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:grid-rows-[1fr_auto]"
    >
      <DefaultSubmit />
      <FormKey value={writing.draft.key} />
      {series && <input type="hidden" name="seriesId" value={series.id} />}
      {series && <input type="hidden" name="seen" value={writing.seen} />}
      <div className="grid min-w-0 content-start gap-8">
        <Problem formId={id} state={state} />
        <WorkSections {...{ id, fields, set, errors, components: namedComponents(facts) }} />
        <SeriesTimes {...{ id, fields, set, errors, zones }} />
        <RuleBuilder {...{ id, fields, set, errors }} />
        <SeriesLead {...{ id, fields, set, errors, settings: facts.settings }} />
        <CheckLine
          name="autoComplete"
          checked={fields.autoComplete}
          onChange={(autoComplete) => set({ autoComplete })}
          label="Each may end by itself"
          hint="At its end, if nothing in it is unwell then. Otherwise somebody confirms that everything is back."
        />
      </div>
      <Dates fields={fields} before={datesOf(writing, props.dates)} page={page} settings={facts.settings} />
      <div className="sticky bottom-0 z-10 lg:row-start-2">
        <PostBar
          label={series ? "Save for those not announced yet" : "Plan all of them"}
          pending={writing.pending}
          draft={writing.draft.state}
          zone={page.timeZone}
          onDiscard={writing.discard}
          says="Customers see each date when it is announced."
        />
      </div>
    </form>
  );
}

type Writing = ReturnType<typeof useWritten<SeriesFields>>;

/** Without JavaScript the dates come with the answer. */
function datesOf({ state }: Writing, before: NextDates): NextDates {
  const { dates } = state.choices;
  return dates ? { dates, total: dates.length, leftOut: [], problem: null } : before;
}

function Dates({
  fields,
  before,
  page,
  settings,
}: {
  fields: SeriesFields;
  before: NextDates;
  page: { timeZone: string; at: Instant };
  settings: Settings;
}) {
  const next = useNextDates(recurrenceQuery(fields), before);
  return (
    <div className="grid min-w-0 content-start gap-8 lg:sticky lg:top-6 lg:row-span-2 lg:self-start">
      <NextDatesList next={next} page={page} leadMinutes={leadOf(fields)} settings={settings} />
      <PreviewButton />
    </div>
  );
}
