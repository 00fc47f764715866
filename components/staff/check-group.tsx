"use client";

import type { ReactNode } from "react";
import { useField } from "./form";

type Option = { value: string; label: ReactNode; hint?: string };
type Props = { name: string; legend: ReactNode; initial: readonly string[]; options: readonly Option[] };

/** As many of a few as fit, as boxes that a thumb hits. */
export function CheckGroup({ name, legend, initial, options }: Props) {
  const { id, values, error } = useField(name);
  const chosen = values ?? initial;
  return (
    <fieldset id={id} tabIndex={-1} className="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-semibold">{legend}</legend>
      {error && (
        <p id={`${id}-error`} className="mb-2 font-medium text-danger">
          {error}
        </p>
      )}
      <div className="grid gap-1.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-12 cursor-pointer items-center gap-3 rounded-md border border-edge bg-paper px-4 py-2.5 hover:bg-sunk has-checked:border-ink has-checked:bg-sunk"
          >
            <input
              type="checkbox"
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
              className="size-5 shrink-0 accent-ink"
            />
            <span>
              {option.label}
              {option.hint && <span className="block text-fact text-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
