import type { Instant } from "@/domain/facts";
import type { IncidentComponentStatus } from "@/domain/status";
import { fillTemplate } from "@/domain/template";
import { someNames, words } from "@/messages/words";
import { sinceWords } from "./since";
import type { Template } from "./text-section";

type Wording = { name: string; body: string; effect: string };

/** What is true whatever the cause turns out to be. */
const plain: Record<IncidentComponentStatus, Wording> = {
  operational: {
    name: "Possible problem with {{component}}",
    body: "We are looking into a possible problem with {{component}}.",
    effect: "",
  },
  degraded_performance: {
    name: "{{component}} is slow or unreliable",
    body: "{{component}} is slow or unreliable. We are looking into it.",
    effect: "{{component}} is slow or unreliable",
  },
  partial_outage: {
    name: "{{component}} is partly down",
    body: "Parts of {{component}} are not working. We are looking into it.",
    effect: "Parts of {{component}} are not working",
  },
  major_outage: {
    name: "{{component}} is down",
    body: "{{component}} is down. We are working on it.",
    effect: "{{component}} is down",
  },
};

const longestEffect = 120;
const longestName = 255;

export type QuickChoice = {
  names: readonly string[];
  state: IncidentComponentStatus;
  /** The id of a template; the plain sentence otherwise. */
  sentence: string;
  /** When it was chosen; now otherwise. */
  since?: Instant | null;
};

/** Texts for the first minutes: one that fits the state, and staff's own. */
export function firstTemplates(templates: readonly Template[]): Template[] {
  return templates.filter(({ status }) => status === "investigating").slice(0, 4);
}

/** Name, text and effect of an incident that was only pointed at. */
export function quickWording(choice: QuickChoice, templates: readonly Template[], zone: string, now: Instant): Wording {
  const template = templates.find(({ id }) => id === choice.sentence);
  const { name, body, effect } = plain[choice.state];
  const fill = filler(choice.names, sinceWords(choice.since ?? now, zone, now));
  return {
    name: cut(fill(name), longestName),
    body: fill(template?.body ?? body),
    effect: fitting(fill(template?.effect ?? effect)),
  };
}

function filler(names: readonly string[], since: string) {
  const component = names.length > 0 ? someNames(names, words()) : "our service";
  return (text: string) => {
    const filled = fillTemplate(names.length > 1 ? text.replace("{{component}} is ", "{{component}} are ") : text, {
      component,
      since,
    });
    return filled.charAt(0).toUpperCase() + filled.slice(1);
  };
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** A line that would not fit is left out: the page then says what is down by itself. */
function fitting(text: string): string {
  return text.length <= longestEffect ? text : "";
}
