import type { PublicIncident } from "@/domain/public-page";
import { dayIn } from "@/domain/zone";
import type { Moment } from "@/messages/clock";
import { incidentState, incidentTimes } from "@/messages/incident-words";
import { day, phrase, time } from "@/messages/phrase";
import { type Words, words } from "@/messages/words";
import { incidentSign } from "./incident-article";
import { Sign } from "./signs";
import { Sentence } from "./time";

type Props = { incident: PublicIncident; date: string; page: Moment };

/** An incident on one of the days on which it was open; `date` like `2016-07-26`. */
export function DayIncident({ incident, date, page }: Props) {
  const t = words();
  const { withdrawn, name, effect } = incident;
  const continued = dayIn(page.timeZone, incident.startedAt) < date;
  const facts = continued ? continuedFacts(incident, date, page, t) : firstFacts(incident, t);
  return (
    <li className="day-item" data-impact={withdrawn ? "withdrawn" : incident.impact}>
      <Sign name={incidentSign({ ...incident, resolvedAt: null, label: labelOf(incident) })} className="row-sign" />
      <div>
        <a href={`/incidents/${incident.id}`}>{withdrawn ? <s>{name}</s> : name}</a>
        {withdrawn || continued || effect === null || effect === name ? null : <p>{effect}</p>}
        <p className="fact">
          {withdrawn ? (
            t("days.withdrawn", { reason: withdrawn.reason })
          ) : (
            <Sentence
              of={phrase(facts.join(" · "), {
                ...page,
                at: continued ? (incident.resolvedAt ?? page.at) : incident.startedAt,
              })}
            />
          )}
        </p>
      </div>
    </li>
  );
}

function firstFacts(incident: PublicIncident, t: Words): string[] {
  const open = incident.resolvedAt === null;
  const state = open && !incident.limitedDetail ? [incidentState(incident, t)] : [];
  return [...state, ...incidentTimes(incident, t), ...(open ? [t("days.open")] : [])];
}

function continuedFacts(incident: PublicIncident, date: string, { timeZone }: Moment, t: Words): string[] {
  const { resolvedAt, limitedDetail, startedAt } = incident;
  const since = limitedDetail ? t("days.continuedLimited") : t("days.continued", { day: day(startedAt) });
  if (resolvedAt === null) return [since, t("days.open")];
  const endsHere = dayIn(timeZone, resolvedAt) === date && !limitedDetail;
  return endsHere ? [since, t("days.resolvedAt", { at: time(resolvedAt) })] : [since];
}

function labelOf({ impact }: PublicIncident) {
  return ({ none: null, minor: "degraded", major: "partial_outage", critical: "outage" } as const)[impact];
}
