import { holdingAlerts } from "@/server/holding-alerts";
import { currentRevision } from "@/server/snapshot";

/** Differs as soon as anything changed, and when what visitors see needs a word or no longer does. */
export function pulse(): string {
  const { databaseId, revision } = currentRevision() ?? { databaseId: "", revision: 0 };
  const alerts = holdingAlerts().map(({ component, since }) => `${component?.id ?? "all"}@${since}`);
  return [databaseId, revision, ...alerts].join(":");
}
