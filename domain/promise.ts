import { compareUpdates, type Incident, type Instant } from "./facts";
import { isOpen } from "./incident";
import type { PublicPromise } from "./public-page";

const minute = 60_000;
/** A promise is publicly broken this long after its time. */
export const promiseGraceMs = 5 * minute;
/** Staff are reminded this long before. */
export const reminderMs = 5 * minute;

/** How a promise stands for staff. */
export function promiseState(by: Instant, now: Instant): "kept_open" | "due_soon" | "due" | "overdue" {
  if (now >= by + promiseGraceMs) return "overdue";
  if (now >= by) return "due";
  return now >= by - reminderMs ? "due_soon" : "kept_open";
}

/** What the last posted update of an open incident promised; any later post keeps the promise before it. */
export function promiseOf(incident: Incident, now: Instant): PublicPromise | null {
  if (!isOpen(incident, now)) return null;
  const last = incident.updates
    .filter(({ postedAt }) => postedAt <= now)
    .sort((a, b) => a.postedAt - b.postedAt || compareUpdates(a, b))
    .at(-1);
  if (last?.nextUpdateBy == null) return null;
  return { by: last.nextUpdateBy, overdue: promiseState(last.nextUpdateBy, now) === "overdue" };
}
