import { type IncidentStatus, incidentStatuses } from "@/domain/status";
import { Choice, ChoiceSet } from "./choices";

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
  return (
    <ChoiceSet id={id} legend="Where are we?" error={error}>
      <div className={`grid grid-cols-2 gap-1.5 ${offered.length > 3 ? "sm:grid-cols-4" : "sm:grid-cols-3"}`}>
        {offered.map((status) => (
          <Choice
            key={status}
            name="status"
            value={status}
            checked={value === status}
            onChange={() => onChange(status)}
            extra="min-h-16 flex-col !items-start !justify-center !gap-0.5 !text-left"
          >
            <span className="font-semibold">
              {steps[status].label}
              {current === status && <span className="font-normal"> · now</span>}
            </span>
            <span className="font-normal text-fact opacity-80">{steps[status].means}</span>
          </Choice>
        ))}
      </div>
    </ChoiceSet>
  );
}
