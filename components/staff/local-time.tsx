import type { Instant } from "@/domain/facts";
import { clock } from "@/messages/clock";
import { describedBy, FieldError, inputClass } from "./fields";
import { useScripted } from "./use-browser";

type Props = {
  id: string;
  name: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Hidden until it is chosen; without JavaScript it always shows. */
  shown: boolean;
  value: string;
  zone: string;
  /** What the time can mean, when the clocks change at it. */
  choices: readonly Instant[];
  onChange: (local: string) => void;
};

/** A day and a time in the page's zone, whatever the reader's own zone is. */
export function LocalTime({ id, name, label, hint, error, shown, value, zone, choices, onChange }: Props) {
  const scripted = useScripted();
  return (
    <div className={`mt-3 ${scripted && !shown ? "hidden" : ""}`}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <FieldError id={id} text={error} />
      <input
        type="datetime-local"
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={inputClass}
        {...describedBy(id, hint, error)}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-fact">
          {hint}
        </p>
      )}
      {choices.map((at) => (
        <label key={at} className="mt-1 flex min-h-11 items-center gap-3">
          <input type="radio" name={`${name}Choice`} value={at} className="size-5 accent-ink" />
          {clock(at, zone)}
        </label>
      ))}
    </div>
  );
}
