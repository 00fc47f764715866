import { type FormEvent, useRef, useState } from "react";
import type { Instant } from "@/domain/facts";
import { type FormAction, firstValue, type Values } from "./form-state";
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
};

/** A form whose fields are followed while they are written: its draft, its last answer and the server's clock. */
export function useWritten<F extends object>({ action, path, formKey, draftName, start, read, serverNow }: Written<F>) {
  const sent = useStaffForm(action, path);
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState(() =>
    Object.keys(sent.state.values).length > 0 ? read(sent.state.values) : start,
  );
  const draft = useDraft({
    name: draftName,
    formKey: firstValue(sent.state.values, "key") ?? formKey,
    form,
    posted: null,
    restore: (values) => setFields(read(values)),
  });
  const set = (change: Partial<F>) => {
    setFields((before) => ({ ...before, ...change }));
    draft.save();
  };
  const discard = () => {
    setFields(start);
    draft.discard();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    draft.sending();
    sent.onSubmit(event);
  };
  return { ...sent, onSubmit, form, fields, set, draft, discard, now: useServerNow(serverNow) };
}
