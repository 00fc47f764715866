import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { clearDraft, type SavedDraft, saveDraft, savedDraft } from "./draft-store";
import { newKey } from "./form-key";
import { firstValue, type Values, valuesOf } from "./form-state";

export type DraftState = { kind: "none" } | { kind: "saved" | "restored"; at: number } | { kind: "unsaved" };

type Options = {
  name: string;
  formKey: string;
  form: RefObject<HTMLFormElement | null>;
  /** Form keys whose post arrived: their drafts are done. */
  posted: string | null;
  restore: (values: Values) => void;
};

const pauseMs = 250;

/** Keeps what is typed in this browser until it is posted, and brings it back after a closed tab. */
export function useDraft({ name, formKey, form, posted, restore }: Options) {
  const [key, setKey] = useState(formKey);
  const [state, setState] = useState<DraftState>({ kind: "none" });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Whether the form may have arrived as it is, with an answer that was lost: what is changed then is another post. */
  const sent = useRef(false);

  const bringBack = useEffectEvent(() => {
    const found = unposted(name, posted);
    if (found) {
      sent.current = true;
      setKey(found.key);
      setState({ kind: "restored", at: found.savedAt });
    }
    // What was typed before the page woke up is in the form only.
    if (found || form.current) restore(found?.values ?? valuesOf(new FormData(form.current ?? undefined)));
  });
  useEffect(() => {
    bringBack();
  }, []);

  const keep = useCallback(() => {
    timer.current = undefined;
    if (!form.current) return;
    const at = Date.now();
    const values = valuesOf(new FormData(form.current));
    const kept = saveDraft(name, { key: firstValue(values, "key") ?? "", savedAt: at, values });
    setState(kept ? { kind: "saved", at } : { kind: "unsaved" });
  }, [name, form]);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (sent.current) setKey(newKey());
    sent.current = false;
    timer.current = setTimeout(keep, pauseMs);
  }, [keep]);

  const sending = useCallback(() => {
    sent.current = true;
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    keep();
  }, [keep]);

  const discard = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    clearDraft(name);
    if (sent.current) setKey(newKey());
    sent.current = false;
    setState({ kind: "none" });
  }, [name]);

  return { key, state, save, sending, discard };
}

function unposted(name: string, posted: string | null): SavedDraft | null {
  const found = savedDraft(name);
  if (found && found.key === posted) {
    clearDraft(name);
    return null;
  }
  return found;
}
