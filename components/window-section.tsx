import type { PublicWindow } from "@/domain/public-page";
import { expectedEffects } from "@/domain/status";
import type { Moment } from "@/messages/clock";
import { phrase, time, timeAfter } from "@/messages/phrase";
import { ahead, listOf, words } from "@/messages/words";
import { Markdown } from "./markdown";
import { Sign } from "./signs";
import { Clock, Sentence } from "./time";
import { WindowBar } from "./window-bar";

type Props = { window: PublicWindow; moment: Moment };

/** What to expect of the window that the page's answer speaks of; its bar stands there already. */
export function WindowDetails({ window, moment }: Props) {
  const t = words();
  return (
    <article className="window-details" aria-labelledby={`window-${window.id}`}>
      <h2 id={`window-${window.id}`}>{t("window.expect")}</h2>
      <WindowBody window={window} moment={moment} />
    </article>
  );
}

/** A running window in its own field, beside whatever else the page has to say. */
export function WindowSection({ window, moment, lead }: Props & { lead?: string }) {
  return (
    <article className="window-field" aria-labelledby={`window-${window.id}`}>
      <WindowKind window={window} lead={lead} />
      <h2 id={`window-${window.id}`}>{window.name}</h2>
      <WindowBody window={window} moment={moment} />
      <WindowBar window={window} moment={moment} />
    </article>
  );
}

export function UpcomingWindows({ windows, moment }: { windows: PublicWindow[]; moment: Moment }) {
  const t = words();
  if (windows.length === 0) return null;
  return (
    <section className="upcoming" aria-labelledby="upcoming">
      <h2 id="upcoming">{t("window.upcoming")}</h2>
      {windows.map((window) => (
        <article key={window.id} className="upcoming-window">
          <WindowKind window={window} />
          <h3>{window.name}</h3>
          <p className="fact">
            <Sentence
              of={phrase(
                t("window.plan", { from: time(window.startAt), to: timeAfter(window.startAt, window.endAt) }),
                moment,
              )}
            />
          </p>
          <WindowBody window={window} moment={moment} />
        </article>
      ))}
    </section>
  );
}

function WindowKind({ window, lead }: { window: PublicWindow; lead?: string | undefined }) {
  const t = words();
  return (
    <p className="label window-kind">
      <Sign name="calendar" className="row-sign" />
      <span>
        {lead ?? t(`window.kind.${window.announced}`)}
        {window.announced === "short" ? (
          <span className="label-aside">{` · ${t("window.announcedShort", { ahead: ahead(window.minutesAhead, t) })}`}</span>
        ) : null}
      </span>
    </p>
  );
}

function WindowBody({ window, moment }: Props) {
  const t = words();
  const effects = effectLines(window);
  return (
    <>
      {effects.length === 0 ? null : (
        <ul className="window-effects">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      )}
      {window.message === "" ? null : <Markdown text={window.message} />}
      {window.original === null ? null : (
        <p className="fact">
          <Sentence
            of={phrase(
              t("window.original", {
                from: time(window.original.startAt),
                to: timeAfter(window.original.startAt, window.original.endAt),
              }),
              moment,
            )}
          />
        </p>
      )}
      <WindowUpdates window={window} moment={moment} />
    </>
  );
}

/** "Harvest is down", worst first: one sentence for each effect. */
function effectLines(window: PublicWindow): string[] {
  const t = words();
  return expectedEffects.toReversed().flatMap((effect) => {
    const names = window.components.filter((component) => component.effect === effect).map(({ name }) => name);
    return names.length === 0 ? [] : [t(`window.effectOn.${effect}`, { names: listOf(names), count: names.length })];
  });
}

function WindowUpdates({ window, moment }: Props) {
  if (window.updates.length === 0) return null;
  return (
    <ol className="timeline" aria-label={words()("window.updates")}>
      {window.updates.map((update) => (
        <li key={update.id} className="entry">
          <p className="entry-head">
            <Clock at={update.happenedAt} moment={moment} />
          </p>
          <div className="entry-text">
            <Markdown text={update.body} />
          </div>
        </li>
      ))}
    </ol>
  );
}
