"use client";

import { type ReactNode, useDeferredValue, useId } from "react";
import { incidentStatusAt } from "@/domain/incident";
import { ComposerFieldset } from "./composer-fieldset";
import { FormKey } from "./form-key";
import { News } from "./news";
import { PostBar } from "./post-bar";
import { Preview } from "./preview";
import { PreviewButton } from "./preview-button";
import { factsWithDraft } from "./preview-facts";
import { Problem } from "./problem";
import { type ComposerProps, sendOnCtrlEnter, useComposer } from "./use-composer";

type Props = ComposerProps & {
  /** What was posted so far, to stand beside. */
  children: ReactNode;
  /** The incident is over: writing on is for whoever means to. */
  folded: boolean;
};

/** Writing an update: everything on one screen, and beside it what customers will see. */
export function Composer({ children, folded, ...props }: Props) {
  const composer = useComposer(props);
  if (!folded) {
    return (
      <ComposerForm composer={composer} props={props}>
        {children}
      </ComposerForm>
    );
  }
  return (
    <>
      <div className="max-w-3xl">{children}</div>
      <details open={composer.state.answer > 0 || composer.draft.state.kind === "restored"} className="mt-8">
        <summary className="min-h-11 py-2.5 font-semibold underline underline-offset-4">
          Write another update, or reopen it
        </summary>
        <div className="mt-4">
          <ComposerForm composer={composer} props={props} />
        </div>
      </details>
    </>
  );
}

type Composing = ReturnType<typeof useComposer>;
type Parts = { composer: Composing; props: ComposerProps; children?: ReactNode };

function ComposerForm({ composer, props, children }: Parts) {
  const { state, fields, now, news, held } = composer;
  const id = useId();
  const zone = props.facts.page.timeZone;
  const reopens = fields.status !== "resolved" && incidentStatusAt(props.incident, now) === "resolved";
  return (
    <form
      ref={composer.form}
      action={composer.dispatch}
      onSubmit={composer.onSubmit}
      onKeyDown={sendOnCtrlEnter}
      noValidate
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:grid-rows-[1fr_auto]"
    >
      <Hidden incidentId={props.incident.id} composer={composer} />
      <div className="grid min-w-0 content-start gap-8">
        <News updates={news} authors={props.authors} zone={zone} held={held} />
        {!(held && news.length > 0) && <Problem formId={id} state={state} />}
        <ComposerFieldset id={id} composer={composer} props={props} />
      </div>
      <Beside composer={composer} props={props}>
        {children}
      </Beside>
      <div className="sticky bottom-0 z-10 lg:row-start-2">
        <PostBar
          label={label(fields.status, reopens)}
          pending={composer.pending}
          draft={composer.draft.state}
          zone={zone}
          onDiscard={composer.discard}
        />
      </div>
    </form>
  );
}

function label(status: string, reopens: boolean): string {
  if (status === "resolved") return "Post and resolve";
  return reopens ? "Post and reopen" : "Post update";
}

function Hidden({ incidentId, composer }: { incidentId: string; composer: Composing }) {
  const { draft, seen, shownAt, fields } = composer;
  const { statusWas, effectWas, scopeWas } = fields;
  const values = { incidentId, seen, shownAt, statusWas: statusWas ?? "", effectWas, scopeWas };
  return (
    <>
      <FormKey value={draft.key} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function Beside({ composer, props, children }: Parts) {
  const fields = useDeferredValue(composer.fields);
  const drafted = factsWithDraft(props.facts, props.incident, fields, composer.now);
  return (
    <section
      aria-label="Preview and record"
      className="grid min-w-0 content-start gap-8 lg:sticky lg:top-6 lg:row-span-2 lg:self-start"
    >
      <Preview facts={drafted} incidentId={props.incident.id} now={composer.now} />
      <PreviewButton />
      {children}
    </section>
  );
}
