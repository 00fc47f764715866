import type { ReactNode } from "react";
import type { TimelineEntry } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { offlineWords } from "@/messages/headline";
import { changeWords } from "@/messages/incident-words";
import { phrase, time } from "@/messages/phrase";
import { listOf, words } from "@/messages/words";
import { Markdown } from "./markdown";
import { SaidBefore } from "./said-before";
import { Clock, Sentence } from "./time";

type Update = Extract<TimelineEntry, { kind: "update" }>;
type Line = Exclude<TimelineEntry, Update>;

/** `limited`: posted times only, no figures that we worked out ourselves. */
type Props = { moment: Moment; limited: boolean };

export function Timeline({ entries, ...props }: Props & { entries: TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.id} className="entry" data-kind={entry.kind}>
          {entry.kind === "update" ? <UpdateEntry update={entry} {...props} /> : <RecordLine line={entry} {...props} />}
        </li>
      ))}
    </ol>
  );
}

function Head({ label, at, moment }: { label: string; at: number; moment: Moment }) {
  return (
    <h3 className="entry-head">
      <span className="entry-label">{label}</span> <Clock at={at} moment={moment} />
    </h3>
  );
}

function UpdateEntry({ update, moment, limited }: Props & { update: Update }) {
  return (
    <>
      <Head
        label={words()(`incidentStatus.${update.status}`)}
        at={limited ? update.postedAt : update.happenedAt}
        moment={moment}
      />
      <UpdateText update={update} moment={moment} limited={limited} />
    </>
  );
}

/** The words of one update, with what it changed and what was changed about it. */
export function UpdateText({ update, moment, limited }: Props & { update: Update }) {
  const t = words();
  const changes = limited ? [] : changeWords(update.changes, t);
  return (
    <div className="entry-text">
      <Markdown text={update.body} />
      {changes.length === 0 ? null : (
        <ul className="entry-changes">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {update.toldLate && !limited ? (
        <p className="entry-note">
          <Sentence of={phrase(t("incident.toldLate", { at: time(update.postedAt) }), moment)} />
        </p>
      ) : null}
      {update.edited === null ? null : <SaidBefore edited={update.edited} moment={moment} />}
    </div>
  );
}

function RecordLine({ line, moment }: Props & { line: Line }) {
  const t = words();
  const text: Record<Line["kind"], () => ReactNode> = {
    taken_offline: () =>
      line.kind === "taken_offline" && (
        <>
          {`${offlineWords("incident.takenOffline", line.names, line.reason, t)}. `}
          <strong>{t("fact.notPlanned")}</strong>
        </>
      ),
    back_online: () =>
      line.kind === "back_online" && t("incident.backOnline", { names: listOf(line.names), count: line.names.length }),
    withdrawn: () => line.kind === "withdrawn" && line.reason,
    redacted: () => line.kind === "redacted" && t("incident.redacted", { reason: line.reason }),
  };
  const label = {
    taken_offline: "offlineLabel",
    back_online: "backLabel",
    withdrawn: "withdrawnLabel",
    redacted: "redactedLabel",
  } as const;
  return (
    <>
      <Head label={t(`incident.${label[line.kind]}`)} at={line.happenedAt} moment={moment} />
      <div className="entry-text">
        <p>{text[line.kind]()}</p>
      </div>
    </>
  );
}
