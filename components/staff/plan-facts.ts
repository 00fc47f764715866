import type { Announcement, Facts, Instant, Maintenance } from "@/domain/facts";
import type { Plan } from "@/domain/plan";
import { statusOfEffect } from "@/domain/status";
import { words } from "@/messages/words";
import { type PlanFields, plannedComponents } from "./plan-fields";
import { newIncident } from "./preview-facts";

export const draftId = "draft";

/** The facts as they will be once the plan is announced. */
export function factsWithPlan(
  facts: Facts,
  fields: PlanFields,
  plan: Plan,
  now: Instant,
  window: Maintenance | null,
): Facts {
  const drafted = withPlan(window ?? newWindow, announcementOf(facts, fields, plan, now));
  const others = facts.maintenances.filter(({ id }) => id !== drafted.id);
  return { ...facts, maintenances: [...others, drafted] };
}

/** The same once it runs, and all else is well. */
export function factsWhileRunning(facts: Facts): Facts {
  return { ...facts, incidents: [], baseChanges: [], notices: [], maintenances: facts.maintenances.slice(-1) };
}

const newWindow: Maintenance = {
  id: draftId,
  seriesId: null,
  actualStart: null,
  actualEnd: null,
  endedAutomatically: false,
  imported: false,
  cancelled: null,
  incidentAt: null,
  announcements: [],
  updates: [],
};

function withPlan(window: Maintenance, announcement: Announcement): Maintenance {
  return { ...window, announcements: [...window.announcements, announcement] };
}

function announcementOf({ settings }: Facts, fields: PlanFields, plan: Plan, now: Instant): Announcement {
  const { noticeMinutes, shortNoticeMinutes } = settings;
  return {
    id: "~draft",
    announcedAt: now,
    name: fields.name.trim() || "…",
    message: fields.message,
    autoComplete: fields.autoComplete,
    noticeMinutes,
    shortNoticeMinutes,
    ...plan,
  };
}

/** The facts once the same work is told as an incident, now. */
export function factsWithWork(facts: Facts, fields: PlanFields, now: Instant): Facts {
  const parts = plannedComponents(fields);
  const offline = parts.filter(({ effect }) => effect === "down");
  const told = parts.filter(({ effect }) => effect === "slow" || effect === "partly");
  const incident = {
    ...newIncident(fields.name.trim(), now),
    updates: [
      {
        id: "~draft",
        status: "identified" as const,
        body: fields.message.trim() || "…",
        effect: null,
        scope: null,
        happenedAt: now,
        postedAt: now,
        nextUpdateBy: null,
        components: told.map(({ componentId, effect }) => ({ componentId, status: claimOf(effect) })),
        edits: [],
      },
    ],
    offline: offline.map(({ componentId }) => ({
      id: `draft-${componentId}`,
      componentId,
      from: now,
      to: null,
      reason: fields.reason.trim() || words()("system.unannouncedReason"),
      postedAt: now,
      endPostedAt: null,
    })),
  };
  return { ...facts, incidents: [...facts.incidents, incident] };
}

function claimOf(effect: "slow" | "partly" | "none" | "down") {
  const status = statusOfEffect(effect);
  return status === "under_maintenance" ? "operational" : status;
}
