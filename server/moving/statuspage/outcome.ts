/** What an import did or would do, as a person reads it. */
export type Outcome = {
  /** One thing each, in the order of doing. */
  done: string[];
  /** What was not brought in, and why. */
  left: string[];
  /** What else to know. */
  notes: Set<string>;
  counts: Map<string, number>;
};

/** Nothing done so far. */
export function newOutcome(): Outcome {
  return { done: [], left: [], notes: new Set(), counts: new Map() };
}

/** Counts something of a kind, such as "incidents, new". */
export function count({ counts }: Outcome, what: string, by = 1): void {
  if (by > 0) counts.set(what, (counts.get(what) ?? 0) + by);
}

/** Shortened to what a field takes. */
export function fitted(outcome: Outcome, text: string, most: number, what: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  outcome.notes.add(`${what} “${line.slice(0, 40)}…” was longer than ${most} characters and is shortened.`);
  return `${line.slice(0, most - 1)}…`;
}
