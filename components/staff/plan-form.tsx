"use client";

import { type ReactNode, useId } from "react";
import type { Facts, Instant, Maintenance } from "@/domain/facts";
import { judgePlan } from "@/domain/plan";
import { CheckLine } from "./check-line";
import { namedComponents } from "./component-names";
import { DefaultSubmit } from "./default-submit";
import { FormKey } from "./form-key";
import type { FormAction } from "./form-state";
import { PlanAside } from "./plan-aside";
import { type PlanFields, planFields, planOf } from "./plan-fields";
import { PlanJudgement } from "./plan-judgement";
import { PlanTimes } from "./plan-times";
import { PostBar } from "./post-bar";
import { Problem } from "./problem";
import { sendOnCtrlEnter } from "./use-composer";
import { useWritten } from "./use-written";
import { WorkSections } from "./work-sections";

export type PlanFormProps = {
  action: FormAction;
  path: string;
  formKey: string;
  draftName: string;
  facts: Facts;
  /** The window whose plan is changed, and the version of it that is shown. */
  window: Maintenance | null;
  version: number | null;
  start: PlanFields;
  zones: readonly string[];
  serverNow: Instant;
  /** What the window says by now, for whoever wrote while somebody else changed it. */
  children?: ReactNode;
};

type Writing = ReturnType<typeof useWritten<PlanFields>>;

/** Planned work on one screen: what, where, when, what it will be called, and how customers will see it. */
export function PlanForm(props: PlanFormProps) {
  const writing = useWritten({ ...props, read: planFields });
  const { state, fields, set, now } = writing;
  const { facts, window, zones, children } = props;
  const id = useId();
  const page = { timeZone: facts.page.timeZone, at: now };
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
      {window && <input type="hidden" name="maintenanceId" value={window.id} />}
      {window && <input type="hidden" name="seen" value={writing.seen} />}
      <div className="grid min-w-0 content-start gap-8">
        <Problem formId={id} state={state} />
        {state.problem?.kind === "conflict" && children}
        <WorkSections {...{ id, fields, set, errors: state.errors, components: namedComponents(facts) }} />
        <PlanTimes {...{ id, fields, set, errors: state.errors, page, zones }} />
        <EndsByItself fields={fields} set={set} />
        <PlanJudgement {...{ id, facts, fields, now, window, set }} />
      </div>
      <PlanAside facts={facts} fields={fields} now={now} window={window} />
      <div className="sticky bottom-0 z-10 lg:row-start-2">
        <PostBar
          {...labelOf(facts, fields, now, window)}
          pending={writing.pending}
          draft={writing.draft.state}
          zone={page.timeZone}
          onDiscard={writing.discard}
        />
      </div>
    </form>
  );
}

function EndsByItself({ fields, set }: Pick<Writing, "fields" | "set">) {
  return (
    <CheckLine
      name="autoComplete"
      checked={fields.autoComplete}
      onChange={(autoComplete) => set({ autoComplete })}
      label="It may end by itself"
      hint="At its end, if nothing in it is unwell then; the record says “ended automatically”. Otherwise somebody confirms that everything is back."
    />
  );
}

function labelOf(facts: Facts, fields: PlanFields, now: Instant, window: Maintenance | null) {
  const plan = planOf(fields);
  const called = plan && judgePlan(facts, plan, now, window).called;
  if (called === "not_planned") return { label: "This can’t be announced as planned", refused: true };
  if (window) return { label: "Announce the change" };
  if (called === "short_notice") return { label: "Announce maintenance at short notice" };
  return { label: called ? "Announce scheduled maintenance" : "Announce planned work" };
}
