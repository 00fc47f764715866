import { type IncidentStatus, incidentStatuses } from "@/domain/status";
import { ChoiceSet } from "./choices";

const steps: Record<IncidentStatus, { label: string; means: string }> = {
  investigating: { label: "Investigating", means: "We don’t know why yet" },
  identified: { label: "Identified", means: "We know why" },
  monitoring: { label: "Monitoring", means: "It works, we watch" },
  resolved: { label: "Resolved", means: "It is over" },
};

type Props = {
  id: string;
  /** Where the incident is; null while it is new. */
  current: IncidentStatus | null;
  value: IncidentStatus;
  onChange: (status: IncidentStatus) => void;
  offered?: readonly IncidentStatus[];
  error?: string | undefined;
};

/** The four steps of an incident, with the one it is on. */
export function StatusSteps({ id, current, value, onChange, offered = incidentStatuses, error }: Props) {
  const chosen = offered.indexOf(value);
  return (
    <ChoiceSet id={id} legend="Where are we?" error={error}>
      <div className={`grid grid-cols-2 gap-x-1.5 gap-y-2 ${offered.length > 3 ? "sm:grid-cols-4" : "sm:grid-cols-3"}`}>
        {offered.map((status, index) => (
          <label key={status} className={`${step} ${index <= chosen ? "border-ink" : "border-rule"}`}>
            <input
              type="radio"
              name="status"
              value={status}
              checked={value === status}
              onChange={() => onChange(status)}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className={value === status ? "font-semibold" : ""}>{steps[status].label}</span>
            <span className="text-fact text-muted">{current === status ? "We are here" : steps[status].means}</span>
          </label>
        ))}
      </div>
    </ChoiceSet>
  );
}

const step =
  "relative flex min-h-16 cursor-pointer flex-col border-t-4 px-2 py-2 leading-tight hover:bg-sunk has-checked:bg-sunk has-focus-visible:outline-3 has-focus-visible:outline-accent";
