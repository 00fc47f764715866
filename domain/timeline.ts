import type { Id, Incident, IncidentChange, IncidentUpdate, Instant, OfflineInterval } from "./facts";
import { updatesUntil } from "./incident";
import type { TimelineEntry } from "./public-page";
import type { IncidentComponentStatus } from "./status";

const fiveMinutes = 5 * 60_000;

type UpdateEntry = Extract<TimelineEntry, { kind: "update" }>;
type NameOf = (componentId: Id) => string;

/** Updates and the lines of the public record, newest first. */
export function timelineOf(
  incident: Incident,
  before: readonly TimelineEntry[],
  now: Instant,
  nameOf: NameOf,
): TimelineEntry[] {
  const record: TimelineEntry[] = [
    ...before,
    ...(incident.limitedDetail ? [] : offlineEntries(incident.offline, now, nameOf)),
    ...incident.changes.flatMap(changeEntries),
    ...incident.redactions.map(
      ({ at, reason }, index): TimelineEntry => ({
        kind: "redacted",
        id: `${incident.id}-redacted-${index}`,
        happenedAt: at,
        reason,
      }),
    ),
  ];
  if (incident.withdrawn) {
    const { at, reason } = incident.withdrawn;
    record.push({ kind: "withdrawn", id: `${incident.id}-withdrawn`, happenedAt: at, reason });
  }
  const entries = [...updateEntries(incident, now, nameOf), ...record];
  return entries.reverse().sort((a, b) => b.happenedAt - a.happenedAt);
}

function changeEntries({ id, at, name, impactOverride }: IncidentChange): TimelineEntry[] {
  return [
    ...(name ? [{ kind: "renamed" as const, id: `${id}-name`, happenedAt: at, ...name }] : []),
    ...(impactOverride
      ? [{ kind: "impact_changed" as const, id: `${id}-impact`, happenedAt: at, ...impactOverride }]
      : []),
  ];
}

function updateEntries(incident: Incident, now: Instant, nameOf: NameOf): UpdateEntry[] {
  const states = new Map<Id, IncidentComponentStatus>();
  return updatesUntil(incident, now).map((update) => {
    const changes = update.components.flatMap(({ componentId, status }) => {
      const from = states.get(componentId) ?? "operational";
      states.set(componentId, status);
      return from === status ? [] : [{ name: nameOf(componentId), from, to: status }];
    });
    if (update.status === "resolved") states.clear();
    return updateEntry(incident, update, changes);
  });
}

function updateEntry(incident: Incident, update: IncidentUpdate, changes: UpdateEntry["changes"]): UpdateEntry {
  const { id, status, body, effect, scope, postedAt } = update;
  const limited = incident.limitedDetail;
  return {
    kind: "update",
    id,
    status,
    body,
    effect,
    scope,
    happenedAt: limited ? postedAt : update.happenedAt,
    postedAt,
    toldLate: !limited && postedAt - update.happenedAt > fiveMinutes,
    changes: limited ? [] : changes,
    edited: editsOf(update),
  };
}

function editsOf({ edits, postedAt }: IncidentUpdate): UpdateEntry["edited"] {
  const ordered = [...edits].sort((a, b) => b.at - a.at);
  const last = ordered[0];
  if (!last) return null;
  const before = ordered
    .filter(({ at }) => at - postedAt > fiveMinutes)
    .map(({ at, bodyBefore, effectBefore, scopeBefore }) => ({
      at,
      body: bodyBefore,
      effect: effectBefore,
      scope: scopeBefore,
    }));
  return { at: last.at, before };
}

function offlineEntries(offline: readonly OfflineInterval[], now: Instant, nameOf: NameOf): TimelineEntry[] {
  const begun = groupBy(
    offline.filter(({ from }) => from <= now),
    ({ from, reason }) => `${from} ${reason}`,
  );
  const ended = groupBy(
    offline.filter(({ to }) => to !== null && to <= now),
    ({ to }) => String(to),
  );
  const names = (group: OfflineInterval[]) => group.map(({ componentId }) => nameOf(componentId));
  return [
    ...begun.map(
      ([first, group]): TimelineEntry => ({
        kind: "taken_offline",
        id: `${first.id}-off`,
        happenedAt: first.from,
        names: names(group),
        reason: first.reason,
      }),
    ),
    ...ended.map(
      ([first, group]): TimelineEntry => ({
        kind: "back_online",
        id: `${first.id}-back`,
        happenedAt: first.to ?? first.from,
        names: names(group),
      }),
    ),
  ];
}

function groupBy(offline: readonly OfflineInterval[], key: (interval: OfflineInterval) => string) {
  const groups = new Map<string, [OfflineInterval, OfflineInterval[]]>();
  for (const interval of offline) {
    const group = groups.get(key(interval));
    if (group) group[1].push(interval);
    else groups.set(key(interval), [interval, [interval]]);
  }
  return [...groups.values()];
}
