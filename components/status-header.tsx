import type { PublicPage } from "@/domain/public-page";
import { asOf } from "@/messages/as-of";
import { factsLine, promiseWords } from "@/messages/facts-line";
import { answer, offlineWords } from "@/messages/headline";
import { type Phrase, phrase, plain } from "@/messages/phrase";
import { shortNoticeWords } from "@/messages/window-words";
import { shortNoticeWindow, speakingWindow } from "@/messages/windows";
import { words } from "@/messages/words";
import { toneOf } from "./page-frame";
import { Sign, type SignName, signOfLabel } from "./signs";
import { Sentence } from "./time";
import { WindowBar } from "./window-bar";

/** The answer: the largest thing on the screen, in a shape of its own for each mode. */
export function StatusHeader({ page }: { page: PublicPage }) {
  const tone = toneOf(page);
  const window = tone === "work" ? speakingWindow(page) : null;
  return (
    <section className="status" data-tone={tone} data-sign={signOf(page)} id="status">
      <div className="column">
        <div className="status-field">
          <Label page={page} />
          <Answer of={answer(page)} isFixed={page.isCopy && page.headline.kind === "clear"} />
          <Facts page={page} />
          <OfflineLine page={page} />
          <NextUpdate page={page} />
          {window === null ? null : <WindowBar window={window} moment={page} />}
        </div>
      </div>
    </section>
  );
}

function signOf(page: PublicPage): SignName {
  if (page.mode === "unknown") return "unknown";
  if (page.label !== null) return signOfLabel[page.label];
  if (page.headline.kind === "quiet_work") return "calendar";
  return page.headline.kind === "clear" && page.staleSince === null ? "clear" : "quiet";
}

function Label({ page }: { page: PublicPage }) {
  const t = words();
  const window = shortNoticeWindow(page);
  return (
    <div className="status-label">
      <Sign name={signOf(page)} className="status-sign" />
      {page.label === null ? null : (
        <p className="label">
          {t(`label.${page.label}`)}
          {window === null ? null : <span className="label-aside">{` · ${shortNoticeWords(window, t)}`}</span>}
          <AsOf page={page} />
        </p>
      )}
      {page.mode === "unknown" ? <p className="label">{t("label.unknown")}</p> : null}
    </div>
  );
}

/** Of which moment a copy speaks; the line above everything has the reader's own time too. */
function AsOf({ page }: { page: PublicPage }) {
  if (!page.isCopy) return null;
  return <span className="label-aside">{` · ${plain(phrase(words()("label.asOf", { at: asOf(page) }), page))}`}</span>;
}

/** Long answers are set smaller, so that they still stand above the fold of a phone. `isFixed`: the reader's own time stands elsewhere. */
export function Answer({ of, isFixed = false }: { of: Phrase; isFixed?: boolean }) {
  const { length } = plain(of);
  return (
    <h1 className="answer" data-length={length > 80 ? "long" : length > 48 ? "middling" : undefined}>
      <Sentence of={of} isFixed={isFixed} />
    </h1>
  );
}

function Facts({ page }: { page: PublicPage }) {
  const facts = factsLine(page);
  if (facts.length === 0) return null;
  return (
    <ul className="facts">
      {facts.map((fact) => (
        <li key={plain(fact)}>
          <Sentence of={fact} />
        </li>
      ))}
    </ul>
  );
}

/** Whatever the headline says: what staff took offline themselves is said here, with what it is not. */
function OfflineLine({ page }: { page: PublicPage }) {
  const t = words();
  const offline = page.openIncidents.find((incident) => incident.takenOffline !== null)?.takenOffline;
  if (page.mode !== "outage") return null;
  if (!offline) return page.headline.kind === "unannounced_work" ? <NotPlanned /> : null;
  const said = page.headline.kind === "taken_offline";
  return (
    <p className="status-offline">
      {said ? null : `${offlineWords("incident.offlineNow", offline.names, offline.reason)}. `}
      <strong>{t("fact.notPlanned")}</strong>
    </p>
  );
}

function NotPlanned() {
  return (
    <p className="status-offline">
      <strong>{words()("fact.notPlanned")}</strong>
    </p>
  );
}

function NextUpdate({ page }: { page: PublicPage }) {
  if (page.nextUpdate === null || page.mode === "maintenance") return null;
  return (
    <p className="promise" data-overdue={page.nextUpdate.overdue || undefined}>
      <Sentence of={phrase(promiseWords(page.nextUpdate), page)} ago />
    </p>
  );
}
