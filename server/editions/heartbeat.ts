import { currentPage, currentRevision } from "../snapshot";
import { buildId } from "./build-id";

/** The heartbeat as it is now: that somebody is there who keeps the copies. */
export function heartbeat(): string {
  const { at } = currentPage();
  const revision = currentRevision()?.revision ?? null;
  return `${JSON.stringify({ at: new Date(at).toISOString(), build: buildId(), revision })}\n`;
}
