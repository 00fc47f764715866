import type { Component, Id, Instant } from "@/domain/facts";
import type { Problem, ProblemCode } from "@/domain/update";
import { InvalidInput } from "./refusal";

type Said = { component: string; at: string };

const sentences: Record<ProblemCode, (said: Said) => string> = {
  incident_withdrawn: () => "This incident was withdrawn. Open a new one to say more.",
  happened_in_future: () => "This time is still to come. Give the time when it happened, or leave it empty.",
  resolved_before_update: ({ at }) =>
    `An update of ${at} came after this time. “Resolved” must be the last word: give a later time, or leave it empty.`,
  reopen_needs_purpose: ({ at }) =>
    `This incident was resolved at ${at}. Choose “reopen” to open it again, or give a time before that.`,
  promise_in_past: () => "This time has passed. Promise the next update for a time to come, or leave it empty.",
  under_maintenance_in_incident: ({ component }) =>
    `An incident can't say “under maintenance” of ${component}. Choose how well it works, or take it offline on purpose.`,
  still_offline: ({ component }) =>
    `${component} is still taken offline on purpose. Bring it back online and say what state it is in.`,
  already_offline: ({ component }) => `${component} is already taken offline on purpose.`,
  not_offline: ({ component }) => `${component} is not taken offline in this incident, so it can't be brought back.`,
  offline_while_resolving: ({ component }) =>
    `${component} can't be taken offline by the update that resolves the incident.`,
  offline_and_back: ({ component }) => `${component} can't be taken offline and brought back by the same update.`,
};

/** Throws `InvalidInput` with a sentence for each field that has a problem. */
export function refuseProblems(problems: Problem[], components: Map<Id, Component>, timeZone: string): void {
  if (problems.length === 0) return;
  const fields: Record<string, string> = {};
  for (const { field, code, componentId, at } of problems) {
    const component = (componentId && components.get(componentId)?.name) || "The component";
    const sentence = sentences[code]({ component, at: at === undefined ? "" : timeIn(timeZone, at) });
    fields[field] = fields[field] ? `${fields[field]} ${sentence}` : sentence;
  }
  throw new InvalidInput(fields);
}

/** A time as staff read it in a sentence: `26 July, 10:36 EDT`. */
export function timeIn(timeZone: string, at: Instant): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at);
}
