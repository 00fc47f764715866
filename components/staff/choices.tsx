import type { ReactNode } from "react";

const option =
  "relative flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-md border border-edge bg-paper px-3 py-2 text-center leading-tight hover:bg-sunk has-checked:border-ink has-checked:bg-sunk has-checked:font-semibold has-checked:ring-1 has-checked:ring-ink has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2";

type OptionProps = {
  name: string;
  value: string;
  checked: boolean;
  onChange: () => void;
  type?: "radio" | "checkbox";
  extra?: string;
  children: ReactNode;
};

/** A radio or a checkbox as large as a thumb; the whole box is its label. */
export function Choice({ name, value, checked, onChange, type = "radio", extra = "", children }: OptionProps) {
  return (
    <label className={`${option} ${extra}`}>
      <input
        type={type}
        name={name}
        value={value}
        checked={checked}
        onChange={onChange}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
      {children}
    </label>
  );
}

type SetProps = {
  id?: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  quietLegend?: boolean;
  className?: string;
  children: ReactNode;
};

/** A named set of choices with its error. */
export function ChoiceSet({ id, legend, hint, error, quietLegend, className = "", children }: SetProps) {
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={`min-w-0 ${className}`}
      aria-describedby={error && id ? `${id}-error` : undefined}
    >
      <legend className={quietLegend ? "mb-1.5 font-medium" : "mb-2 font-semibold"}>{legend}</legend>
      {hint && <p className="-mt-1 mb-2 text-muted text-fact">{hint}</p>}
      {error && (
        <p id={`${id}-error`} className="mb-2 font-medium text-danger">
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}
