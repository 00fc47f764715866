"use client";

import type { ReactNode } from "react";
import { describedBy, FieldError } from "./fields";
import { useField } from "./form";

export function CheckField({
  name,
  label,
  hint,
  initial = false,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  initial?: boolean;
}) {
  const { id, values, error } = useField(name);
  return (
    <div>
      <FieldError id={id} text={error} />
      <label className="flex min-h-11 items-start gap-3 py-2">
        <input
          type="checkbox"
          id={id}
          name={name}
          value="yes"
          defaultChecked={values ? values.includes("yes") : initial}
          className="mt-1 size-5 shrink-0 accent-ink"
          {...describedBy(id, hint, error)}
        />
        <span>
          {label}
          {hint && (
            <span id={`${id}-hint`} className="block text-muted text-fact">
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
