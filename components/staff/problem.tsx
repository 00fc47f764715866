"use client";

import { useEffect, useRef } from "react";
import type { FormState } from "./form-state";

/** What is sent along unseen: there is nothing to jump to. */
const withoutField = new Set(
  ["componentId", "incidentId", "updateId", "personId", "invitationId", "templateId", "noticeId"].concat([
    "maintenanceId",
    "seriesId",
    "occurrence",
    "token",
    "key",
    "seen",
    "move",
    "form",
  ]),
);

/** What the last answer found wrong, with a link to each field; takes the focus when it comes. */
export function Problem({ formId, state }: { formId: string; state: FormState }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.answer > 0 && state.problem) box.current?.focus();
  }, [state]);
  if (!state.problem) return null;
  const errors = Object.entries(state.errors);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="border-danger border-l-4 py-1 pl-4">
      <p className="font-semibold text-danger">{state.problem.text}</p>
      {errors.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {errors.map(([name, sentence]) => (
            <li key={name}>
              {withoutField.has(name) ? (
                <span className="text-danger">{sentence}</span>
              ) : (
                <a className="text-danger underline" href={`#${formId}-${name}`}>
                  {sentence}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {state.problem.kind === "signed_out" && (
        <a className="mt-2 inline-block underline" href="/staff/sign-in" target="_blank" rel="noreferrer">
          Sign in in another tab
        </a>
      )}
    </div>
  );
}
