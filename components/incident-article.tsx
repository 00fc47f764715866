import type { PublicIncident, PublicPage } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { promiseWords } from "@/messages/facts-line";
import { incidentState, incidentTimes, namesOf, ticketText } from "@/messages/incident-words";
import { phrase } from "@/messages/phrase";
import { type Told, type Update, withTheirUpdates } from "@/messages/record-words";
import { someNames, words } from "@/messages/words";
import { CopyButtons } from "./copy-buttons";
import { Sign, type SignName, signOfLabel } from "./signs";
import { Clock, Sentence } from "./time";
import { Timeline, UpdateText } from "./timeline";

type Props = { incident: PublicIncident; page: Pick<PublicPage, "name" | "timeZone" | "at"> };

/** Entries that the status page shows before the rest folds away. */
const shownAtOnce = 6;

/** One incident on the status page: its latest words in full first, then how it went. */
export function IncidentArticle({ incident, page, alone }: Props & { alone: boolean }) {
  const id = `incident-${incident.id}`;
  return (
    <article className="incident" id={id} aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`} className="incident-name">
        <a href={`/incidents/${incident.id}`}>{incident.name}</a>
      </h2>
      {alone ? null : <IncidentLine incident={incident} page={page} />}
      <Affects incident={incident} alone={alone} />
      <IncidentRecord incident={incident} page={page} fold />
      <CopyButtons path={`/incidents/${incident.id}`} ticket={ticketText(incident, page.name, page)} />
    </article>
  );
}

/** State, effect and promise, when the page's own headline speaks of more than this incident. */
function IncidentLine({ incident, page }: Props) {
  return (
    <div className="incident-line">
      <p className="incident-state" data-tone={incident.label ?? undefined}>
        <Sign name={incidentSign(incident)} className="row-sign" />
        <span>
          {incidentState(incident)}
          {incident.effect === null ? null : `: ${incident.effect}`}
        </span>
      </p>
      {incident.nextUpdate === null ? null : (
        <p className="fact">
          <Sentence of={phrase(promiseWords(incident.nextUpdate), page)} />
        </p>
      )}
    </div>
  );
}

export function incidentSign(incident: PublicIncident): SignName {
  if (incident.withdrawn !== null || incident.impact === "none") return "quiet";
  if (incident.resolvedAt !== null) return "clear";
  return incident.label === null ? "quiet" : signOfLabel[incident.label];
}

function Affects({ incident, alone }: { incident: PublicIncident; alone: boolean }) {
  const t = words();
  const parts: string[] = [];
  if (incident.components.length > 0 && !incident.limitedDetail) {
    const key = incident.resolvedAt === null ? "incident.affects" : "incident.affected";
    parts.push(t(key, { names: someNames(namesOf(incident), t, 6) }));
  }
  if (incident.scope && !alone) parts.push(t("incident.forScope", { scope: incident.scope }));
  if (incident.limitedDetail) parts.push(t("incident.limited"));
  return (
    <>
      {parts.length === 0 ? null : <p className="fact">{parts.join(" · ")}</p>}
      <FromWindow incident={incident} />
    </>
  );
}

/** The planned work that it came from. */
function FromWindow({ incident }: { incident: PublicIncident }) {
  if (incident.window === null) return null;
  return (
    <p className="fact">
      {words()("incident.fromWindow")} <a href={`/maintenance/${incident.window.id}`}>{incident.window.name}</a>
    </p>
  );
}

function isUpdate(told: Told): told is Told & { entry: Update } {
  return told.entry.kind === "update";
}

/** The latest update in full, then the rest, newest first; of a withdrawn incident the withdrawal comes first. */
export function IncidentRecord({ incident, page, fold }: Props & { fold?: boolean }) {
  const t = words();
  const entries = withTheirUpdates(incident.timeline);
  const latest = incident.withdrawn === null ? entries.find(isUpdate) : undefined;
  const rest = entries.filter((told) => told !== latest);
  const limited = incident.limitedDetail;
  const shown = fold && rest.length > shownAtOnce ? rest.slice(0, shownAtOnce - 1) : rest;
  const folded = rest.slice(shown.length);
  return (
    <>
      {latest ? <Latest told={latest} moment={page} limited={limited} /> : null}
      {entries.length === 0 ? <p>{t("incident.nothingYet")}</p> : null}
      {shown.length === 0 ? null : <Timeline entries={shown} moment={page} limited={limited} />}
      {folded.length === 0 ? null : (
        <details className="fold">
          <summary>{t("incident.moreUpdates", { count: folded.length })}</summary>
          <Timeline entries={folded} moment={page} limited={limited} />
        </details>
      )}
    </>
  );
}

type LatestProps = { told: Told & { entry: Update }; moment: Moment; limited: boolean };

function Latest({ told, moment, limited }: LatestProps) {
  const t = words();
  const update = told.entry;
  return (
    <div className="latest" id={`update-${update.id}`}>
      <h3 className="entry-head">
        <span className="entry-label">{t(`incidentStatus.${update.status}`)}</span>{" "}
        <Clock at={limited ? update.postedAt : update.happenedAt} moment={moment} ago />
      </h3>
      <UpdateText update={update} lines={told.lines} moment={moment} limited={limited} />
    </div>
  );
}

/** How bad for how long, and from when to when, in one line; nothing of an incident that was withdrawn. */
export function IncidentTimes({ incident, page }: Props) {
  return <Sentence of={phrase(incidentTimes(incident).join(" · "), page)} ago={incident.resolvedAt === null} />;
}
