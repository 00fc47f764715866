import type { Facts, Incident, Instant, Maintenance } from "./facts";

/** The facts that had been posted by `knownAt`; what was back-dated later is not among them. */
export function knownFacts(facts: Facts, knownAt: Instant): Facts {
  const known = ({ postedAt }: { postedAt: Instant }) => postedAt <= knownAt;
  return {
    ...facts,
    baseChanges: facts.baseChanges.filter(known),
    incidents: facts.incidents
      .map((incident) => knownIncident(incident, knownAt))
      .filter(({ updates }) => updates.length > 0),
    maintenances: facts.maintenances
      .map((window) => knownWindow(window, knownAt))
      .filter(({ announcements }) => announcements.length > 0),
    notices: facts.notices.filter(known),
  };
}

function knownIncident(incident: Incident, knownAt: Instant): Incident {
  return {
    ...incident,
    withdrawn: incident.withdrawn && incident.withdrawn.at <= knownAt ? incident.withdrawn : null,
    updates: incident.updates
      .filter(({ postedAt }) => postedAt <= knownAt)
      .map((update) => ({
        ...update,
        ...textAt(update, knownAt),
        edits: update.edits.filter(({ at }) => at <= knownAt),
      })),
    offline: incident.offline
      .filter(({ postedAt }) => postedAt <= knownAt)
      .map((interval) =>
        interval.endPostedAt !== null && interval.endPostedAt > knownAt ? { ...interval, to: null } : interval,
      ),
    redactions: incident.redactions.filter(({ at }) => at <= knownAt),
    ...changesAt(incident, knownAt),
  };
}

/** What it was called, and the impact that staff gave it, before what was changed later. */
function changesAt(incident: Incident, knownAt: Instant): Pick<Incident, "name" | "impactOverride" | "changes"> {
  const later = incident.changes.filter(({ at }) => at > knownAt).sort((a, b) => a.at - b.at);
  const name = later.find((change) => change.name)?.name;
  const impact = later.find((change) => change.impactOverride)?.impactOverride;
  return {
    name: name ? name.from : incident.name,
    impactOverride: impact ? impact.from : incident.impactOverride,
    changes: incident.changes.filter(({ at }) => at <= knownAt),
  };
}

function textAt(update: Incident["updates"][number], knownAt: Instant) {
  const later = update.edits.filter(({ at }) => at > knownAt).sort((a, b) => a.at - b.at)[0];
  if (!later) return {};
  return { body: later.bodyBefore, effect: later.effectBefore, scope: later.scopeBefore };
}

function knownWindow(window: Maintenance, knownAt: Instant): Maintenance {
  const by = (at: Instant | null) => (at !== null && at <= knownAt ? at : null);
  return {
    ...window,
    announcements: window.announcements.filter((each) => (window.recordedAt ?? each.announcedAt) <= knownAt),
    updates: window.updates.filter(({ postedAt }) => postedAt <= knownAt),
    actualStart: by(window.actualStart),
    actualEnd: by(window.actualEnd),
    endedAutomatically: window.endedAutomatically && by(window.actualEnd) !== null,
    incidentAt: by(window.incidentAt),
    cancelled: window.cancelled && by(window.cancelled.at) !== null ? window.cancelled : null,
  };
}
