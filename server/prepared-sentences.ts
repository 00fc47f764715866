import type { IncidentStatus } from "@/domain/status";

type PreparedSentence = { name: string; status: IncidentStatus; body: string; effect: string | null };

/** What a new page brings, for the first minutes of an outage; staff change it as they like. */
export const preparedSentences: readonly PreparedSentence[] = [
  {
    name: "Looking into it",
    status: "investigating",
    body: "{{component}} has not been working as it should since {{since}}. We are looking into it.",
    effect: null,
  },
  {
    name: "Not available",
    status: "investigating",
    body: "You can't use {{component}} at the moment. It began at {{since}}. We are working on it.",
    effect: "You can't use {{component}}",
  },
  {
    name: "Slow or failing now and then",
    status: "investigating",
    body: "{{component}} is slow, or fails now and then, since {{since}}. If something fails, trying again may work. We are looking for the cause.",
    effect: "{{component}} is slow or fails now and then",
  },
  {
    name: "Cause found",
    status: "identified",
    body: "We have found what is wrong with {{component}} and are putting it right.",
    effect: null,
  },
  {
    name: "Working again, watching",
    status: "monitoring",
    body: "{{component}} is working again. We are watching it closely.",
    effect: null,
  },
  {
    name: "Over",
    status: "resolved",
    body: "{{component}} has been working as it should, and we see no more errors. The problem that began at {{since}} is over.",
    effect: null,
  },
];
