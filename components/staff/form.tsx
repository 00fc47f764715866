"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { emptyState, type FormAction, type FormState, firstValue, mayHaveArrived } from "./form-state";
import { Problem } from "./problem";
import { useStaffForm } from "./use-staff-form";

type Sent = { id: string; state: FormState; pending: boolean };

export const SentForm = createContext<Sent>({ id: "form", state: emptyState, pending: false });

type Props = {
  action: FormAction;
  /** Where the form posts to without JavaScript; a fragment tells apart several forms with one action. */
  path: string;
  hidden?: Readonly<Record<string, string>>;
  /** A key that makes a repeated post count once. */
  once?: string | undefined;
  className?: string;
  children: ReactNode;
};

/** A form that keeps what was typed, says what is wrong beside the field, and works without JavaScript. */
export function StaffForm({ action, path, hidden = {}, once, className = "grid gap-6", children }: Props) {
  const { state, dispatch, pending, onSubmit } = useStaffForm(action, path);
  const id = useId();
  return (
    <form action={dispatch} onSubmit={onSubmit} noValidate className={className}>
      {Object.entries(unseenFields(once, hidden, state)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Problem formId={id} state={state} />
      <SentForm value={{ id, state, pending }}>{children}</SentForm>
    </form>
  );
}

/** What may have arrived goes out again as it was, though the page moved on meanwhile. */
export function unseenFields(
  once: string | undefined,
  hidden: Readonly<Record<string, string>>,
  state: FormState,
): Record<string, string> {
  const now = Object.entries({ ...(once && { key: once }), ...hidden });
  const kept = mayHaveArrived(state) ? state.values : {};
  return Object.fromEntries(now.map(([name, value]) => [name, firstValue(kept, name) ?? value]));
}

export function useSentForm(): Sent {
  return useContext(SentForm);
}

/** A field's id, the value it was last sent with, and its error. */
export function useField(name: string, initial = "") {
  const { id, state } = useSentForm();
  const answered = Object.keys(state.values).length > 0;
  return {
    id: `${id}-${name}`,
    value: answered ? (firstValue(state.values, name) ?? "") : initial,
    values: answered ? (state.values[name] ?? []) : null,
    error: state.errors[name],
  };
}
