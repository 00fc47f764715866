"use client";

import { useEffect } from "react";
import { Done } from "./done";
import { clearDraft, savedDraft } from "./draft-store";

type Props = { formKey: string; incidentId: string; notes: readonly string[] };

/** Says that the post is public, and ends the draft that it came from. */
export function Posted({ formKey, incidentId, notes }: Props) {
  useEffect(() => {
    for (const name of ["incident.new", `incident.${incidentId}`]) {
      if (savedDraft(name)?.key === formKey) clearDraft(name);
    }
  }, [formKey, incidentId]);
  return (
    <Done>
      <p>
        <strong>Posted.</strong> Customers see it now. <a href={`/incidents/${incidentId}`}>Look at it</a>
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Done>
  );
}
