import type { Facts, Instant } from "./facts";
import { isOpen } from "./incident";
import { stateChanges } from "./page-state";
import { promiseGraceMs, promiseOf } from "./promise";
import { nextMidnight } from "./zone";

/** Facts that nobody could confirm for this long are shown with their age. */
export const staleAfterMs = 10 * 60_000;

/** The first instant after `now` at which the page may change though no new fact arrives. */
export function validUntil(facts: Facts, now: Instant, factsAt?: Instant): Instant {
  const promises = facts.incidents
    .filter((incident) => isOpen(incident, now))
    .flatMap((incident) => promiseOf(incident, now) ?? [])
    .map(({ by }) => by + promiseGraceMs);
  const notices = facts.notices.flatMap(({ fromAt, untilAt, withdrawnAt }) => [fromAt, untilAt ?? 0, withdrawnAt ?? 0]);
  const posts = facts.maintenances.flatMap(({ updates }) => updates.map(({ happenedAt }) => happenedAt));
  const stale = factsAt === undefined ? [] : [factsAt + staleAfterMs + 1];
  const later = [...stateChanges(facts), ...promises, ...notices, ...posts, ...stale].filter((at) => at > now);
  return later.reduce((first, at) => Math.min(first, at), nextMidnight(facts.page.timeZone, now));
}
