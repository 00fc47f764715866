"use client";

import { type ReactNode, useEffect } from "react";
import { Done } from "./done";
import { clearDraft, savedDraft } from "./draft-store";

type Props = {
  formKey: string;
  /** Where the post may have been written. */
  drafts: readonly string[];
  /** Where customers read it. */
  href: string;
  notes?: readonly string[];
  /** Whether it waits to be filed, as the database is away. */
  waits?: boolean;
};

/** Says that the post is public, and ends the draft that it came from. */
export function Posted({ formKey, drafts, href, notes = [], waits = false }: Props) {
  return (
    <DraftDone formKey={formKey} drafts={drafts}>
      <p>
        {waits ? (
          <>
            <strong>Published.</strong> It will be filed when the database is back; notifications go out then.
          </>
        ) : (
          <>
            <strong>Posted.</strong> Customers see it now.
          </>
        )}{" "}
        <a href={href}>Look at it</a>
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </DraftDone>
  );
}

type DraftDoneProps = { formKey: string; drafts: readonly string[]; children: ReactNode };

/** Says what was done, and ends the draft that it came from. */
export function DraftDone({ formKey, drafts, children }: DraftDoneProps) {
  const names = drafts.join("\n");
  useEffect(() => {
    for (const name of names.split("\n")) if (savedDraft(name)?.key === formKey) clearDraft(name);
  }, [formKey, names]);
  return <Done>{children}</Done>;
}
