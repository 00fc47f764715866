import { Sign, signOfStatus } from "@/components/signs";
import { type IncidentComponentStatus, incidentComponentStatuses } from "@/domain/status";
import { Choice } from "./choices";

/** Staff's short words; customers read those of the catalogue. */
export const stateLabel: Record<IncidentComponentStatus, string> = {
  operational: "Working",
  degraded_performance: "Slow",
  partial_outage: "Partly down",
  major_outage: "Down",
};

const markOf: Record<IncidentComponentStatus, string> = {
  operational: "text-mark-clear",
  degraded_performance: "text-mark-degraded",
  partial_outage: "text-mark-partial",
  major_outage: "text-mark-outage",
};

type Props = {
  name: string;
  value: IncidentComponentStatus | null;
  onChange: (status: IncidentComponentStatus) => void;
};

/** The four states, told apart by shape before anything else. */
export function StateRadios({ name, value, onChange }: Props) {
  return (
    <div className="grid grid-cols-4 gap-1.5 max-[22rem]:grid-cols-2">
      {incidentComponentStatuses.map((status) => (
        <Choice
          key={status}
          name={name}
          value={status}
          checked={value === status}
          onChange={() => onChange(status)}
          extra="flex-col !gap-1 !px-1 text-fact"
        >
          <Sign name={signOfStatus[status]} className={`size-5 ${value === status ? markOf[status] : ""}`} />
          {stateLabel[status]}
        </Choice>
      ))}
    </div>
  );
}
