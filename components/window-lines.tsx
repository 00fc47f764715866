import type { PublicWindow } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase } from "@/messages/phrase";
import { planWords, windowLabel } from "@/messages/window-words";
import { words } from "@/messages/words";
import { FarOff, Sentence } from "./time";

/** There is an end to the lines too; the others are counted. */
const inLines = 50;

type Props = { says: string; windows: PublicWindow[]; moment: Moment };

/** Windows in a line each, folded behind a line that counts them. */
export function WindowLines({ says, windows, moment }: Props) {
  const left = windows.length - inLines;
  if (windows.length === 0) return null;
  return (
    <details className="fold">
      <summary>{says}</summary>
      <ul className="window-lines">
        {windows.slice(0, inLines).map((window) => (
          <Line key={window.id} window={window} moment={moment} />
        ))}
      </ul>
      {left <= 0 ? null : <p className="fact">{words()("window.linesLeft", { count: left })}</p>}
    </details>
  );
}

function Line({ window, moment }: { window: PublicWindow; moment: Moment }) {
  return (
    <li>
      <a href={`/maintenance/${window.id}`}>{window.name}</a>
      <p className="fact">
        {`${windowLabel(window).label} · `}
        <Sentence of={phrase(planWords(window), moment)} /> <FarOff at={window.startAt} />
      </p>
    </li>
  );
}
