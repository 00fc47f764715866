import type { PublicWindow } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase, time } from "@/messages/phrase";
import { type UpcomingBundle, upcomingBundles } from "@/messages/upcoming";
import { planWords } from "@/messages/window-words";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { FarOff, Sentence } from "./time";
import { WindowLines } from "./window-lines";
import { WindowEffects, WindowKind, WindowMoved } from "./window-parts";

/** The next ones are told in full, the others in a line each. */
const inFull = 3;

export function UpcomingWindows({ windows, moment }: { windows: PublicWindow[]; moment: Moment }) {
  const t = words();
  if (windows.length === 0) return null;
  const bundles = upcomingBundles(windows);
  const rest = bundles.slice(inFull);
  return (
    <section className="upcoming" aria-labelledby="upcoming">
      <h2 id="upcoming">{t("window.upcoming")}</h2>
      {bundles.slice(0, inFull).map((bundle) => (
        <Upcoming key={bundle.window.id} {...bundle} moment={moment} />
      ))}
      <WindowLines
        says={t("window.moreWork", { count: rest.length })}
        windows={rest.map(({ window }) => window)}
        moment={moment}
      />
      <p className="fact">
        <a href="/maintenance.ics">{t("calendar.add")}</a>
      </p>
    </section>
  );
}

function Upcoming({ window, again, moment }: UpcomingBundle & { moment: Moment }) {
  return (
    <article className="upcoming-window">
      <WindowKind window={window} moment={moment} />
      <h3>
        <a href={`/maintenance/${window.id}`}>{window.name}</a>
      </h3>
      <p className="upcoming-when">
        <Sentence of={phrase(planWords(window), moment)} /> <FarOff at={window.startAt} />
      </p>
      <WindowMoved window={window} moment={moment} />
      <WindowEffects window={window} moment={moment} />
      {window.message === "" ? null : <Markdown text={window.message} />}
      <Again again={again} moment={moment} />
    </article>
  );
}

/** The later times of work that comes again. */
function Again({ again, moment }: { again: PublicWindow[]; moment: Moment }) {
  const t = words();
  const [next] = again;
  if (next === undefined) return null;
  if (again.length === 1) {
    return (
      <p className="fact">
        <a href={`/maintenance/${next.id}`}>
          <Sentence of={phrase(t("window.again", { at: time(next.startAt) }), moment)} />
        </a>
      </p>
    );
  }
  return <WindowLines says={t("window.againMore", { count: again.length })} windows={again} moment={moment} />;
}
