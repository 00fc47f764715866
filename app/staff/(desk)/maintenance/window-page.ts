import { openFacts } from "@/components/staff/preview-facts";
import type { Facts, Id, Instant, Maintenance } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { publicWindow } from "@/domain/public-window";
import { loadFacts } from "@/server/load";
import { eventsOf, windowForEditor } from "@/server/reads";
import { currentFacts, currentPage } from "@/server/snapshot";

export type EditedWindow = {
  window: Maintenance;
  version: number;
  authors: Readonly<Record<Id, string>>;
  /** As customers see it. */
  shown: PublicWindow;
  /** All that is known, with the window as fresh as it was read. */
  facts: Facts;
  /** Of that, what a form needs to judge and to show a change. */
  formFacts: Facts;
  now: Instant;
};

/** One window for its pages; null where there is none. */
export async function editedWindow(id: Id): Promise<EditedWindow | null> {
  const found = await windowForEditor(id);
  if (!found) return null;
  const known = currentFacts()?.facts ?? (await loadFacts());
  const now = currentPage().at;
  const others = known.maintenances.filter((each) => each.id !== id);
  const facts = { ...known, maintenances: [...others, found.window] };
  const shown = publicWindow(facts, id, now);
  if (!shown) return null;
  const authors = { ...(await doers(id, shown)), ...found.authors };
  return { ...found, authors, shown, facts, formFacts: openFacts(facts, null, now), now };
}

/** Who did what the record tells: whoever changed the window at that moment. */
async function doers(id: Id, { record }: PublicWindow): Promise<Record<Id, string>> {
  const events = new Map((await eventsOf("maintenance", id)).map(({ at, actorName }) => [at.getTime(), actorName]));
  return Object.fromEntries(
    record.flatMap(({ id: entry, at }) => {
      const name = events.get(at);
      return name === undefined ? [] : [[entry, name]];
    }),
  );
}
