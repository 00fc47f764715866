import { derivedId } from "../../domain/derived-id";
import type { Id, Instant } from "../../domain/facts";
import type { PublicWindow, WindowEntry } from "../../domain/public-page";
import {
  type ComponentStatus,
  type Impact,
  type IncidentStatus,
  impactOfStatus,
  type MaintenanceStatus,
  statusOfEffect,
} from "../../domain/status";
import { phrase, plain } from "../phrase";
import { recordLines, windowEntryWords, wordsAfter } from "../window-record-words";
import type { V2Incident, V2Told, V2Update } from "./incident";
import { presentComponents, type Source } from "./source";

export type V2Maintenance = V2Told<MaintenanceStatus, "maintenance"> & {
  scheduled_for: string;
  scheduled_until: string;
};

/** Work that was announced in time, or recorded afterwards. */
export function maintenanceOf(source: Source, window: PublicWindow): V2Maintenance {
  const { stamp } = source;
  return {
    ...toldOf(source, window, workStatus(window), "maintenance" as const, {
      statusAt: (entry) => entryStatus(entry, window),
      during: (effect) => (effect === "none" ? "operational" : "under_maintenance"),
    }),
    scheduled_for: stamp(window.startAt),
    // What was added to it too late was never announced.
    scheduled_until: stamp(window.announcedEndAt),
  };
}

/** Work that was not announced in time: an incident, as bad as what it does. Before it begins it does nothing. */
export function incidentOfWork(source: Source, window: PublicWindow): V2Incident {
  const impact: Impact = window.actualStart === null ? "none" : impactOfStatus(statusOfEffect(window.effect));
  return {
    ...toldOf(source, window, asIncident[workStatus(window)], impact, {
      statusAt: (entry) => asIncident[entryStatus(entry, window)],
      during: statusOfEffect,
    }),
    reminder_intervals: null,
  };
}

const asIncident: Record<MaintenanceStatus, IncidentStatus> = {
  scheduled: "identified",
  in_progress: "identified",
  verifying: "monitoring",
  completed: "resolved",
};

/** Four words for what may have become of it: whatever is over is `completed`, and its updates say how. */
export function workStatus({ status }: PublicWindow): MaintenanceStatus {
  return status === "ended" || status === "cancelled" || status === "incident" ? "completed" : status;
}

function entryStatus(entry: WindowEntry, { actualStart }: PublicWindow): MaintenanceStatus {
  if (entry.kind === "update") return entry.status;
  if (entry.kind === "ended" || entry.kind === "cancelled" || entry.kind === "became_incident") return "completed";
  if (entry.kind === "announced") return entry.how === "imported" ? "completed" : "scheduled";
  return actualStart !== null && actualStart <= entry.at ? "in_progress" : "scheduled";
}

type Telling<Status> = {
  statusAt: (entry: WindowEntry) => Status;
  /** What a component is while the work goes on. */
  during: (effect: PublicWindow["effect"]) => ComponentStatus;
};

function toldOf<Status extends V2Update["status"], ToldImpact>(
  source: Source,
  window: PublicWindow,
  status: Status,
  impact: ToldImpact,
  telling: Telling<Status>,
): V2Told<Status, ToldImpact> {
  const { stamp, site } = source;
  const over = window.actualEnd ?? window.cancelled?.at ?? window.incidentAt;
  const monitored = window.record.find((entry) => telling.statusAt(entry) === "monitoring");
  const changed = Math.max(window.announcedAt, ...window.record.map(postedAt));
  const ids = window.components.map(({ id }) => id);
  return {
    id: window.id,
    name: window.name,
    status,
    created_at: stamp(window.announcedAt),
    updated_at: stamp(changed),
    monitoring_at: monitored ? stamp(monitored.at) : null,
    resolved_at: over === null ? null : stamp(over),
    impact,
    shortlink: `${site.url}/maintenance/${window.id}`,
    started_at: stamp(window.announcedAt),
    page_id: site.pageId,
    incident_updates: updatesOf(source, window, telling),
    components: presentComponents(source, ids),
  };
}

function postedAt(entry: WindowEntry): Instant {
  return entry.kind === "update" ? entry.postedAt : entry.at;
}

/** The public record, newest first; each line with all components of the plan. */
function updatesOf<Status extends V2Update["status"]>(
  source: Source,
  window: PublicWindow,
  { statusAt, during }: Telling<Status>,
): V2Update[] {
  const goesOn = (status: V2Update["status"], entry: WindowEntry) =>
    status !== "completed" && status !== "resolved" && window.actualStart !== null && window.actualStart <= entry.at;
  let before = false;
  const oldestFirst = recordLines(window).reverse();
  const told = oldestFirst.map(({ entry }): V2Update => {
    const status = statusAt(entry);
    const was = before;
    before = goesOn(status, entry);
    const now = before;
    const affected = window.components.map(({ id, effect }) => ({
      code: id,
      name: source.nameOf(id),
      old_status: was ? during(effect) : ("operational" as const),
      new_status: now ? during(effect) : ("operational" as const),
    }));
    return {
      id: entryId(entry),
      status,
      body: bodyOf(source, entry, window),
      incident_id: window.id,
      created_at: source.stamp(postedAt(entry)),
      updated_at: source.stamp(postedAt(entry)),
      display_at: source.stamp(entry.at),
      affected_components: affected.length === 0 ? null : affected,
      deliver_notifications: true,
      custom_tweet: null,
      tweet_id: null,
    };
  });
  return told.reverse();
}

function entryId({ id }: WindowEntry): Id {
  return /^[a-z0-9]{12}$/.test(id) ? id : derivedId(id);
}

/** Staff's own words where there are some, else the record's sentence, with whole dates. */
function bodyOf({ page }: Source, entry: WindowEntry, window: PublicWindow): string {
  if (entry.kind === "update" && entry.body.trim() !== "") return entry.body;
  const sentences = windowEntryWords(entry, window).join(" ");
  const said = plain(phrase(sentences, { timeZone: page.timeZone, at: 0 }));
  if (entry.kind === "announced") {
    const first = firstMessage(window).trim();
    // What was recorded afterwards says so, whatever else is said of it.
    if (first !== "") return entry.how === "imported" ? `${said}\n\n${first}` : first;
  }
  return entry.kind === "reworded" ? [said, wordsAfter(entry, window).message].filter(Boolean).join("\n\n") : said;
}

function firstMessage({ record, message }: PublicWindow): string {
  const reworded = record.findLast(({ kind }) => kind === "reworded");
  return reworded?.kind === "reworded" ? reworded.before.message : message;
}
