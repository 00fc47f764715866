"use client";

import { type ComponentProps, type FormEvent, type ReactNode, useState } from "react";
import { useField } from "./form";
import { PlanningWarning } from "./planning-warning";

const box =
  "w-full rounded-md border border-edge bg-paper px-3 text-ink placeholder:text-muted aria-invalid:border-2 aria-invalid:border-danger";

export const inputClass = `${box} min-h-12`;
export const areaClass = `${box} py-2.5 leading-[1.625]`;

type About = { label: ReactNode; hint?: ReactNode; optional?: boolean };

export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p id={`${id}-error`} className="mb-1.5 font-medium text-danger">
      {text}
    </p>
  );
}

/** The label, the hint and the error of one field. */
export function Labelled({
  id,
  label,
  hint,
  optional,
  error,
  children,
}: About & { id: string; error?: string | undefined; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 mb-1.5 text-muted text-fact">
          {hint}
        </p>
      )}
      <FieldError id={id} text={error} />
      {children}
    </div>
  );
}

export function describedBy(id: string, hint: ReactNode, error: string | undefined, warns = false) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`, warns && `${id}-warning`].filter(Boolean).join(" ");
  return { "aria-describedby": ids || undefined, "aria-invalid": error ? true : undefined } as const;
}

/** Follows what is typed where customers read it as said of an incident, and warns when it sounds planned. */
function useWarning(id: string, value: string, warns: boolean) {
  const [typed, setTyped] = useState(value);
  const onInput = (event: FormEvent<HTMLInputElement | HTMLTextAreaElement>) => setTyped(event.currentTarget.value);
  return { warning: warns && <PlanningWarning id={id} text={typed} />, listen: warns ? { onInput } : {} };
}

type Written = About & { name: string; initial?: string; ofIncident?: boolean };

type InputProps = Written & Omit<ComponentProps<"input">, "name" | "defaultValue" | "className">;

export function TextField({ name, label, hint, optional, initial, ofIncident = false, ...rest }: InputProps) {
  const { id, value, error } = useField(name, initial);
  const { warning, listen } = useWarning(id, value, ofIncident);
  return (
    <Labelled id={id} label={label} hint={hint} optional={optional} error={error}>
      <input
        type="text"
        autoComplete="off"
        {...rest}
        id={id}
        name={name}
        defaultValue={value}
        className={inputClass}
        {...listen}
        {...describedBy(id, hint, error, ofIncident)}
      />
      {warning}
    </Labelled>
  );
}

type AreaProps = Written & Omit<ComponentProps<"textarea">, "name" | "defaultValue" | "className">;

export function TextArea({ name, label, hint, optional, initial, ofIncident = false, ...rest }: AreaProps) {
  const { id, value, error } = useField(name, initial);
  const { warning, listen } = useWarning(id, value, ofIncident);
  return (
    <Labelled id={id} label={label} hint={hint} optional={optional} error={error}>
      <textarea
        rows={5}
        {...rest}
        id={id}
        name={name}
        defaultValue={value}
        className={areaClass}
        {...listen}
        {...describedBy(id, hint, error, ofIncident)}
      />
      {warning}
    </Labelled>
  );
}

export type Option = { value: string; label: string };

type SelectProps = About & { name: string; initial?: string; options: readonly Option[] };

export function SelectField({ name, label, hint, optional, initial, options }: SelectProps) {
  const { id, value, error } = useField(name, initial);
  return (
    <Labelled id={id} label={label} hint={hint} optional={optional} error={error}>
      <select id={id} name={name} defaultValue={value} className={inputClass} {...describedBy(id, hint, error)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
