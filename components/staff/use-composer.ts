import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import type { Facts, Id, Incident, Instant } from "@/domain/facts";
import { composerBase, composerStart, rebased } from "./composer-base";
import { type ComposerFields, composerFields } from "./composer-fields";
import { type FormAction, type FormState, firstValue, mayHaveArrived, type Values } from "./form-state";
import type { Template } from "./text-section";
import { useDraft } from "./use-draft";
import { useServerNow } from "./use-server-now";
import { useStaffForm } from "./use-staff-form";

export type ComposerProps = {
  action: FormAction;
  path: string;
  /** Made anew with each page; the same key posts once. */
  formKey: string;
  /** The key of the form whose post led here. */
  posted: string | null;
  facts: Facts;
  incident: Incident;
  version: number;
  /** Update id → who posted it. */
  authors: Readonly<Record<string, string>>;
  templates: readonly Template[];
  serverNow: Instant;
  /** Components that whoever comes here means to take offline. */
  offline?: readonly Id[];
};

/** The composer's state: the draft, on top of the newest incident, and what came back from the last try. */
export function useComposer(props: ComposerProps) {
  const { incident, serverNow } = props;
  const sent = useStaffForm(props.action, props.path);
  const form = useRef<HTMLFormElement>(null);
  const base = composerBase(incident, serverNow);
  const start = { ...composerStart(base), offline: props.offline ?? [] };
  const read = (values: Values) => rebased(composerFields(values), base);
  const [fields, setFields] = useState(() => (hasValues(sent.state) ? read(sent.state.values) : start));
  const watch = useNewer(props, sent.state, () => setFields((draft) => rebased(draft, base)));
  const draft = useDraft({
    name: `incident.${incident.id}`,
    formKey: firstValue(sent.state.values, "key") ?? props.formKey,
    form,
    posted: props.posted,
    restore: (values) => setFields(read(values)),
  });
  const set = (change: Partial<ComposerFields>) => {
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
  return { ...sent, onSubmit, form, now: useServerNow(serverNow), start, fields, set, draft, discard, ...watch };
}

function hasValues(state: FormState): boolean {
  return Object.keys(state.values).length > 0;
}

/** Follows the incident while we write: a post is checked against the version that we were shown. */
function useNewer({ incident, version, serverNow }: ComposerProps, state: FormState, onNewer: () => void) {
  const [shownAt] = useState(() => Number(firstValue(state.values, "shownAt")) || serverNow);
  const [followed, setFollowed] = useState(version);
  const [seen, setSeen] = useState(
    () => (mayHaveArrived(state) && Number(firstValue(state.values, "seen"))) || version,
  );
  const [answered, setAnswered] = useState(state.answer);
  if (followed !== version) {
    setFollowed(version);
    onNewer();
  }
  if (answered !== state.answer) {
    setAnswered(state.answer);
    if (state.problem?.kind === "conflict") setSeen(version);
  }
  const news = incident.updates.filter(({ postedAt }) => postedAt > shownAt);
  return { shownAt, seen, news, held: state.problem?.kind === "conflict" };
}

/** Ctrl or ⌘ with Enter sends the form from any of its fields. */
export function sendOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
