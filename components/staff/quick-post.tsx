"use client";

import { useDeferredValue, useId } from "react";
import { zoneName } from "@/messages/clock";
import { Choice, ChoiceSet } from "./choices";
import { ComponentChips } from "./component-chips";
import { FormKey } from "./form-key";
import { LocalTime } from "./local-time";
import { PostBar } from "./post-bar";
import { Preview } from "./preview";
import { PreviewButton } from "./preview-button";
import { factsWithDraft, newIncident } from "./preview-facts";
import { Problem } from "./problem";
import { QuickMore } from "./quick-more";
import { StateRadios } from "./state-radios";
import { sendOnCtrlEnter } from "./use-composer";
import { firstUpdate, type QuickPostProps, useQuickPost } from "./use-quick-post";

type Quick = ReturnType<typeof useQuickPost>;

/** The first public word: what, how bad, a sentence, post. Everything else is filled in. */
export function QuickPost(props: QuickPostProps) {
  const quick = useQuickPost(props);
  const { state, fields, set } = quick;
  const id = useId();
  return (
    <form
      ref={quick.form}
      action={quick.dispatch}
      onSubmit={quick.onSubmit}
      onKeyDown={sendOnCtrlEnter}
      noValidate
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:grid-rows-[1fr_auto]"
    >
      <FormKey value={quick.draft.key} />
      <div className="grid min-w-0 content-start gap-8">
        <Problem formId={id} state={state} />
        {quick.components.length > 0 && (
          <>
            <ChoiceSet id={`${id}-components`} legend="What is wrong?" error={state.errors.components}>
              <ComponentChips
                name="component"
                components={quick.components}
                chosen={fields.components}
                onChange={(components) => set({ components })}
              />
            </ChoiceSet>
            <ChoiceSet id={`${id}-state`} legend="How bad is it?" error={state.errors.state}>
              <StateRadios name="state" value={fields.state} onChange={(chosen) => set({ state: chosen })} />
            </ChoiceSet>
          </>
        )}
        <Sentences id={`${id}-sentence`} quick={quick} />
        {props.known && <Began id={`${id}-happenedAt`} quick={quick} zone={props.facts.page.timeZone} />}
        <QuickMore id={id} quick={quick} zone={props.facts.page.timeZone} />
      </div>
      <QuickPreview quick={quick} props={props} />
      <div className="sticky bottom-0 z-10 lg:row-start-2">
        <PostBar
          label="Post to the status page"
          pending={quick.pending}
          draft={quick.draft.state}
          zone={props.facts.page.timeZone}
          onDiscard={quick.discard}
        />
      </div>
    </form>
  );
}

function Began({ id, quick, zone }: { id: string; quick: Quick; zone: string }) {
  const { fields, set, state, now } = quick;
  return (
    <LocalTime
      id={id}
      name="happenedAt"
      label={`When it began (${zoneName(now, zone)})`}
      hint="The first visitor who saw the holding page. Empty: now."
      error={state.errors.happenedAt}
      shown
      value={fields.happenedAt}
      zone={zone}
      choices={state.choices.happenedAt ?? []}
      onChange={(happenedAt) => set({ happenedAt })}
    />
  );
}

function Sentences({ id, quick }: { id: string; quick: Quick }) {
  const { fields, set, templates, bodyOf } = quick;
  return (
    <ChoiceSet id={id} legend="Say this">
      <div className="grid gap-1.5">
        {["", ...templates.map((template) => template.id)].map((sentence) => (
          <Choice
            key={sentence}
            name="sentence"
            value={sentence}
            checked={fields.body === null && fields.sentence === sentence}
            onChange={() => set({ sentence, body: null, since: quick.now })}
            extra="!justify-start !px-4 !py-3 !text-left !font-normal !leading-normal"
          >
            {bodyOf(sentence)}
          </Choice>
        ))}
      </div>
    </ChoiceSet>
  );
}

function QuickPreview({ quick, props }: { quick: Quick; props: QuickPostProps }) {
  const fields = useDeferredValue(quick.fields);
  const { shown, now } = quick;
  const impactOverride = fields.noImpact ? ("none" as const) : null;
  const incident = { ...newIncident(shown.name, now), impactOverride };
  return (
    <div className="grid min-w-0 content-start gap-8 lg:row-span-2">
      <Preview
        facts={factsWithDraft(props.facts, incident, firstUpdate(fields, shown), now)}
        incidentId="draft"
        now={now}
      />
      <PreviewButton />
    </div>
  );
}
