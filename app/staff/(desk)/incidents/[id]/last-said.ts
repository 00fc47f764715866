import type { Incident } from "@/domain/facts";

/** What customers read of an incident first: its name, what was said last, and why something is offline. */
export function lastSaid({ name, updates, offline, withdrawn }: Incident): string {
  const last = updates.toSorted((a, b) => a.postedAt - b.postedAt).at(-1);
  const reasons = offline.filter(({ to }) => to === null).map(({ reason }) => reason);
  return [name, last?.body, last?.effect, last?.scope, ...reasons, withdrawn?.reason].filter(Boolean).join("\n");
}
