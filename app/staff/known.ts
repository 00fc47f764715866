import { openFacts } from "@/components/staff/preview-facts";
import type { Facts, Incident, Instant } from "@/domain/facts";
import { loadFacts } from "@/server/load";
import { currentFacts, currentPage } from "@/server/snapshot";

/** What the editor's preview needs, with the given incident as fresh as it was read. */
export async function editorFacts(incident: Incident | null): Promise<{ facts: Facts; now: Instant }> {
  const known = currentFacts()?.facts ?? (await loadFacts());
  const now = currentPage().at;
  const others = known.incidents.filter(({ id }) => id !== incident?.id);
  const facts = incident ? { ...known, incidents: [...others, incident] } : known;
  return { facts: openFacts(facts, incident?.id ?? null, now), now };
}
