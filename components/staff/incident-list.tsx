import Link from "next/link";
import type { Incident } from "@/domain/facts";
import { incidentStatusAt, isOpen, resolvedAt, startOf } from "@/domain/incident";
import { clock, type Moment } from "@/messages/clock";
import { words } from "@/messages/words";

export function IncidentList({ incidents, page }: { incidents: readonly Incident[]; page: Moment }) {
  if (incidents.length === 0) return null;
  return (
    <ul className="border-rule border-t">
      {incidents.map((incident) => (
        <li key={incident.id} className="border-rule border-b py-3">
          <Link
            href={`/staff/incidents/${incident.id}`}
            prefetch={false}
            className={`wrap-anywhere ${isOpen(incident, page.at) ? "font-semibold" : ""}`}
          >
            {incident.name}
          </Link>
          <span className="block text-fact text-muted">{stateLine(incident, page)}</span>
        </li>
      ))}
    </ul>
  );
}

function stateLine(incident: Incident, { timeZone, at: now }: Moment): string {
  const at = (instant: number) => clock(instant, timeZone, now);
  if (incident.withdrawn) return `Withdrawn ${at(incident.withdrawn.at)}`;
  const began = at(startOf(incident) ?? incident.createdAt);
  const over = resolvedAt(incident, now);
  if (over !== null) return `${began}, resolved ${at(over)}`;
  return `${words()(`incidentStatus.${incidentStatusAt(incident, now) ?? "investigating"}`)}, since ${began}`;
}
