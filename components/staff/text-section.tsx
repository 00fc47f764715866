import type { IncidentStatus } from "@/domain/status";
import { fillTemplate } from "@/domain/template";
import { areaClass, FieldError } from "./fields";
import { PlanningWarning } from "./planning-warning";

export type Template = { id: string; name: string; status: IncidentStatus; body: string; effect: string | null };

type Props = {
  id: string;
  value: string;
  error?: string | undefined;
  placeholder?: string;
  onChange: (body: string) => void;
};

/** What customers will read, and a warning when it sounds as if this had been planned. */
export function BodyField({ id, value, error, placeholder, onChange }: Props) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        What do you want to say?
      </label>
      <FieldError id={id} text={error} />
      <textarea
        id={id}
        name="body"
        rows={5}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${id}-error`, `${id}-warning`, `${id}-hint`].filter(Boolean).join(" ")}
        className={`${areaClass} field-sizing-content min-h-32 text-latest`}
      />
      <PlanningWarning id={id} text={value} />
      <p id={`${id}-hint`} className="mt-1 text-muted text-fact">
        What customers can and can’t do, what you are doing. **bold**, lists and links work.
      </p>
    </div>
  );
}

type TemplatesProps = {
  templates: readonly Template[];
  component: string;
  since: string;
  onPick: (filled: { status: IncidentStatus; body: string; effect: string | null }) => void;
};

/** Prepared texts; one touch fills the form, nothing is sent. */
export function Templates({ templates, component, since, onPick }: TemplatesProps) {
  if (templates.length === 0) return null;
  const fill = (text: string) => fillTemplate(text, { component, since });
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2.5 underline underline-offset-4">
        Start from a prepared text
      </summary>
      <ul className="flex flex-wrap gap-1.5">
        {templates.map(({ id, name, status, body, effect }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onPick({ status, body: fill(body), effect: effect && fill(effect) })}
              className="min-h-11 cursor-pointer rounded-md border border-edge px-3 hover:bg-sunk"
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
