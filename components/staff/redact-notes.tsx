"use client";

import { useSentForm } from "./form";

/** Where the words still stand, for whoever must clean up there too. */
export function RedactNotes() {
  const { made } = useSentForm().state;
  if (!made) return null;
  return (
    <div role="status" className="border-mark-clear border-l-4 py-1 pl-4">
      <p className="font-semibold">The words are gone, and the record says so.</p>
      {made.split("\n").map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
