import { openFacts } from "@/components/staff/preview-facts";
import type { Facts, Id, Instant, Maintenance } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { publicWindow } from "@/domain/public-window";
import { loadFacts } from "@/server/load";
import { windowForEditor } from "@/server/reads";
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
  return shown && { ...found, shown, facts, formFacts: openFacts(facts, null, now), now };
}
