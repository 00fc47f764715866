"use client";

import { buttonClass } from "./button";
import { PageHead } from "./page-head";

/** A page that could not be made, often because the database is away; drafts are safe in the browser. */
export function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const id = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <>
      <PageHead title="This page did not come up">
        <p>
          The database may be away for a moment. The status page goes on with what was last known, and your drafts are
          kept in this browser.
        </p>
        {id && <p className="mt-2">The log knows this as {id}.</p>}
      </PageHead>
      <button type="button" onClick={retry} className={buttonClass("plain")}>
        Try again
      </button>
    </>
  );
}
