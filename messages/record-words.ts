import type { TimelineEntry } from "../domain/public-page";
import { offlineWords } from "./headline";
import { changeWords } from "./incident-words";
import { told } from "./phrase";
import { listOf, type Words, words } from "./words";

export type Update = Extract<TimelineEntry, { kind: "update" }>;
export type RecordEntry = Exclude<TimelineEntry, Update>;
export type OfflineEntry = Extract<TimelineEntry, { kind: "taken_offline" | "back_online" }>;

const labels = {
  taken_offline: "incident.offlineLabel",
  back_online: "incident.backLabel",
  renamed: "incident.renamedLabel",
  impact_changed: "incident.impactLabel",
  was_planned: "incident.wasPlannedLabel",
  withdrawn: "incident.withdrawnLabel",
  redacted: "incident.redactedLabel",
} as const;

/** What kind of line of the public record this is. */
export function recordLabel(line: RecordEntry, t: Words = words()): string {
  return t(labels[line.kind]);
}

/** One line of the public record, in a sentence. */
export function recordWords(line: RecordEntry, t: Words = words()): string {
  switch (line.kind) {
    case "taken_offline":
      return `${offlineWords("incident.takenOffline", line.names, line.reason, t)}. ${t("fact.notPlanned")}`;
    case "back_online":
      return t("incident.backOnline", { names: told(listOf(line.names)), count: line.names.length });
    case "renamed":
      return t("incident.renamed", { from: told(line.from) });
    case "impact_changed":
      return t("incident.impactChanged", {
        from: t(`incident.impact.${line.from ?? "components"}`),
        to: t(`incident.impact.${line.to ?? "components"}`),
      });
    case "redacted":
      return t("incident.redacted", { reason: told(line.reason) });
    case "was_planned":
      return t("incident.wasPlanned");
    case "withdrawn":
      return told(line.reason);
  }
}

/** What an update changed, with what it took offline or put back online: neither is said twice. */
export function updateChanges(update: Update, lines: readonly OfflineEntry[], t: Words = words()): string[] {
  const said = { major_outage: namesIn(lines, "taken_offline"), operational: namesIn(lines, "back_online") };
  const rest = update.changes.filter(({ name, to }) => !(to in said && said[to as keyof typeof said].has(name)));
  return [...lines.map((line) => recordWords(line, t)), ...changeWords(rest, t)];
}

function namesIn(lines: readonly OfflineEntry[], kind: OfflineEntry["kind"]): Set<string> {
  return new Set(lines.filter((line) => line.kind === kind).flatMap(({ names }) => names));
}

/** An entry of a timeline, with the lines that its update says already. */
export type Told = { entry: TimelineEntry; lines: OfflineEntry[] };

/** Taking offline and putting back belong to the update that was posted for the same moment, where there is one. */
export function withTheirUpdates(entries: readonly TimelineEntry[]): Told[] {
  const updates = new Map<number, Update>();
  for (const entry of entries) if (entry.kind === "update") updates.set(entry.happenedAt, entry);
  const isSaid = (entry: TimelineEntry): entry is OfflineEntry =>
    (entry.kind === "taken_offline" || entry.kind === "back_online") && updates.has(entry.happenedAt);
  const said = entries.filter(isSaid);
  return entries
    .filter((entry) => !isSaid(entry))
    .map((entry) => ({
      entry,
      lines: updates.get(entry.happenedAt) === entry ? said.filter((line) => line.happenedAt === entry.happenedAt) : [],
    }));
}
