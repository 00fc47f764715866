import { componentStates, momentAt } from "@/domain/component-state";
import type { Facts, Id, Incident, Instant, Maintenance, Notice } from "@/domain/facts";
import type { ComponentStatus } from "@/domain/status";
import { loadFacts } from "../load";
import { pageIdNow } from "../page-id";
import { settings } from "../settings";
import { currentFacts, currentPage } from "../snapshot";
import { componentTimes, type Times } from "./times";

/** What answers are drawn from. */
export type Context = {
  facts: Facts;
  now: Instant;
  pageId: Id;
  siteUrl: string;
  /** What each component that is there shows now. */
  statuses: Map<Id, ComponentStatus>;
  /** When components and groups were made and last changed, as far as that is recorded. */
  times: ReadonlyMap<Id, Times>;
};

type Fresh = { incidents?: Incident[]; maintenances?: Maintenance[]; notices?: Notice[] };

/** The facts in memory, with what was just read in the place of what was known of it. */
export async function contextNow({ incidents = [], maintenances = [], notices = [] }: Fresh = {}): Promise<Context> {
  const known = currentFacts()?.facts ?? (await loadFacts());
  const facts = {
    ...known,
    incidents: replaced(known.incidents, incidents),
    maintenances: replaced(known.maintenances, maintenances),
    notices: replaced(known.notices, notices),
  };
  // What was written a moment ago may lie ahead of the clock that is known here.
  const told = [...incidents.map(lastTold), ...maintenances.map(lastSaid), ...notices.map(({ postedAt }) => postedAt)];
  const now = Math.max(currentPage().at, ...told);
  const statuses = new Map(componentStates(momentAt(facts, now)).map(({ component, shown }) => [component.id, shown]));
  return {
    facts,
    now,
    statuses,
    pageId: await pageIdNow(),
    siteUrl: settings().siteUrl,
    times: await componentTimes(),
  };
}

function replaced<T extends { id: Id }>(known: T[], fresh: T[]): T[] {
  const ids = new Set(fresh.map(({ id }) => id));
  return [...known.filter(({ id }) => !ids.has(id)), ...fresh];
}

function lastTold({ createdAt, updates }: Incident): Instant {
  return Math.max(createdAt, ...updates.map(({ postedAt }) => postedAt));
}

function lastSaid({ announcements, updates, actualStart, actualEnd }: Maintenance): Instant {
  const said = [...announcements.map(({ announcedAt }) => announcedAt), ...updates.map(({ postedAt }) => postedAt)];
  return Math.max(...said, actualStart ?? 0, actualEnd ?? 0);
}

/** A time as answers have it. */
export function stamp(at: Instant): string {
  return new Date(at).toISOString();
}

export function stampOrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : stamp(at);
}
