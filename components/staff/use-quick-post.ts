import { type FormEvent, useRef, useState } from "react";
import type { Facts, Id, Instant } from "@/domain/facts";
import { namedComponents } from "./component-names";
import { namesOf } from "./composer-base";
import type { ComposerFields } from "./composer-fields";
import { type FormAction, firstValue } from "./form-state";
import { firstTemplates, quickWording } from "./quick-draft";
import { type KnownOutage, knownStart, type QuickFields, quickFields, quickStart, saidSince } from "./quick-fields";
import type { Template } from "./text-section";
import { useDraft } from "./use-draft";
import { useServerNow } from "./use-server-now";
import { useStaffForm } from "./use-staff-form";

export type QuickPostProps = {
  action: FormAction;
  path: string;
  formKey: string;
  facts: Facts;
  templates: readonly Template[];
  serverNow: Instant;
  known?: KnownOutage | null;
};

/** The quick post's state: what was touched, and what follows from it. */
export function useQuickPost(props: QuickPostProps) {
  const components = namedComponents(props.facts);
  const start = startOf(props, components.length === 1 ? (components[0]?.id ?? null) : null);
  const sent = useStaffForm(props.action, props.path);
  const form = useRef<HTMLFormElement>(null);
  const answered = Object.keys(sent.state.values).length > 0;
  const [fields, setFields] = useState(() => (answered ? quickFields(sent.state.values) : start));
  const draft = useDraft({
    name: props.known ? `incident.new.${props.known.component}.${props.known.since}` : "incident.new",
    formKey: firstValue(sent.state.values, "key") ?? props.formKey,
    form,
    posted: null,
    restore: (values) => setFields(quickFields(values)),
  });
  const set = (change: Partial<QuickFields>) => {
    setFields((before) => ({ ...before, ...change }));
    draft.save();
  };
  const discard = () => {
    setFields(start);
    draft.discard();
  };
  const now = useServerNow(props.serverNow);
  const templates = firstTemplates(props.templates);
  const worded = wordedFor(fields, props, templates, now);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    draft.sending();
    sent.onSubmit(event);
  };
  return { ...sent, onSubmit, form, components, templates, now, fields, set, draft, discard, ...worded };
}

function startOf({ known, facts }: QuickPostProps, only: Id | null): QuickFields {
  return known ? knownStart(known, only, facts.page.timeZone) : quickStart(only);
}

function wordedFor(fields: QuickFields, { facts }: QuickPostProps, templates: readonly Template[], now: Instant) {
  const names = namesOf(fields.components, facts.components);
  const wordingOf = (sentence: string) => {
    const chosen = sentence === fields.sentence ? fields.since : null;
    const since = saidSince({ happenedAt: fields.happenedAt, since: chosen }, facts.page.timeZone);
    const choice = { names, state: fields.state ?? ("operational" as const), sentence, since };
    return quickWording(choice, templates, facts.page.timeZone, now);
  };
  const derived = wordingOf(fields.sentence);
  const shown = {
    name: fields.name ?? derived.name,
    body: fields.body ?? derived.body,
    effect: fields.effect ?? derived.effect,
  };
  return { shown, bodyOf: (sentence: string) => wordingOf(sentence).body };
}

/** The first update, as the composer would have it. */
export function firstUpdate(fields: QuickFields, shown: { body: string; effect: string }): ComposerFields {
  const states: [Id, NonNullable<QuickFields["state"]>][] = fields.state
    ? fields.components.map((id) => [id, fields.state ?? "operational"])
    : [];
  return {
    status: fields.status,
    statusWas: null,
    body: shown.body,
    effect: shown.effect,
    scope: fields.scope,
    effectWas: "",
    scopeWas: "",
    states: Object.fromEntries(states),
    statesWere: {},
    offline: [],
    offlineReason: "",
    back: {},
    happenedAt: fields.happenedAt,
    next: fields.next,
    nextAt: fields.nextAt,
    reopen: false,
  };
}
