"use client";

import { useId } from "react";
import type { Facts, Instant } from "@/domain/facts";
import { namedComponents } from "./component-names";
import { FormKey } from "./form-key";
import type { FormAction } from "./form-state";
import { planFields, planStart } from "./plan-fields";
import { PlanTimes } from "./plan-times";
import { PostBar } from "./post-bar";
import { Problem } from "./problem";
import { sendOnCtrlEnter } from "./use-composer";
import { useWritten } from "./use-written";
import { WorkSections } from "./work-sections";

type Props = {
  action: FormAction;
  path: string;
  formKey: string;
  facts: Facts;
  zones: readonly string[];
  serverNow: Instant;
};

/** Work that is over: the same questions, nothing to judge. */
export function PastForm({ facts, zones, ...props }: Props) {
  const zone = facts.page.timeZone;
  const writing = useWritten({ ...props, draftName: "maintenance.past", start: planStart(zone), read: planFields });
  const { state, fields, set, now } = writing;
  const id = useId();
  return (
    <form
      ref={writing.form}
      action={writing.dispatch}
      onSubmit={writing.onSubmit}
      onKeyDown={sendOnCtrlEnter}
      noValidate
      className="grid gap-8"
    >
      <FormKey value={writing.draft.key} />
      <Problem formId={id} state={state} />
      <WorkSections {...{ id, fields, set, errors: state.errors, components: namedComponents(facts), past: true }} />
      <PlanTimes {...{ id, fields, set, errors: state.errors, page: { timeZone: zone, at: now }, zones }} />
      <div className="sticky bottom-0 z-10">
        <PostBar
          label="Record it"
          pending={writing.pending}
          draft={writing.draft.state}
          zone={zone}
          onDiscard={writing.discard}
        />
      </div>
    </form>
  );
}
