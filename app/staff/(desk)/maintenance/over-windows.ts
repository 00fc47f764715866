import type { Instant, Maintenance } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { publicWindow } from "@/domain/public-window";
import { loadFacts } from "@/server/load";
import { currentFacts } from "@/server/snapshot";

const going: readonly PublicWindow["status"][] = ["scheduled", "in_progress", "verifying"];

/** Those that are neither running nor to come, as customers see them. */
export async function overWindows(windows: readonly Maintenance[], now: Instant): Promise<PublicWindow[]> {
  const facts = currentFacts()?.facts ?? (await loadFacts());
  return windows.flatMap((window) => {
    const others = facts.maintenances.filter(({ id }) => id !== window.id);
    const shown = publicWindow({ ...facts, maintenances: [...others, window] }, window.id, now);
    return shown && !going.includes(shown.status) ? [shown] : [];
  });
}
