import type { Id, Incident, Instant } from "@/domain/facts";
import { impactOf } from "@/domain/incident";
import { type Impact, type IncidentComponentStatus, type IncidentStatus, impacts } from "@/domain/status";
import { words } from "@/messages/words";
import type { SourceIncident, SourceUpdate } from "./documents";
import { type Import, markOf } from "./here";
import { markdownOf } from "./markdown";

export type ToldUpdate<Status = IncidentStatus> = {
  sourceId: string;
  status: Status;
  body: string;
  happenedAt: Instant;
  postedAt: Instant;
};
export type ToldInIncident = ToldUpdate & { claims: { componentId: Id; status: IncidentComponentStatus }[] };

/** What was posted on something, oldest first, each at its time; a post-mortem is the last of it and says what it is. */
export function updatesOf(told: SourceIncident, at: Instant): (SourceUpdate & { happenedAt: Instant; text: string })[] {
  const all = [...new Map(told.incident_updates.map((update) => [update.id, update])).values()].reverse();
  const { postmortem_body: body, postmortem_published_at: published } = told;
  if (body && published && !all.some(({ status }) => status === "postmortem"))
    all.push({ id: `${told.id}-postmortem`, status: "postmortem", body, created_at: published });
  return all
    .map((update) => {
      const text = markdownOf(update.body ?? "");
      const isPostmortem = update.status === "postmortem";
      return {
        ...update,
        created_at: Math.min(update.created_at, at),
        happenedAt: Math.min(update.display_at ?? update.created_at, at),
        text: isPostmortem ? `**${words()("imported.postmortem")}**\n\n${text}` : text,
      };
    })
    .sort((a, b) => a.happenedAt - b.happenedAt || a.created_at - b.created_at);
}

/** The updates of an incident with the states that change in each. */
export function toldOf(work: Import, told: SourceIncident): ToldInIncident[] {
  const states = new Map<Id, IncidentComponentStatus>();
  return updatesOf(told, work.at).map((update) => {
    const status = statusOf(update.status);
    const claims = statesIn(work, update).filter(
      (claim) => claim.status !== (status === "resolved" ? "operational" : states.get(claim.componentId)),
    );
    if (status === "resolved") states.clear();
    else for (const claim of claims) states.set(claim.componentId, claim.status);
    const { id: sourceId, happenedAt, text: body, created_at: postedAt } = update;
    return { sourceId, status, body, happenedAt, postedAt, claims };
  });
}

/** Old words for planned work mean the same as in the write API. */
function statusOf(status: SourceUpdate["status"]): IncidentStatus {
  if (status === "scheduled" || status === "in_progress") return "identified";
  if (status === "verifying") return "monitoring";
  return status === "completed" || status === "postmortem" ? "resolved" : status;
}

function statesIn(work: Import, { affected_components }: SourceUpdate) {
  const states = new Map<Id, IncidentComponentStatus>();
  for (const { code, new_status: given } of affected_components ?? []) {
    const known = code ? markOf(work, "component", code) : undefined;
    if (!known || !given) continue;
    if (given === "under_maintenance")
      work.outcome.notes.add("What an incident called “under maintenance” is told as down: it was not announced.");
    states.set(known.ownId, given === "under_maintenance" ? "major_outage" : given);
  }
  return [...states].map(([componentId, status]) => ({ componentId, status }));
}

/** The source's impact where it is another than follows from the states. */
export function overrideOf({ impact }: SourceIncident, updates: readonly ToldInIncident[]): Impact | null {
  if (impact === "maintenance" || !impacts.includes(impact)) return null;
  return derivedImpact(updates) === impact ? null : impact;
}

function derivedImpact(told: readonly ToldInIncident[]): Impact {
  const updates = told.map(({ sourceId: id, claims: components, ...update }) => {
    return { id, ...update, components, effect: null, scope: null, nextUpdateBy: null, edits: [] };
  });
  const none = { withdrawn: null, maintenanceId: null, offline: [], redactions: [], changes: [] };
  const incident: Incident = {
    id: "",
    name: "",
    impactOverride: null,
    limitedDetail: false,
    createdAt: 0,
    ...none,
    updates,
  };
  return impactOf(incident, Number.POSITIVE_INFINITY);
}
