"use client";

import { emptyState, type FormAction } from "./form-state";
import { PageHead } from "./page-head";
import { useActionState } from "react";
import { buttonClass } from "./button";

/** A form that came without a session, from a browser without JavaScript: nothing is lost, it can be sent again. */
export function SignedOut({ action, path }: { action: FormAction; path: string }) {
  const [{ values }, dispatch, pending] = useActionState(action, emptyState, path);
  return (
    <form action={dispatch} className="grid max-w-2xl gap-6">
      <PageHead title="You are signed out">
        <p>
          Nothing was posted. Your text is kept below: <a href="/staff/sign-in" target="_blank" rel="noreferrer">sign in in another tab</a>, then come back here and send it again.
        </p>
      </PageHead>
      {Object.entries(values).flatMap(([name, list]) =>
        list.map((value, index) =>
          name === "body" ? (
            <label key={name} className="grid gap-1.5 font-semibold">
              What you wrote
              <textarea name={name} defaultValue={value} rows={8} className="rounded-md border border-edge bg-paper px-3 py-2.5 font-normal" />
            </label>
          ) : (
            <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
          ),
        ),
      )}
      <button type="submit" aria-disabled={pending} className={buttonClass("public")}>
        Send it again
      </button>
    </form>
  );
}
