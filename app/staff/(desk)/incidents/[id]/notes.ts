import type { RecordedEvent } from "@/server/reads";

/** What the last post changed beside itself, as its event keeps it. */
export function notesOf(events: readonly RecordedEvent[]): string[] {
  const after = events.at(-1)?.after;
  if (typeof after !== "object" || after === null || !("notes" in after) || !Array.isArray(after.notes)) return [];
  return after.notes.filter((note) => typeof note === "string");
}
