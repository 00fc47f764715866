import { createElement, Fragment } from "react";
import type { Instant } from "@/domain/facts";
import { clockParts, type Moment } from "@/messages/clock";
import type { Phrase } from "@/messages/phrase";

const iso = (at: Instant) => new Date(at).toISOString();

/** `ago`: live.js adds how long ago it was. */
export function Clock({ at, moment, ago }: { at: Instant; moment: Moment; ago?: boolean }) {
  const { day, time } = clockParts(at, moment.timeZone, moment.at);
  return (
    <time dateTime={iso(at)} data-clock={ago ? "ago" : ""}>
      {day === null ? null : <span className="clock-day">{`${day}, `}</span>}
      {time}
    </time>
  );
}

/** Empty on paper and without scripts: live.js says here how far off it is. */
export function FarOff({ at }: { at: Instant }) {
  return <time dateTime={iso(at)} data-clock="far" />;
}

type SentenceProps = { of: Phrase; ago?: boolean; isFixed?: boolean };

/** A sentence with its times as `<time>`. `isFixed`: live.js adds nothing to them. */
export function Sentence({ of, ago = false, isFixed = false }: SentenceProps) {
  const clock = isFixed ? undefined : ago ? "ago" : "";
  return createElement(Fragment, null, ...of.map((part) => (typeof part === "string" ? part : told(part, clock))));
}

/** The page's own clock, and the same in UTC, which is set apart where there is little room. */
function Halves({ text }: { text: string }) {
  const at = text.indexOf(" (");
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span className="clock-utc">{text.slice(at)}</span>
    </>
  );
}

function told(part: Exclude<Phrase[number], string>, clock: string | undefined) {
  return (
    <time dateTime={iso(part.at)} data-clock={part.dayOnly ? undefined : clock}>
      <Halves text={part.text} />
    </time>
  );
}
