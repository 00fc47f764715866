import type { PublicDay } from "@/domain/public-page";
import { dateInWords, type Moment } from "@/messages/clock";
import { words } from "@/messages/words";
import { DayIncident } from "./day-incident";
import { DayTrouble } from "./day-trouble";
import { DayWindow } from "./day-window";

/** Pieces of work that a day shows before the rest folds away. */
const windowsShown = 6;

type Props = { days: PublicDay[]; page: Moment };
type Stretch = { kind: "told"; day: PublicDay } | { kind: "quiet" | "unknown"; first: string; last: string };

/** The last 14 days, today first; days on which nothing was told share one line. */
export function PastDays({ days, page }: Props) {
  const t = words();
  const told = stretches(days);
  if (told.every(({ kind }) => kind === "unknown")) return null;
  return (
    <section className="days" aria-labelledby="days">
      <h2 id="days">{t("days.heading")}</h2>
      {told.map((stretch, index) =>
        stretch.kind === "told" ? (
          <Day key={stretch.day.date} day={stretch.day} today={stretch.day.date === days[0]?.date} page={page} />
        ) : stretch.kind === "quiet" ? (
          <QuietDays key={stretch.first} {...stretch} page={page} />
        ) : (
          <NoRecord key={stretch.first} after={told[index - 1]} page={page} />
        ),
      )}
    </section>
  );
}

function stretches(days: PublicDay[]): Stretch[] {
  const found: Stretch[] = [];
  for (const day of days) {
    const before = found.at(-1);
    const kind = day.known ? "quiet" : "unknown";
    if (day.incidents.length + day.windows.length + day.trouble.length > 0) found.push({ kind: "told", day });
    else if (before?.kind === kind) before.last = day.date;
    else found.push({ kind, first: day.date, last: day.date });
  }
  return found;
}

function QuietDays({ first, last, page }: { first: string; last: string; page: Moment }) {
  const t = words();
  const date = (of: string) => dateInWords(of, page);
  return (
    <div className="day day-quiet">
      <h3 className="day-date">
        {first === last ? date(first) : t("days.range", { from: date(last), to: date(first) })}
      </h3>
      <p>{t("days.nothing")}</p>
    </div>
  );
}

/** Days of which nothing is known, before the first of which something is. */
function NoRecord({ after, page }: { after: Stretch | undefined; page: Moment }) {
  if (after === undefined) return null;
  const date = dateInWords(after.kind === "told" ? after.day.date : after.last, page);
  return (
    <div className="day day-quiet">
      <p className="day-date">{words()("days.noRecord", { date })}</p>
    </div>
  );
}

function Day({ day, today, page }: { day: PublicDay; today: boolean; page: Moment }) {
  const date = dateInWords(day.date, page);
  const shown = day.windows.slice(0, day.windows.length > windowsShown ? windowsShown - 1 : windowsShown);
  const folded = day.windows.slice(shown.length);
  return (
    <div className="day">
      <h3 className="day-date">{today ? words()("days.today", { date }) : date}</h3>
      <ul className="day-list">
        {day.incidents.map((incident) => (
          <DayIncident key={incident.id} incident={incident} date={day.date} page={page} />
        ))}
        {day.trouble.length === 0 ? null : <DayTrouble trouble={day.trouble} />}
        {shown.map((window) => (
          <DayWindow key={window.id} window={window} date={day.date} moment={page} />
        ))}
        {folded.length === 0 ? null : (
          <li>
            <details className="fold">
              <summary>{words()("window.moreWork", { count: folded.length })}</summary>
              <ul>
                {folded.map((window) => (
                  <DayWindow key={window.id} window={window} date={day.date} moment={page} />
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </div>
  );
}
