"use client";

import type { ReactNode } from "react";
import { useSentForm } from "./form";

/** Part of a form that folds away, open where the form has come back with something to say. */
export function FormFold({ summary, children }: { summary: string; children: ReactNode }) {
  const { state } = useSentForm();
  return (
    <details open={state.answer > 0 || undefined}>
      <summary className="min-h-11 cursor-pointer py-2.5 underline underline-offset-4">{summary}</summary>
      <div className="mt-2 grid justify-items-start gap-3">{children}</div>
    </details>
  );
}
