import type { ReactNode } from "react";
import { describedBy, FieldError, inputClass } from "./fields";

/** A small field with its label over it. */
export function Small({
  id,
  label,
  error,
  children,
}: {
  id: string;
  label: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <FieldError id={id} text={error} />
      {children}
    </div>
  );
}

type NumberProps = {
  id: string;
  name: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
};

export function NumberInput({ id, name, value, error, onChange }: NumberProps) {
  return (
    <input
      id={id}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={inputClass}
      {...describedBy(id, null, error)}
    />
  );
}
