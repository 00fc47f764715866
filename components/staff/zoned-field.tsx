"use client";

import { clock } from "@/messages/clock";
import { describedBy, inputClass, Labelled } from "./fields";
import { useField, useSentForm } from "./form";

type Props = { name: string; label: string; hint: string; zone: string; initial?: string; required?: boolean };

/** A day and a time in the page's zone; asks when the clocks skip or repeat it. */
export function ZonedField({ name, label, hint, zone, initial, required = false }: Props) {
  const { id, value, error } = useField(name, initial);
  const choices = useSentForm().state.choices[name] ?? [];
  return (
    <Labelled id={id} label={label} hint={hint} error={error} optional={!required}>
      <input
        type="datetime-local"
        id={id}
        name={name}
        defaultValue={value}
        className={inputClass}
        {...describedBy(id, hint, error)}
      />
      {choices.map((at) => (
        <label key={at} className="mt-1 flex min-h-11 items-center gap-3">
          <input type="radio" name={`${name}Choice`} value={at} className="size-5 accent-ink" />
          {clock(at, zone)}
        </label>
      ))}
    </Labelled>
  );
}
