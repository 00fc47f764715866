import type { Holding } from "@/domain/holding";
import type { PublicPage } from "@/domain/public-page";
import { type HoldingWords, holdingWords } from "@/messages/holding-words";
import { plain } from "@/messages/phrase";
import { words } from "@/messages/words";
import { shellOf } from "./document-shell";
import { HoldingBody, HoldingFoot } from "./holding-body";
import { holdingIcon } from "./holding-icon";
import { type HoldingTone, holdingStyle } from "./holding-style";
import { safeLink } from "./link";
import { Sign, type SignName } from "./signs";
import { Sentence } from "./time";
import { WindowBar } from "./window-bar";

/** How often the page looks again by itself. */
const refreshSeconds = 15;

export type HoldingView = { holding: Holding; page: PublicPage; statusUrl: string };

const signs: Record<HoldingTone, SignName> = {
  outage: "octagon",
  partial_outage: "octagon-half",
  maintenance: "calendar",
  unknown: "unknown",
};

/** The whole document, and the CSS in it for the policy that allows it. It asks for nothing else. */
export function holdingDocument(view: HoldingView): { html: string; style: string } {
  const tone = toneOf(view.holding);
  const style = holdingStyle(tone);
  const said = holdingWords(view.holding, view.page);
  return shellOf({ head: <HeadOf said={said} tone={tone} />, style, body: <Body {...view} said={said} tone={tone} /> });
}

function toneOf({ mode, severity }: Holding): HoldingTone {
  return mode === "outage" && severity === "partial_outage" ? "partial_outage" : mode;
}

type Said = { said: HoldingWords; tone: HoldingTone };

function HeadOf({ said, tone }: Said) {
  return (
    <>
      <meta httpEquiv="refresh" content={String(refreshSeconds)} />
      <meta name="robots" content="noindex" />
      <title>{said.title}</title>
      <link rel="icon" href={holdingIcon(signs[tone], tone)} />
    </>
  );
}

function Body({ said, tone, ...view }: HoldingView & Said) {
  return (
    <body>
      <main>
        <div className="top">
          <Head {...view} />
          <div className="column">
            <div className="field">
              <Answer said={said} sign={signs[tone]} />
              <Bar {...view} />
            </div>
          </div>
        </div>
        <HoldingBody {...view} said={said} />
      </main>
      <HoldingFoot {...view} />
    </body>
  );
}

function Head({ page }: HoldingView) {
  const support = safeLink(page.supportLink);
  return (
    <div className="head column">
      <p className="name">{page.name}</p>
      {support === null ? null : <a href={support}>{words()("holding.support")}</a>}
    </div>
  );
}

function Answer({ said, sign }: { said: HoldingWords; sign: SignName }) {
  return (
    <>
      <p className="label">
        <Sign name={sign} />
        <span>
          {said.label}
          {said.aside === null ? null : <span className="aside">{` · ${said.aside}`}</span>}
        </span>
      </p>
      <h1 data-long={plain(said.answer).length > 80 || undefined}>
        <Sentence of={said.answer} />
      </h1>
      {said.denial === null ? null : <p className="denial">{said.denial}</p>}
      <ul className="facts">
        {said.facts.map((fact) => (
          <li key={plain(fact)}>
            <Sentence of={fact} />
          </li>
        ))}
      </ul>
      {said.promise === null ? null : (
        <p className="promise">
          <Sentence of={said.promise} />
        </p>
      )}
    </>
  );
}

/** The bar ends where the announcement does. */
function Bar({ holding, page }: HoldingView) {
  const { mode, window, until } = holding;
  if (mode !== "maintenance" || window === null) return null;
  return <WindowBar window={{ ...window, endAt: until ?? window.endAt }} moment={page} still />;
}
