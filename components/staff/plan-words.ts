import type { Id, Instant } from "@/domain/facts";
import { type Judgement, longestWindowDays, type Plan } from "@/domain/plan";
import type { ExpectedEffect } from "@/domain/status";
import { clock, type Moment } from "@/messages/clock";
import { ahead, listOf, words } from "@/messages/words";

/** What customers will notice, in as few words as a button has. */
export const effectLabel: Record<ExpectedEffect, string> = {
  none: "Nothing",
  slow: "It is slow",
  partly: "Parts are missing",
  down: "It is down",
};

export type Verdict = {
  /** What customers will read. */
  title: string;
  lines: string[];
};

export type Judged = {
  judgement: Judgement;
  plan: Plan;
  settings: { noticeMinutes: number; shortNoticeMinutes: number };
  page: Moment;
  nameOf: (id: Id) => string;
  /** A change of what was announced already. */
  changes: boolean;
};

/** What a plan will be called and why, before it is published. */
export function verdictOf(judged: Judged): Verdict {
  const { judgement } = judged;
  const lines = judgement.called === "not_planned" ? whyNot(judged) : whySo(judged);
  return { title: titles[judgement.called], lines: [...lines, ...lateEnd(judged), ...overlapLines(judged)] };
}

const titles = {
  scheduled: "Scheduled maintenance",
  short_notice: "Maintenance at short notice",
  not_planned: "This can’t be called planned",
} as const;

export function minutesInWords(minutes: number): string {
  return ahead(minutes, words());
}

function whySo({ judgement, settings, changes }: Judged): string[] {
  const least = minutesInWords(settings.noticeMinutes);
  const told = changes ? "What this changes is told" : "Customers are told";
  if (judgement.minutesAhead < 0) return ["The work goes on. What was announced in time stays planned."];
  const before = `${told} ${minutesInWords(judgement.minutesAhead)} before it begins`;
  if (judgement.called === "scheduled") return [`${before}; ${least} is enough to call it scheduled.`];
  return [
    `${before}, less than the ${least} that “scheduled” needs. The page says so, and its minutes count as unplanned.`,
  ];
}

function whyNot({ judgement, settings, nameOf }: Judged): string[] {
  if (judgement.because === "open_incident")
    return judgement.incidents.map(
      ({ name, componentIds }) =>
        `${listOf(componentIds.map(nameOf))} ${componentIds.length === 1 ? "is" : "are"} part of “${name}”, which is open. Work on it is part of that outage.`,
    );
  const least = minutesInWords(settings.shortNoticeMinutes);
  const when =
    judgement.minutesAhead < 0
      ? "Its start is over already"
      : judgement.minutesAhead === 0
        ? "It begins right now"
        : `It begins in ${minutesInWords(judgement.minutesAhead)}`;
  return [
    `${when}, and planned work is announced at least ${least} ahead. ${insteadLines[judgement.instead ?? "incident"]}`,
  ];
}

const insteadLines = {
  notice: "Nobody will notice it, so a notice says all there is to say.",
  incident: "Nobody could prepare for it, so customers are told what it is for them: an outage.",
  incident_at_start:
    "Nobody can prepare for it any more, so for customers it will be an outage. Nothing is offline yet: open an incident when you begin.",
};

function lateEnd({ judgement: { lateFrom }, page }: Judged): string[] {
  if (lateFrom === null) return [];
  const at = clock(lateFrom, page.timeZone, page.at);
  return [`The new end comes too late to be planned: from ${at} on the page says that the work is running late.`];
}

function overlapLines({ judgement: { overlaps }, page, nameOf }: Judged): string[] {
  const at = (instant: Instant) => clock(instant, page.timeZone, page.at);
  return overlaps.map(
    ({ name, startAt, endAt, componentIds }) =>
      `Overlaps with “${name}” on ${listOf(componentIds.map(nameOf))}, from ${at(startAt)} to ${at(endAt)}. That is allowed.`,
  );
}

/** What is still missing before a plan can be judged. */
export function missingLine(missing: {
  components: boolean;
  effects: boolean;
  times: boolean;
  order: boolean;
  tooLong: boolean;
  zone: boolean;
  clock: boolean;
}): string {
  if (missing.order) return "The end comes before the start.";
  if (missing.tooLong)
    return `A window lasts ${longestWindowDays} days at most. Plan each part of longer work as a window of its own.`;
  if (missing.zone) return "Choose a time zone that exists, and it says here what customers will call it.";
  if (missing.clock)
    return "Say which time you mean where the clocks change, and it says here what customers will call it.";
  const needed = [
    missing.components && "the components",
    missing.effects && "what customers notice of each",
    missing.times && "a start and an end",
  ].filter((each) => each !== false);
  return `Choose ${listOf(needed)}, and it says here what customers will call it.`;
}
