import type { PublicDay, PublicIncident, PublicWindow } from "@/domain/public-page";
import { dateInWords, type Moment } from "@/messages/clock";
import { phrase, time, timeAfter } from "@/messages/phrase";
import { words } from "@/messages/words";
import { IncidentTimes, incidentSign } from "./incident-article";
import { Sign } from "./signs";
import { Sentence } from "./time";

type Props = { days: PublicDay[]; page: Moment & { name: string } };
type Stretch = { kind: "told"; day: PublicDay } | { kind: "quiet"; first: string; last: string };

/** The last 14 days, today first; days on which nothing was told share one line. */
export function PastDays({ days, page }: Props) {
  const t = words();
  if (days.length === 0) return null;
  return (
    <section className="days" aria-labelledby="days">
      <h2 id="days">{t("days.heading")}</h2>
      {stretches(days).map((stretch) =>
        stretch.kind === "told" ? (
          <Day key={stretch.day.date} day={stretch.day} today={stretch.day.date === days[0]?.date} page={page} />
        ) : (
          <QuietDays key={stretch.first} {...stretch} page={page} />
        ),
      )}
    </section>
  );
}

function stretches(days: PublicDay[]): Stretch[] {
  const found: Stretch[] = [];
  for (const day of days) {
    const before = found.at(-1);
    if (day.incidents.length + day.windows.length > 0) found.push({ kind: "told", day });
    else if (before?.kind === "quiet") before.last = day.date;
    else found.push({ kind: "quiet", first: day.date, last: day.date });
  }
  return found;
}

function QuietDays({ first, last, page }: { first: string; last: string; page: Moment }) {
  const t = words();
  const date = (of: string) => dateInWords(of, page);
  return (
    <div className="day day-quiet">
      <h3 className="day-date">
        {first === last ? date(first) : t("days.range", { from: date(last), to: date(first) })}
      </h3>
      <p>{t("days.nothing")}</p>
    </div>
  );
}

function Day({ day, today, page }: { day: PublicDay; today: boolean; page: Props["page"] }) {
  const date = dateInWords(day.date, page);
  return (
    <div className="day">
      <h3 className="day-date">{today ? words()("days.today", { date }) : date}</h3>
      <ul className="day-list">
        {day.incidents.map((incident) => (
          <DayIncident key={incident.id} incident={incident} page={page} />
        ))}
        {day.windows.map((window) => (
          <DayWindow key={window.id} window={window} moment={page} />
        ))}
      </ul>
    </div>
  );
}

function DayIncident({ incident, page }: { incident: PublicIncident; page: Props["page"] }) {
  const t = words();
  const { withdrawn, limitedDetail } = incident;
  return (
    <li className="day-item" data-impact={withdrawn ? "withdrawn" : incident.impact}>
      <Sign name={incidentSign({ ...incident, resolvedAt: null, label: labelOf(incident) })} className="row-sign" />
      <div>
        <a href={`/incidents/${incident.id}`}>{withdrawn ? <s>{incident.name}</s> : incident.name}</a>
        {withdrawn ? (
          <p className="fact">{t("days.withdrawn", { reason: withdrawn.reason })}</p>
        ) : (
          <>
            {incident.effect && incident.effect !== incident.name ? <p>{incident.effect}</p> : null}
            <p className="fact">
              {limitedDetail ? null : (
                <>
                  {`${t(`days.impact.${incident.impact}`)} · `}
                  <IncidentTimes incident={incident} page={{ ...page, at: incident.startedAt }} />
                  {incident.resolvedAt === null ? " · " : null}
                </>
              )}
              {incident.resolvedAt === null ? t("days.open") : null}
            </p>
          </>
        )}
      </div>
    </li>
  );
}

function labelOf({ impact }: PublicIncident) {
  return ({ none: null, minor: "degraded", major: "partial_outage", critical: "outage" } as const)[impact];
}

function DayWindow({ window, moment }: { window: PublicWindow; moment: Moment }) {
  const t = words();
  const began = window.actualStart ?? window.startAt;
  const state =
    window.status === "cancelled"
      ? t("window.cancelled")
      : t("window.plan", { from: time(began), to: timeAfter(began, window.actualEnd ?? window.endAt) });
  return (
    <li className="day-item" data-impact="window">
      <Sign name="calendar" className="row-sign" />
      <div>
        <span>{window.name}</span>
        <p className="fact">
          {`${t(`window.kind.${window.announced}`)} · `}
          <Sentence of={phrase(state, { ...moment, at: began })} />
          {window.endedAutomatically ? ` · ${t("window.endedAutomaticallyShort")}` : null}
        </p>
      </div>
    </li>
  );
}
