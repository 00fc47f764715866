import type { PublicPage, PublicWindow } from "@/domain/public-page";
import { phrase } from "@/messages/phrase";
import { windowFacts, windowTimes } from "@/messages/window-facts";
import { isCalm, isOver, windowKind, windowStateWords, windowTicket } from "@/messages/window-words";
import { words } from "@/messages/words";
import { Announced } from "./announced";
import { CopyButtons } from "./copy-buttons";
import { Markdown } from "./markdown";
import { PageFrame, type Printed, type Tone } from "./page-frame";
import { RightNow } from "./plain-page";
import { Sign } from "./signs";
import { Answer } from "./status-header";
import { Sentence } from "./time";
import { WindowBar } from "./window-bar";
import { WindowEffects, WindowLabel, windowSign } from "./window-parts";
import { WindowRecord } from "./window-record";

type Props = { window: PublicWindow; page: PublicPage };

/** One window with its times and its whole record, at an address that stays. */
export function WindowPage({ window, page, ...printed }: Props & Printed) {
  const tone = page.isCopy ? "paper" : toneOfWindow(window);
  return (
    <PageFrame page={page} tone={tone} {...printed}>
      <WindowTop window={window} page={page} tone={tone} />
      <Announced label={windowStateWords(window)} says={window.name} />
      <div className="column page-body">
        <Expected window={window} />
        <Times window={window} page={page} />
        <section aria-labelledby="record">
          <h2 id="record">{words()("window.record.heading")}</h2>
          <WindowRecord window={window} moment={page} />
          <CopyButtons path={`/maintenance/${window.id}`} ticket={windowTicket(window, page.name, page)} />
        </section>
        <RightNow page={page} />
      </div>
    </PageFrame>
  );
}

/** Blue is for work as it was announced; what goes on without that looks like what it means for customers. */
function toneOfWindow(window: PublicWindow): Tone {
  if (isCalm(window)) return "work";
  const running = window.status === "in_progress" || window.status === "verifying";
  if (!running || window.announced !== "uncovered") return "paper";
  return ({ none: "paper", slow: "degraded", partly: "partial_outage", down: "outage" } as const)[window.effect];
}

function WindowTop({ window, page, tone }: Props & { tone: Tone }) {
  return (
    <section className="status" data-tone={tone} data-sign={windowSign(window)} id="status">
      <div className="column">
        <div className="status-field">
          <div className="status-label">
            <Sign name={windowSign(window)} className="status-sign" />
            <p className="label">
              <WindowLabel window={window} moment={page} />
            </p>
          </div>
          <Answer of={[window.name]} />
          <WindowEffects window={window} moment={page} />
          <ul className="facts">
            {windowFacts(window).map((fact) => (
              <li key={fact}>
                <Sentence of={phrase(fact, page)} />
              </li>
            ))}
          </ul>
          <Denial window={window} />
          <Incidents window={window} />
          {isCalm(window) && !page.isCopy ? <WindowBar window={window} moment={page} /> : null}
        </div>
      </div>
    </section>
  );
}

/** What nobody announced in time is told as what it is not. */
function Denial({ window }: { window: PublicWindow }) {
  if (windowKind(window) !== "uncovered" || window.effect === "none" || window.status === "cancelled") return null;
  return (
    <p className="status-offline">
      <strong>{words()("fact.notPlanned")}</strong>
    </p>
  );
}

function Incidents({ window }: { window: PublicWindow }) {
  if (window.incidents.length === 0) return null;
  return (
    <p className="status-offline">
      {words()("window.incidentGo")}{" "}
      {window.incidents.map(({ id, name }) => (
        <a key={id} href={`/incidents/${id}`} className="window-incident">
          {name}
        </a>
      ))}
    </p>
  );
}

function Expected({ window }: { window: PublicWindow }) {
  if (window.message === "") return null;
  return (
    <section className="window-details" aria-labelledby="expect">
      <h2 id="expect">{words()(expectKey(window))}</h2>
      <Markdown text={window.message} heading="h3" />
    </section>
  );
}

function expectKey(window: PublicWindow) {
  if (window.announced === "imported") return "window.expectDone";
  return isOver(window) ? "window.expectPast" : "window.expect";
}

function Times({ window, page }: Props) {
  return (
    <section aria-labelledby="times">
      <h2 id="times">{words()("window.times.heading")}</h2>
      <dl className="window-times">
        {windowTimes(window).map(({ key, term, says }) => (
          <div key={key}>
            <dt>{term}</dt>
            <dd>
              <Sentence of={phrase(says, page)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
