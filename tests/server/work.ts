import type { Id, Instant, Maintenance } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { publicIncident } from "@/domain/public-incident";
import type { PublicIncident, PublicPage, PublicWindow } from "@/domain/public-page";
import { publicWindow } from "@/domain/public-window";
import { database } from "@/server/database";
import { loadFacts } from "@/server/load";
import { scheduleMaintenance } from "@/server/maintenance";
import type { ScheduleMaintenanceInput } from "@/server/maintenance-input";
import { addComponent, day, hour, owner, start } from "./scene";

/** Work on one component that is down for an hour from `start` on. */
export const plan = {
  name: "Database upgrade",
  message: "We move to new machines.",
  startAt: start,
  endAt: start + hour,
  autoComplete: false,
};

export const down = (componentId: Id) => ({ components: [{ componentId, effect: "down" as const }] });

/** Announces such work, two days ahead where nothing else is said, on a component of its own. */
export async function announced(
  over: Partial<ScheduleMaintenanceInput> = {},
  at: Instant = start - 2 * day,
): Promise<{ web: Id; id: Id }> {
  const web = over.components?.[0]?.componentId ?? (await addComponent("Web", start - 3 * day));
  return { web, ...(await scheduleMaintenance(owner, { ...plan, ...down(web), ...over }, at)) };
}

export async function windowWith(id: Id): Promise<Maintenance> {
  const found = (await loadFacts()).maintenances.find((each) => each.id === id);
  if (!found) throw new Error(`There is no window ${id}.`);
  return found;
}

/** What the world is told of a window. */
export async function told(id: Id, at: Instant): Promise<PublicWindow> {
  const found = publicWindow(await loadFacts(), id, at);
  if (!found) throw new Error(`Nothing is told of the window ${id}.`);
  return found;
}

export async function toldOfIncident(id: Id, at: Instant): Promise<PublicIncident> {
  const found = publicIncident(await loadFacts(), id, at);
  if (!found) throw new Error(`Nothing is told of the incident ${id}.`);
  return found;
}

/** The page as it is once it has been set up. */
export async function pageAt(at: Instant): Promise<PublicPage> {
  const facts = await loadFacts();
  return derivePage({ ...facts, page: { ...facts.page, setUpAt: start - 3 * day } }, at);
}

export async function eventTypes(): Promise<string[]> {
  return (await database().event.findMany({ orderBy: { id: "asc" } })).map(({ type }) => type);
}
