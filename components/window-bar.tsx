import type { Instant } from "@/domain/facts";
import type { PublicWindow, WindowTimes } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { words } from "@/messages/words";
import { Clock } from "./time";

/** Share of the width that the plan takes when the work runs past its end: the rest is what breaks through. */
const planWhenLate = 84;

const percent = (share: number) => `${Math.round(share * 100) / 100}%`;

type BarProps = {
  window: PublicWindow;
  moment: Moment;
  /** Where the page may be read long after: the plan alone, without what has passed of it. */
  still?: boolean;
};

/** The window's start, now and the end that was announced in time. Positions are attributes: style attributes are not allowed. */
export function WindowBar({ window, moment, still = false }: BarProps) {
  const late = window.runningLate;
  const plan = { startAt: window.startAt, endAt: window.announcedEndAt };
  const end = late ? planWhenLate : 100;
  const done = still ? 0 : shareOf(moment.at, plan);
  return (
    <div className="window-bar" data-late={late || undefined}>
      <BarDrawing window={window} plan={plan} moment={moment} done={late ? 100 : done * 100} end={end} still={still} />
      <dl className="window-ends">
        <div>
          <dt>{words()("window.start")}</dt>
          <dd>
            <Clock at={plan.startAt} moment={moment} ago={moment.at < plan.startAt} />
          </dd>
        </div>
        <div>
          <dt>{words()("window.end")}</dt>
          <dd>
            <Clock at={plan.endAt} moment={moment} ago={moment.at >= plan.startAt} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

function shareOf(at: Instant, { startAt, endAt }: WindowTimes): number {
  return Math.min(1, Math.max(0, (at - startAt) / (endAt - startAt)));
}

type Drawing = {
  window: PublicWindow;
  plan: WindowTimes;
  moment: Moment;
  done: number;
  end: number;
  still: boolean;
};

function BarDrawing({ window, plan, moment, done, end, still }: Drawing) {
  const pattern = `late-${window.id}`;
  return (
    <svg className="window-drawing" width="100%" height="52" role="img" aria-label={barWords(window, plan, moment)}>
      <defs>
        <pattern id={pattern} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3.5" height="7" className="bar-done" />
        </pattern>
      </defs>
      <rect x="0" y="30" width={percent(end)} height="10" rx="5" className="bar-plan" />
      {done <= 0 ? null : (
        <rect x="0" y="30" width={percent(Math.min(done, end))} height="10" rx="5" className="bar-done" />
      )}
      <FormerEnd window={window} plan={plan} end={end} />
      {window.runningLate ? (
        <>
          <rect x={percent(end)} y="30" width={percent(100 - end)} height="10" fill={`url(#${pattern})`} />
          <line x1={percent(end)} x2={percent(end)} y1="24" y2="46" className="bar-mark" />
        </>
      ) : null}
      {still || moment.at < window.startAt ? null : <Now done={done} />}
    </svg>
  );
}

function barWords(window: PublicWindow, plan: WindowTimes, { timeZone, at }: Moment): string {
  const t = words();
  const values = { from: clock(plan.startAt, timeZone, at), to: clock(plan.endAt, timeZone, at) };
  const bar = t(window.announced === "uncovered" ? "window.barOther" : "window.bar", values);
  return window.runningLate ? t("window.barLate", { bar }) : bar;
}

/** Where it was to end before it was extended. */
function FormerEnd({ window, plan, end }: Pick<Drawing, "window" | "plan" | "end">) {
  const former = window.original;
  if (former === null || former.startAt !== plan.startAt || former.endAt >= plan.endAt) return null;
  const at = percent(shareOf(former.endAt, plan) * end);
  return <line x1={at} x2={at} y1="26" y2="44" className="bar-former" />;
}

function Now({ done }: { done: number }) {
  const anchor = done < 8 ? "start" : done > 92 ? "end" : "middle";
  return (
    <>
      <text x={percent(done)} y="14" textAnchor={anchor} className="bar-now">
        {words()("window.now")}
      </text>
      <line x1={percent(done)} x2={percent(done)} y1="20" y2="46" className="bar-mark" />
    </>
  );
}
