import { Markdown } from "@/components/markdown";
import type { Id } from "@/domain/facts";
import type { PublicWindow, WindowEntry, WindowTimes } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { ahead, words } from "@/messages/words";
import { effectLabel } from "./plan-words";

type Props = { window: PublicWindow; authors: Readonly<Record<Id, string>>; page: Moment };

/** All that was told of the work, newest first, with who told it. */
export function WindowRecord({ window, authors, page }: Props) {
  return (
    <section aria-labelledby="window-record">
      <h2 id="window-record" className="mb-2 font-semibold">
        The record
      </h2>
      <ol className="grid border-rule border-t">
        {window.record.map((entry) => (
          <li key={entry.id} className="border-rule border-b py-4">
            <h3>
              <span className="font-semibold">{titleOf(entry)}</span>
              <span className="block text-fact text-muted">
                {clock(entry.at, page.timeZone, page.at)}
                {authorOf(entry, authors) && `, ${authorOf(entry, authors)}`}
              </span>
            </h3>
            <Body entry={entry} page={page} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The lines of one announcement share who made it. */
function authorOf({ id }: WindowEntry, authors: Props["authors"]): string | undefined {
  return authors[id] ?? authors[id.split("-")[0] ?? ""];
}

function titleOf(entry: WindowEntry): string {
  if (entry.kind === "announced") return announcedTitle(entry);
  if (entry.kind === "moved")
    return { rescheduled: "Rescheduled", extended: "Extended", shortened: "Shortened" }[entry.how];
  if (entry.kind === "update") return updateTitle[entry.status];
  if (entry.kind === "started") return entry.byHand ? "Begun by hand" : "Began";
  if (entry.kind === "ended") return entry.automatically ? "Ended by itself" : "Everything is back";
  return otherTitles[entry.kind];
}

const updateTitle = {
  scheduled: "Update",
  in_progress: "Update",
  verifying: "Finished, being checked",
  completed: "Last word",
};

const otherTitles = {
  effects: "Other effects",
  reworded: "Reworded",
  late: "Running late from here on",
  became_incident: "Became an incident",
  cancelled: "Cancelled",
};

function announcedTitle({ how, minutesAhead }: Extract<WindowEntry, { kind: "announced" }>): string {
  if (how === "imported") return "Recorded afterwards";
  return `Announced ${ahead(minutesAhead, words())} ahead`;
}

function Body({ entry, page }: { entry: WindowEntry; page: Moment }) {
  if (entry.kind === "update") return <Markdown text={entry.body} />;
  const line = lineOf(entry, page);
  return line === null ? null : <p className="mt-1 whitespace-pre-line wrap-anywhere">{line}</p>;
}

function lineOf(entry: Exclude<WindowEntry, { kind: "update" }>, page: Moment): string | null {
  if (entry.kind === "announced") return timesIn(entry.times, page);
  if (entry.kind === "moved") return `Was ${timesIn(entry.from, page)}\nIs ${timesIn(entry.to, page)}`;
  if (entry.kind === "effects")
    return entry.changes.map(({ name, from, to }) => `${name}: ${effectIn(from)} → ${effectIn(to)}`).join("\n");
  if (entry.kind === "reworded") return `It said before: ${entry.before.name}\n${entry.before.message}`;
  if (entry.kind === "cancelled") return entry.reason;
  return null;
}

function timesIn({ startAt, endAt }: WindowTimes, { timeZone, at }: Moment): string {
  return `${clock(startAt, timeZone, at)} to ${clock(endAt, timeZone, startAt)}`;
}

function effectIn(effect: keyof typeof effectLabel | null): string {
  return effect === null ? "not part of it" : effectLabel[effect];
}
