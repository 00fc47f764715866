import type { Facts, Instant, Maintenance } from "@/domain/facts";
import { type Judgement, judgePlan, longestWindowDays, longestWindowMs, type Plan } from "@/domain/plan";
import { InvalidInput } from "./refusal";

/** Throws for times that no work can have, whenever they are. */
export function refuseWrongTimes({ startAt, endAt }: Pick<Plan, "startAt" | "endAt">): void {
  if (endAt <= startAt) throw new InvalidInput({ endAt: "The end must come after the start. Give a later end." });
  if (endAt - startAt > longestWindowMs) {
    const sentence = `A window may last ${longestWindowDays} days at most. Give an earlier end, or plan each part of the work as a window of its own.`;
    throw new InvalidInput({ endAt: sentence });
  }
}

/** Throws unless every component is there and not archived. */
export function refuseMissingComponents(facts: Facts, { components }: Pick<Plan, "components">): void {
  for (const { componentId } of components) {
    const component = facts.components.find(({ id }) => id === componentId);
    if (!component)
      throw new InvalidInput({ components: "One of the components is not there any more. Choose again." });
    if (component.archivedAt !== null)
      throw new InvalidInput({ components: `Restore ${component.name} first: it is archived.` });
  }
}

/** Throws what keeps a plan from being called planned, with what to do instead; gives back the judgement. */
export function refuseUnplanned(facts: Facts, plan: Plan, now: Instant, window: Maintenance | null = null): Judgement {
  const judgement = judgePlan(facts, plan, now, window);
  if (judgement.because === "open_incident")
    throw new InvalidInput({ components: openIncidentSentence(facts, judgement) });
  if (judgement.because === "too_late") {
    const sentence = tooLateSentence(facts, judgement.instead);
    throw new InvalidInput(window && startIsKept(plan, window, now) ? { components: sentence } : { startAt: sentence });
  }
  return judgement;
}

function openIncidentSentence(facts: Facts, { incidents }: Judgement): string {
  const [incident] = incidents;
  const names = facts.components.filter(({ id }) => incident?.componentIds.includes(id)).map(({ name }) => name);
  const name = names[0] ?? "One of the components";
  return `${name} is part of the open incident “${incident?.name}”, so work on it is not planned. Say it there, or take ${name} offline on purpose.`;
}

function tooLateSentence({ settings }: Facts, instead: Judgement["instead"]): string {
  const late = `This is less than ${settings.shortNoticeMinutes} minutes ahead, too late to call it planned.`;
  if (instead === "notice") return `${late} Choose a later start, or publish a notice, as nobody will notice the work.`;
  return instead === "incident_at_start"
    ? `${late} Choose a later start, or wait until it begins: then open an incident and take the component offline on purpose. Until then a notice can say what is coming.`
    : `${late} Choose a later start, or open an incident and take the component offline on purpose; if nobody will notice, publish a notice.`;
}

function startIsKept(plan: Plan, window: Maintenance, now: Instant): boolean {
  return window.announcements.some(({ announcedAt, startAt }) => announcedAt <= now && startAt === plan.startAt);
}
