import type { PublicWindow } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase, time, timeAfter } from "@/messages/phrase";
import { words } from "@/messages/words";
import { Sign } from "./signs";
import { Sentence } from "./time";

export function DayWindow({ window, moment }: { window: PublicWindow; moment: Moment }) {
  const t = words();
  const began = window.actualStart ?? window.startAt;
  const state =
    window.status === "cancelled"
      ? t("window.cancelled")
      : t("window.plan", { from: time(began), to: timeAfter(began, window.actualEnd ?? window.endAt) });
  return (
    <li className="day-item" data-impact="window">
      <Sign name="calendar" className="row-sign" />
      <div>
        <span>{window.name}</span>
        <p className="fact">
          {`${t(`window.kind.${window.announced}`)} · `}
          <Sentence of={phrase(state, { ...moment, at: began })} />
          {window.endedAutomatically ? ` · ${t("window.endedAutomaticallyShort")}` : null}
        </p>
      </div>
    </li>
  );
}
