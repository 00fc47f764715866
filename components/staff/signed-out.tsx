"use client";

import { useActionState } from "react";
import { buttonClass } from "./button";
import { areaClass } from "./fields";
import { emptyState, type FormAction, type FormState } from "./form-state";
import { PageHead } from "./page-head";

/** One of the forms of a page, as the page renders it. */
export type KeptForm = { action: FormAction; path: string };

/** A form that came without a session, from a browser without JavaScript: nothing is lost, it can be sent again. */
export function SignedOut({ forms }: { forms: readonly KeptForm[] }) {
  return (
    <div className="grid max-w-2xl gap-6">
      <PageHead title="You are signed out">
        <p>
          Nothing was sent. What you wrote is kept below:{" "}
          <a href="/staff/sign-in" target="_blank" rel="noreferrer">
            sign in in another tab
          </a>
          , then come back here and send it again.
        </p>
      </PageHead>
      {forms.map((form) => (
        <MaybeSent key={form.path} {...form} />
      ))}
    </div>
  );
}

/** Of a page's forms only the one that was sent has an answer. */
function MaybeSent({ action, path }: KeptForm) {
  const [state, dispatch, pending] = useActionState(action, emptyState, path);
  return <KeptText state={state} dispatch={dispatch} pending={pending} />;
}

type Kept = { state: FormState; dispatch: (form: FormData) => void; pending: boolean };

/** What was typed, to be read and changed; what was chosen goes along unseen. */
export function KeptText({ state: { values }, dispatch, pending }: Kept) {
  const given = Object.entries(values);
  if (given.length === 0) return null;
  const isTyped = (name: string) => Object.hasOwn(typed, name) && (name === "body" || Boolean(values[name]?.[0]));
  return (
    <form action={dispatch} className="grid gap-6">
      {given.flatMap(([name, list]) =>
        isTyped(name)
          ? []
          : [...new Set(list)].map((value) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            )),
      )}
      {given
        .filter(([name]) => isTyped(name))
        .map(([name, [value]]) => (
          <label key={name} className="grid gap-1.5 font-semibold">
            {typed[name as keyof typeof typed]}
            <textarea
              name={name}
              defaultValue={value}
              rows={name === "body" ? 8 : 1}
              className={`${areaClass} field-sizing-content font-normal`}
            />
          </label>
        ))}
      <button type="submit" aria-disabled={pending} className={buttonClass("public")}>
        Send it again
      </button>
    </form>
  );
}

const typed = {
  name: "Name",
  title: "Title",
  body: "What you wrote",
  message: "What should customers expect?",
  text: "Words that must go",
  reason: "Why",
  effect: "What customers notice",
  scope: "For whom",
  offlineReason: "Why it is taken offline",
  description: "What it is",
  email: "E-mail",
  supportLink: "Where customers reach you",
  accentColor: "Accent colour",
};
