import type { PublicComponent, PublicIncident, PublicPage } from "@/domain/public-page";
import type { ComponentStatus } from "@/domain/status";
import { words } from "@/messages/words";
import { type SignName, signOfStatus } from "./signs";

/** What else is known on the page that a component stands on. */
export type Around = Pick<PublicPage, "openIncidents" | "staleSince">;

const alone: Around = { openIncidents: [], staleSince: null };

/** Work outside any window never looks planned. */
export function shownAs({ status, withinWindow }: PublicComponent): ComponentStatus {
  return status === "under_maintenance" && !withinWindow ? "degraded_performance" : status;
}

/** Working, and still to be mistrusted: an open incident names it, or nobody knows how it is by now. */
export function isQuiet({ status, inOpenIncident }: PublicComponent, { staleSince }: Around = alone): boolean {
  return status === "operational" && (inOpenIncident || staleSince !== null);
}

/** A tick only where nothing at all speaks against it. */
export function signOf(component: PublicComponent, around: Around = alone): SignName {
  return isQuiet(component, around) ? "quiet" : signOfStatus[shownAs(component)];
}

/** The state in customers' words; what was not announced is never called planned. */
export function stateWords(component: PublicComponent, around: Around = alone): string {
  const t = words();
  const { status, withinWindow, takenOffline } = component;
  if (takenOffline) return t("componentStatus.taken_offline");
  if (status === "under_maintenance" && !withinWindow) return t("componentStatus.unannounced_work");
  return t(`componentStatus.${isQuiet(component, around) ? quietWords(component, around) : status}`);
}

function quietWords({ id, inOpenIncident }: PublicComponent, { openIncidents }: Around) {
  if (!inOpenIncident) return "stale";
  const naming = openIncidents.filter(({ components }) => components.some((component) => component.id === id));
  if (naming.length === 0) return "inIncident";
  const felt = naming.filter(({ impact }) => impact !== "none");
  if (felt.length === 0) return "possible";
  return felt.every(isWatched) ? "watched" : "unsteady";
}

function isWatched({ status }: PublicIncident): boolean {
  return status === "monitoring";
}
