import type { Id, Instant } from "../domain/facts";
import { incidents, maintenances, mostListed, newestFirst } from "./v2/documents";
import type { V2Incident, V2Update } from "./v2/incident";
import type { Source } from "./v2/source";
import type { V2Maintenance } from "./v2/window";
import { type Words, words } from "./words";

/** What a feed has of an incident or a window; all updates, the newest first. */
export type HistoryEntry = {
  id: Id;
  title: string;
  url: string;
  /** RFC 3339. */
  publishedAt: string;
  updatedAt: string;
  updates: { label: string; at: Instant; body: string }[];
};

/** The newest incidents and windows of the page, or of one component. */
export function historyOf(source: Source, componentId: Id | null): HistoryEntry[] {
  const t = words();
  const wanted = newestFirst<V2Incident | V2Maintenance>([...incidents(source), ...maintenances(source)])
    .filter(({ isOf }) => componentId === null || isOf(componentId))
    .slice(0, mostListed);
  return wanted.map((each) => {
    const told = each.tell();
    return {
      id: told.id,
      title: told.name,
      url: told.shortlink,
      publishedAt: told.created_at,
      updatedAt: told.updated_at,
      updates: told.incident_updates.map((update, index, all) => entryUpdate(update, all[index + 1], t)),
    };
  });
}

/** What says the same state again is an update of it. */
function entryUpdate(update: V2Update, before: V2Update | undefined, t: Words): HistoryEntry["updates"][number] {
  const label = before?.status === update.status ? "update" : update.status;
  return { label: t(`feed.label.${label}`), at: Date.parse(update.display_at), body: update.body };
}
