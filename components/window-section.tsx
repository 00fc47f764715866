import type { PublicWindow } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase } from "@/messages/phrase";
import { isCalm, meantWords } from "@/messages/window-words";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { Clock, Sentence } from "./time";
import { WindowBar } from "./window-bar";
import { WindowEffects, WindowKind, WindowMoved } from "./window-parts";

type Props = { window: PublicWindow; moment: Moment };
type SectionProps = Props & { lead?: string | undefined; isCopy: boolean };

/** Updates that stand on the status page; the others are on the window's own. */
const updatesShown = 3;

/** What to expect of the window that the page's answer speaks of; its bar stands there already. */
export function WindowDetails({ window, moment }: Props) {
  const t = words();
  return (
    <article className="window-details" aria-labelledby={`window-${window.id}`}>
      <h2 id={`window-${window.id}`}>{t("window.expect")}</h2>
      <WindowBody window={window} moment={moment} />
      <p className="window-more">
        <a href={`/maintenance/${window.id}`}>{t("window.more", { name: window.name })}</a>
      </p>
    </article>
  );
}

/** A running window beside whatever else the page has to say: in a field of its own where it was announced. */
export function WindowSection({ window, moment, lead, isCopy }: SectionProps) {
  const calm = isCalm(window) && !isCopy;
  return (
    <article className={calm ? "window-field" : "window-ruled"} aria-labelledby={`window-${window.id}`}>
      <WindowKind window={window} moment={moment} lead={calm && !window.runningLate ? lead : undefined} />
      <h2 id={`window-${window.id}`}>
        <a href={`/maintenance/${window.id}`}>{window.name}</a>
      </h2>
      {calm ? null : (
        <p className="fact">
          <Sentence of={phrase(meantWords(window), moment)} />
        </p>
      )}
      <WindowBody window={window} moment={moment} />
      {calm ? <WindowBar window={window} moment={moment} /> : null}
    </article>
  );
}

function WindowBody({ window, moment }: Props) {
  return (
    <>
      <WindowEffects window={window} moment={moment} />
      {window.message === "" ? null : <Markdown text={window.message} heading="h3" />}
      <WindowMoved window={window} moment={moment} />
      <WindowUpdates window={window} moment={moment} />
    </>
  );
}

function WindowUpdates({ window, moment }: Props) {
  const t = words();
  const { updates } = window;
  if (updates.length === 0) return null;
  const earlier = updates.length - updatesShown;
  return (
    <>
      <ol className="timeline" aria-label={t("window.updates")}>
        {updates.slice(0, updatesShown).map((update) => (
          <li key={update.id} className="entry">
            <p className="entry-head">
              <Clock at={update.happenedAt} moment={moment} />
            </p>
            <div className="entry-text">
              <Markdown text={update.body} heading="h3" />
            </div>
          </li>
        ))}
      </ol>
      {earlier <= 0 ? null : (
        <p className="fact">
          <a href={`/maintenance/${window.id}`}>{t("incident.moreUpdates", { count: earlier })}</a>
        </p>
      )}
    </>
  );
}
