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

/** A sentence with its times as `<time>`. `ago`: live.js adds how far off they are, or only the first of them. */
export function Sentence({ of, ago = false }: { of: Phrase; ago?: boolean | "first" }) {
  const first = of.findIndex((part) => typeof part !== "string");
  const isTold = (index: number) => ago === true || (ago === "first" && index === first);
  const parts = of.map((part, index) => (typeof part === "string" ? part : told(part, isTold(index))));
  return createElement(Fragment, null, ...parts);
}

function told(part: Exclude<Phrase[number], string>, ago: boolean) {
  return (
    <time dateTime={iso(part.at)} data-clock={part.dayOnly ? undefined : ago ? "ago" : ""}>
      {part.text}
    </time>
  );
}
