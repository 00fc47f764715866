import type { PublicWindow } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase } from "@/messages/phrase";
import { effectLines, isCalm, movedWords, windowLabel } from "@/messages/window-words";
import { Sign, type SignName, signOfStatus } from "./signs";
import { Sentence } from "./time";

type Props = { window: PublicWindow; moment: Moment };

/** Work that nobody announced has the sign of what it means for customers, all else the calendar. */
export function windowSign(window: PublicWindow): SignName {
  if (window.announced !== "uncovered" || isCalm(window)) return "calendar";
  const running = window.status === "in_progress" || window.status === "verifying";
  if (!running || window.effect === "none") return "quiet";
  const signs = { slow: "degraded_performance", partly: "partial_outage", down: "major_outage" } as const;
  return signOfStatus[signs[window.effect]];
}

/** What it is, and how it was announced. */
export function WindowLabel({ window, moment }: Props) {
  const { label, aside } = windowLabel(window);
  return (
    <>
      {label}
      {aside === null ? null : (
        <span className="label-aside">
          {" · "}
          <Sentence of={phrase(aside, moment)} />
        </span>
      )}
    </>
  );
}

/** The same as a small line over a name; `lead` stands for it where it says more about the page. */
export function WindowKind({ window, moment, lead }: Props & { lead?: string | undefined }) {
  return (
    <p className="label window-kind">
      <Sign name={windowSign(window)} className="row-sign" />
      <span>{lead ?? <WindowLabel window={window} moment={moment} />}</span>
    </p>
  );
}

/** "Harvest is down", worst first. */
export function WindowEffects({ window, moment }: Props) {
  const effects = effectLines(window, moment);
  if (effects.length === 0) return null;
  return (
    <ul className="window-effects">
      {effects.map((effect) => (
        <li key={effect}>{effect}</li>
      ))}
    </ul>
  );
}

export function WindowMoved({ window, moment }: Props) {
  const said = movedWords(window);
  if (said === null) return null;
  return (
    <p className="fact">
      <Sentence of={phrase(said, moment)} />
    </p>
  );
}
