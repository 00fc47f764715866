"use client";

import { useActionState } from "react";
import { buttonClass } from "./button";
import { areaClass } from "./fields";
import { emptyState, type FormAction } from "./form-state";
import { PageHead } from "./page-head";

/** A form that came without a session, from a browser without JavaScript: nothing is lost, it can be sent again. */
export function SignedOut({ action, path }: { action: FormAction; path: string }) {
  const [{ values }, dispatch, pending] = useActionState(action, emptyState, path);
  return (
    <form action={dispatch} className="grid max-w-2xl gap-6">
      <PageHead title="You are signed out">
        <p>
          Nothing was posted. Your text is kept below:{" "}
          <a href="/staff/sign-in" target="_blank" rel="noreferrer">
            sign in in another tab
          </a>
          , then come back here and send it again.
        </p>
      </PageHead>
      {Object.entries(values).map(([name, list]) => (
        <Kept key={name} name={name} values={list} />
      ))}
      <button type="submit" aria-disabled={pending} className={buttonClass("public")}>
        Send it again
      </button>
    </form>
  );
}

function Kept({ name, values }: { name: string; values: readonly string[] }) {
  if (name !== "body")
    return [...new Set(values)].map((value) => <input key={value} type="hidden" name={name} value={value} />);
  return (
    <label className="grid gap-1.5 font-semibold">
      What you wrote
      <textarea name={name} defaultValue={values[0]} rows={8} className={`${areaClass} font-normal`} />
    </label>
  );
}
