import type { PublicWindow } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase } from "@/messages/phrase";
import { windowDayFacts } from "@/messages/window-day";
import { Sign } from "./signs";
import { Sentence } from "./time";
import { windowSign } from "./window-parts";

type Props = { window: PublicWindow; date: string; moment: Moment };

/** Work on one of the days on which it went on; `date` like `2016-07-26`. */
export function DayWindow({ window, date, moment }: Props) {
  const { cancelled, actualStart, startAt, announced } = window;
  const began = cancelled?.at ?? actualStart ?? startAt;
  const facts = windowDayFacts(window, date, moment.timeZone);
  return (
    <li className="day-item" data-impact={announced === "uncovered" ? "uncovered" : "window"}>
      <Sign name={announced === "uncovered" ? windowSign(window) : "calendar"} className="row-sign" />
      <div>
        <a href={`/maintenance/${window.id}`}>{cancelled === null ? window.name : <s>{window.name}</s>}</a>
        <p className="fact">
          <Sentence of={phrase(facts.join(" · "), { ...moment, at: began })} />
        </p>
      </div>
    </li>
  );
}
