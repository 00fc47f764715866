import type { PublicWindow } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { words } from "@/messages/words";
import { Clock } from "./time";

/** Share of the width that the plan takes when the work runs past its end: the rest is what breaks through. */
const planWhenLate = 84;

const percent = (share: number) => `${Math.round(share * 100) / 100}%`;

/** The window's start, now and end. Positions are attributes: style attributes are not allowed. */
export function WindowBar({ window, moment }: { window: PublicWindow; moment: Moment }) {
  const late = window.runningLate;
  const end = late ? planWhenLate : 100;
  const done = Math.min(1, Math.max(0, (moment.at - window.startAt) / (window.endAt - window.startAt)));
  return (
    <div className="window-bar" data-late={late || undefined}>
      <BarDrawing window={window} moment={moment} done={late ? 100 : done * 100} end={end} />
      <dl className="window-ends">
        <div>
          <dt>{words()("window.start")}</dt>
          <dd>
            <Clock at={window.startAt} moment={moment} />
          </dd>
        </div>
        <div>
          <dt>{words()("window.end")}</dt>
          <dd>
            <Clock at={window.endAt} moment={moment} ago />
          </dd>
        </div>
      </dl>
    </div>
  );
}

type Drawing = { window: PublicWindow; moment: Moment; done: number; end: number };

function BarDrawing({ window, moment, done, end }: Drawing) {
  const t = words();
  const { timeZone, at } = moment;
  const said = t(window.runningLate ? "window.barLate" : "window.bar", {
    from: clock(window.startAt, timeZone, at),
    to: clock(window.endAt, timeZone, at),
  });
  const anchor = done < 8 ? "start" : done > 92 ? "end" : "middle";
  const pattern = `late-${window.id}`;
  return (
    <svg className="window-drawing" width="100%" height="52" role="img" aria-label={said}>
      <defs>
        <pattern id={pattern} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3.5" height="7" className="bar-done" />
        </pattern>
      </defs>
      <rect x="0" y="30" width={percent(end)} height="10" rx="5" className="bar-plan" />
      {done <= 0 ? null : (
        <rect x="0" y="30" width={percent(Math.min(done, end))} height="10" rx="5" className="bar-done" />
      )}
      {window.runningLate ? (
        <>
          <rect x={percent(end)} y="30" width={percent(100 - end)} height="10" fill={`url(#${pattern})`} />
          <line x1={percent(end)} x2={percent(end)} y1="24" y2="46" className="bar-mark" />
        </>
      ) : null}
      <text x={percent(done)} y="14" textAnchor={anchor} className="bar-now">
        {t("window.now")}
      </text>
      <line x1={percent(done)} x2={percent(done)} y1="20" y2="46" className="bar-mark" />
    </svg>
  );
}
