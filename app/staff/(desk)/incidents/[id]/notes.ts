import type { Id } from "@/domain/facts";
import type { RecordedEvent } from "@/server/reads";

type Recorded = Pick<RecordedEvent, "type" | "after">;

/** What a post changed beside itself, as its event keeps it: that of an update, or of the opening. */
export function notesOf(events: readonly Recorded[], updateId: Id | undefined): string[] {
  const { notes } = fieldsOf(events.find((event) => (updateId ? updateOf(event) === updateId : opens(event)))?.after);
  return Array.isArray(notes) ? notes.filter((note) => typeof note === "string") : [];
}

const opens = ({ type }: Recorded) => type === "incident.opened";
const updateOf = ({ after }: Recorded) => fieldsOf(fieldsOf(after).update).id;

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
