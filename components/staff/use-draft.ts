import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { clearDraft, type SavedDraft, saveDraft, savedDraft } from "./draft-store";
import { type Values, valuesOf } from "./form-state";

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

  const bringBack = useEffectEvent(() => {
    const found = unposted(name, posted);
    if (found) {
      setKey(found.key);
      setState({ kind: "restored", at: found.savedAt });
    }
    // What was typed before the page woke up is in the form only.
    if (found || form.current) restore(found?.values ?? valuesOf(new FormData(form.current ?? undefined)));
  });
  useEffect(() => {
    bringBack();
  }, []);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.current) return;
      const at = Date.now();
      const kept = saveDraft(name, { key, savedAt: at, values: valuesOf(new FormData(form.current)) });
      setState(kept ? { kind: "saved", at } : { kind: "unsaved" });
    }, pauseMs);
  }, [name, key, form]);

  const discard = useCallback(() => {
    clearTimeout(timer.current);
    clearDraft(name);
    setState({ kind: "none" });
  }, [name]);

  return { key, state, save, discard };
}

function unposted(name: string, posted: string | null): SavedDraft | null {
  const found = savedDraft(name);
  if (found && found.key === posted) {
    clearDraft(name);
    return null;
  }
  return found;
}
