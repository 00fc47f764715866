import type { Moment } from "@/messages/clock";
import { phrase, time } from "@/messages/phrase";
import {
  type OfflineEntry,
  type RecordEntry,
  recordLabel,
  recordWords,
  type Told,
  type Update,
  updateChanges,
} from "@/messages/record-words";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { SaidBefore } from "./said-before";
import { Clock, Sentence } from "./time";

/** `limited`: posted times only, no figures that we worked out ourselves. */
type Props = { moment: Moment; limited: boolean };

export function Timeline({ entries, ...props }: Props & { entries: Told[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ entry, lines }) => (
        <li key={entry.id} id={`entry-${entry.id}`} className="entry" data-kind={entry.kind}>
          {entry.kind === "update" ? (
            <UpdateEntry update={entry} lines={lines} {...props} />
          ) : (
            <RecordLine line={entry} moment={props.moment} />
          )}
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

type UpdateProps = Props & { update: Update; lines?: OfflineEntry[] | undefined };

function UpdateEntry({ update, lines, moment, limited }: UpdateProps) {
  return (
    <>
      <Head
        label={words()(`incidentStatus.${update.status}`)}
        at={limited ? update.postedAt : update.happenedAt}
        moment={moment}
      />
      <UpdateText update={update} lines={lines} moment={moment} limited={limited} />
    </>
  );
}

/** The words of one update, with what it changed and what was changed about it. */
export function UpdateText({ update, lines = [], moment, limited }: UpdateProps) {
  const t = words();
  const changes = limited ? [] : updateChanges(update, lines, t);
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
      {update.edited === null ? null : <SaidBefore edited={update.edited} scope={update.scope} moment={moment} />}
    </div>
  );
}

function RecordLine({ line, moment }: { line: RecordEntry; moment: Moment }) {
  return (
    <>
      <Head label={recordLabel(line)} at={line.happenedAt} moment={moment} />
      <div className="entry-text">
        <p>{recordWords(line)}</p>
        {line.kind === "was_planned" ? (
          <p>
            <a href={`/maintenance/${line.window.id}`}>{line.window.name}</a>
          </p>
        ) : null}
      </div>
    </>
  );
}
