import type { ComposerFields } from "./composer-fields";
import { FieldError, inputClass } from "./fields";
import { PlanningWarning } from "./planning-warning";

type Line = "effect" | "scope";

const asked: Record<Line, { label: string; hint: string; placeholder: string; suggestions: readonly string[] }> = {
  effect: {
    label: "What customers notice",
    hint: "The largest line on the page. Short: what they can’t do.",
    placeholder: "You can’t sign in",
    suggestions: [],
  },
  scope: {
    label: "For whom",
    hint: "If you know.",
    placeholder: "everyone",
    suggestions: ["everyone", "some customers", "customers in Europe"],
  },
};

type Props = {
  id: string;
  fields: Pick<ComposerFields, Line>;
  errors: Readonly<Record<string, string>>;
  /** Kept as they are: an incident that is over has nothing to notice. */
  hidden?: boolean;
  onChange: (change: Partial<Pick<ComposerFields, Line>>) => void;
};

/** The two short lines that stand for the incident everywhere. */
export function EffectAndScope({ id, fields, errors, hidden = false, onChange }: Props) {
  return (
    <div hidden={hidden} className="grid gap-5 sm:grid-cols-[3fr_2fr]">
      {(["effect", "scope"] as const).map((line) => (
        <ShortLine
          key={line}
          id={`${id}-${line}`}
          line={line}
          value={fields[line]}
          error={errors[line]}
          onChange={(value) => onChange({ [line]: value })}
        />
      ))}
    </div>
  );
}

type LineProps = {
  id: string;
  line: Line;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

function ShortLine({ id, line, value, error, onChange }: LineProps) {
  const { label, hint, placeholder, suggestions } = asked[line];
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <FieldError id={id} text={error} />
      <input
        id={id}
        name={line}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        list={suggestions.length > 0 ? `${id}-list` : undefined}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${id}-error`, `${id}-warning`, `${id}-hint`].filter(Boolean).join(" ")}
        className={inputClass}
      />
      <PlanningWarning id={id} text={value} />
      <p id={`${id}-hint`} className="mt-1 text-muted text-fact">
        {hint}
      </p>
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </div>
  );
}
