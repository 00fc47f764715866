import type { PublicIncident, PublicPage } from "@/domain/public-page";
import { promiseWords } from "@/messages/facts-line";
import { incidentState, namesOf, ticketText } from "@/messages/incident-words";
import { phrase, time } from "@/messages/phrase";
import { someNames, words } from "@/messages/words";
import { Announced } from "./announced";
import { CopyButtons } from "./copy-buttons";
import { IncidentRecord, IncidentTimes, incidentSign } from "./incident-article";
import { PageFrame, type Printed, type Tone } from "./page-frame";
import { RightNow } from "./plain-page";
import { Sign } from "./signs";
import { Answer } from "./status-header";
import { Sentence } from "./time";

type Props = { incident: PublicIncident; page: PublicPage };

/** One incident with its whole timeline, at an address that stays. */
export function IncidentPage({ incident, page, ...printed }: Props & Printed) {
  const tone: Tone = incident.withdrawn === null && incident.label !== null ? incidentTone(incident.label) : "paper";
  return (
    <PageFrame page={page} tone={tone} {...printed}>
      <IncidentTop incident={incident} page={page} tone={tone} />
      <Announced label={incidentState(incident)} says={incident.name} />
      <div className="column page-body">
        <section className="incident" aria-labelledby="timeline">
          <h2 id="timeline" className="incident-name">
            {words()("incident.timeline")}
          </h2>
          <IncidentRecord incident={incident} page={page} />
          <CopyButtons path={`/incidents/${incident.id}`} ticket={ticketText(incident, page.name, page)} />
        </section>
        <RightNow page={page} />
      </div>
    </PageFrame>
  );
}

/** An incident is an outage, whatever window it came from: its page never has the blue field. */
function incidentTone(label: NonNullable<PublicIncident["label"]>): Tone {
  switch (label) {
    case "maintenance":
    case "maintenance_short_notice":
    case "running_late":
      return "paper";
    default:
      return label;
  }
}

function IncidentTop({ incident, page, tone }: Props & { tone: Tone }) {
  const t = words();
  return (
    <section className="status" data-tone={tone} data-sign={incidentSign(incident)} id="status">
      <div className="column">
        <div className="status-field">
          <div className="status-label">
            <Sign name={incidentSign(incident)} className="status-sign" />
            <p className="label">{incidentState(incident)}</p>
          </div>
          <Answer of={[incident.name]} />
          {incident.label === null || incident.effect === null || incident.effect === incident.name ? null : (
            <p className="incident-effect">{incident.effect}</p>
          )}
          <TopFacts incident={incident} page={page} />
          {incident.takenOffline === null ? null : (
            <p className="status-offline">
              <strong>{t("fact.notPlanned")}</strong>
            </p>
          )}
          {incident.nextUpdate === null ? null : (
            <p className="promise" data-overdue={incident.nextUpdate.overdue || undefined}>
              <Sentence of={phrase(promiseWords(incident.nextUpdate), page)} ago />
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

function TopFacts({ incident, page }: Props) {
  const t = words();
  const key = incident.resolvedAt === null ? "incident.affects" : "incident.affected";
  return (
    <ul className="facts">
      {incident.limitedDetail ? <li>{t("incident.limited")}</li> : null}
      {incident.limitedDetail || incident.withdrawn !== null ? null : (
        <li>
          <IncidentTimes incident={incident} page={page} />
        </li>
      )}
      {incident.components.length > 0 && !incident.limitedDetail ? (
        <li>{t(key, { names: someNames(namesOf(incident), t, 6) })}</li>
      ) : null}
      {incident.scope ? <li>{t("incident.forScope", { scope: incident.scope })}</li> : null}
      {incident.window === null ? null : (
        <li>
          {t("incident.fromWindow")} <a href={`/maintenance/${incident.window.id}`}>{incident.window.name}</a>
        </li>
      )}
      {incident.withdrawn === null ? null : (
        <li>
          <Sentence
            of={phrase(
              t("incident.withdrawn", { at: time(incident.withdrawn.at), reason: incident.withdrawn.reason }),
              page,
            )}
          />
        </li>
      )}
    </ul>
  );
}
