import Link from "next/link";
import { UpdateText } from "@/components/timeline";
import type { PublicIncident, TimelineEntry } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { offlineWords } from "@/messages/headline";
import { listOf, words } from "@/messages/words";

type Props = {
  incident: PublicIncident;
  authors: Readonly<Record<string, string>>;
  /** When each update was filed that was posted while the database was away. */
  filed: Readonly<Record<string, number>>;
  /** Those that wait to be filed. */
  waiting: readonly string[];
  page: Moment;
  path: string;
};

/** What was posted, newest first, with who posted it and a way to edit it. */
export function StaffTimeline({ incident, authors, filed, waiting, page, path }: Props) {
  return (
    <section aria-labelledby="staff-timeline">
      <h2 id="staff-timeline" className="mb-2 font-semibold">
        Posted so far
      </h2>
      <ol className="grid border-rule border-t">
        {incident.timeline.map((entry) => (
          <li key={`${entry.kind}-${entry.id}`} className="border-rule border-b py-4">
            {entry.kind === "update" ? (
              <Update
                update={entry}
                author={authors[entry.id]}
                filing={filingWords(filed[entry.id], waiting.includes(entry.id), page)}
                page={page}
                editPath={incident.withdrawn || waiting.includes(entry.id) ? null : `${path}/updates/${entry.id}`}
              />
            ) : (
              <p>
                <span className="block text-fact text-muted">{clock(entry.happenedAt, page.timeZone, page.at)}</span>
                {lineOf(entry)}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type UpdateEntry = Extract<TimelineEntry, { kind: "update" }>;
type UpdateProps = {
  update: UpdateEntry;
  author: string | undefined;
  filing: string | null;
  page: Moment;
  editPath: string | null;
};

function filingWords(filedAt: number | undefined, waits: boolean, page: Moment): string | null {
  if (waits) return "Posted while the database is away; it waits to be filed.";
  if (filedAt === undefined) return null;
  return `Posted while the database was away; filed ${clock(filedAt, page.timeZone, page.at)}.`;
}

function Update({ update, author, filing, page, editPath }: UpdateProps) {
  const { status, happenedAt, effect } = update;
  return (
    <>
      <h3>
        <span className="font-semibold">{words()(`incidentStatus.${status}`)}</span>
        <span className="block text-fact text-muted">
          {clock(happenedAt, page.timeZone, page.at)}
          {author && `, ${author}`}
          {editPath && (
            <>
              {" · "}
              <Link href={editPath} prefetch={false}>
                Edit
                <span className="sr-only"> this update</span>
              </Link>
            </>
          )}
        </span>
      </h3>
      {filing && <p className="text-fact text-muted">{filing}</p>}
      {effect && <p className="mt-1 text-fact">{words()("incident.effectChanged", { effect })}</p>}
      <div className="mt-1">
        <UpdateText update={update} moment={page} limited={false} />
      </div>
    </>
  );
}

function lineOf(line: Exclude<TimelineEntry, UpdateEntry>): string {
  const t = words();
  if (line.kind === "taken_offline") return offlineWords("incident.takenOffline", line.names, line.reason, t);
  if (line.kind === "back_online")
    return t("incident.backOnline", { names: listOf(line.names), count: line.names.length });
  if (line.kind === "redacted") return t("incident.redacted", { reason: line.reason });
  if (line.kind === "renamed") return `Renamed from “${line.from}” to “${line.to}”`;
  if (line.kind === "was_planned") return t("incident.wasPlanned", { name: line.window.name });
  if (line.kind === "impact_changed") return `Impact changed from ${line.from ?? "derived"} to ${line.to ?? "derived"}`;
  return `${t("incident.withdrawnLabel")}: ${line.reason}`;
}
