import { type FormEvent, useRef, useState } from "react";
import type { Instant } from "@/domain/facts";
import { type FormAction, type FormState, firstValue, type Values } from "./form-state";
import { useDraft } from "./use-draft";
import { useServerNow } from "./use-server-now";
import { useStaffForm } from "./use-staff-form";

type Written<F> = {
  action: FormAction;
  path: string;
  formKey: string;
  /** Where this browser keeps what is typed. */
  draftName: string;
  start: F;
  read: (values: Values) => F;
  serverNow: Instant;
  /** That of what is changed, as the page shows it by now; null for what is new. */
  version?: number | null;
};

/** A form whose fields are followed while they are written: its draft, its last answer and the server's clock. */
export function useWritten<F extends object>({
  action,
  path,
  formKey,
  draftName,
  start,
  read,
  serverNow,
  version = null,
}: Written<F>) {
  const sent = useStaffForm(action, path);
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState(() =>
    Object.keys(sent.state.values).length > 0 ? read(sent.state.values) : start,
  );
  const seen = useSeen(sent.state, version);
  const draft = useDraft({
    name: draftName,
    formKey: firstValue(sent.state.values, "key") ?? formKey,
    form,
    posted: null,
    restore: (values) => {
      setFields(read(values));
      seen.restore(values);
    },
  });
  const set = (change: Partial<F>) => {
    setFields((before) => ({ ...before, ...change }));
    draft.save();
  };
  const discard = () => {
    setFields(start);
    seen.restart();
    draft.discard();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    draft.sending();
    sent.onSubmit(event);
  };
  return { ...sent, onSubmit, form, fields, set, draft, discard, seen: seen.version, now: useServerNow(serverNow) };
}

/** The version that the form was begun with: what others change meanwhile is shown before it is replaced. */
function useSeen(state: FormState, version: number | null) {
  const conflict = state.problem?.kind === "conflict";
  const newest = version === null ? "" : String(version);
  const [seen, setSeen] = useState(() => firstValue(state.values, "seen") ?? newest);
  const [answered, setAnswered] = useState(0);
  if (answered !== state.answer) {
    setAnswered(state.answer);
    if (conflict) setSeen(newest);
  }
  const restore = (values: Values) => setSeen((before) => firstValue(values, "seen") ?? before);
  return { version: seen, restore, restart: () => setSeen(newest) };
}
