"use client";

import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { shortClock } from "@/messages/clock";
import { SentForm, unseenFields } from "./form";
import { FormKey } from "./form-key";
import { type FormAction, firstValue, type Values, valuesOf } from "./form-state";
import { Problem } from "./problem";
import { sendOnCtrlEnter } from "./use-composer";
import { useDraft } from "./use-draft";
import { useStaffForm } from "./use-staff-form";

type Props = {
  action: FormAction;
  path: string;
  /** The key that makes a repeated post count once. */
  once: string;
  draftName: string;
  hidden?: Readonly<Record<string, string>>;
  zone: string;
  className?: string;
  children: ReactNode;
};

/** Like `StaffForm`, and what is typed is kept in this browser until it is sent. */
export function DraftForm({
  action,
  path,
  once,
  draftName,
  hidden = {},
  zone,
  className = "grid gap-6",
  children,
}: Props) {
  const { state, dispatch, pending, onSubmit } = useStaffForm(action, path);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [restored, setRestored] = useState<Values | null>(null);
  const draft = useDraft({
    name: draftName,
    formKey: firstValue(state.values, "key") ?? once,
    form,
    posted: null,
    restore: (values) => {
      const typed = valuesOf(new FormData(form.current ?? undefined));
      if (JSON.stringify(values) !== JSON.stringify(typed)) setRestored(values);
    },
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    draft.sending();
    onSubmit(event);
  };
  const shown = state.answer > 0 || restored === null ? state : { ...state, values: restored };
  return (
    <form
      ref={form}
      action={dispatch}
      onSubmit={send}
      onInput={draft.save}
      onKeyDown={sendOnCtrlEnter}
      noValidate
      className={className}
    >
      <FormKey value={draft.key} />
      {Object.entries(unseenFields(undefined, hidden, state)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Problem formId={id} state={state} />
      <SentForm key={restored === null ? "new" : "restored"} value={{ id, state: shown, pending }}>
        {children}
      </SentForm>
      <Kept draft={draft} zone={zone} />
    </form>
  );
}

function Kept({ draft, zone }: { draft: ReturnType<typeof useDraft>; zone: string }) {
  const { state } = draft;
  return (
    <p role="status" className="min-h-6 text-fact text-muted">
      {state.kind === "unsaved" && "This browser keeps no drafts: send it before you close the tab."}
      {state.kind === "saved" && `Draft kept on this device, ${shortClock(state.at, zone)}.`}
      {state.kind === "restored" && `Your draft of ${shortClock(state.at, zone)} is back.`}
    </p>
  );
}
