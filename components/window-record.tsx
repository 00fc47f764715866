import type { PublicWindow, WindowEntry } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase, time } from "@/messages/phrase";
import { recordLines, windowEntryLabel, windowEntryWords, wordsAfter } from "@/messages/window-record-words";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { Clock, Sentence } from "./time";

type Props = { window: PublicWindow; moment: Moment };
type Line<K extends WindowEntry["kind"]> = Extract<WindowEntry, { kind: K }>;

/** All that was told of a window, newest first. */
export function WindowRecord({ window, moment }: Props) {
  return (
    <ol className="timeline">
      {recordLines(window).map(({ entry, end }) => (
        <li key={entry.id} className="entry" data-kind={entry.kind} id={`entry-${entry.id}`}>
          <h3 className="entry-head">
            <span className="entry-label">{windowEntryLabel(entry, window)}</span>{" "}
            <Clock at={entry.at} moment={moment} />
          </h3>
          <div className="entry-text">
            {windowEntryWords(entry, window).map((line) => (
              <p key={line}>
                <Sentence of={phrase(line, moment)} />
              </p>
            ))}
            {entry.kind === "update" ? <Update update={entry} moment={moment} /> : null}
            {end === null ? null : <p className="entry-changes">{windowEntryWords(end, window)}</p>}
            {entry.kind === "reworded" ? <Before entry={entry} window={window} /> : null}
            {entry.kind === "became_incident" ? <Incidents of={entry.incidents} /> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

const toldLateMs = 5 * 60_000;

function Update({ update, moment }: { update: Line<"update">; moment: Moment }) {
  const late = update.postedAt - update.at > toldLateMs;
  return (
    <>
      <Markdown text={update.body} />
      {late ? (
        <p className="entry-note">
          <Sentence of={phrase(words()("incident.toldLate", { at: time(update.postedAt) }), moment)} />
        </p>
      ) : null}
    </>
  );
}

/** The record keeps what it said of what to expect. */
function Before({ entry, window }: { entry: Line<"reworded">; window: PublicWindow }) {
  const { message } = entry.before;
  if (message === "" || message === wordsAfter(entry, window).message) return null;
  return (
    <details className="said-before">
      <summary>{words()("window.record.reworded")}</summary>
      <blockquote>
        <Markdown text={message} />
      </blockquote>
    </details>
  );
}

function Incidents({ of }: { of: PublicWindow["incidents"] }) {
  if (of.length === 0) return null;
  return (
    <ul>
      {of.map(({ id, name }) => (
        <li key={id}>
          <a href={`/incidents/${id}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}
