import type { PublicPage, PublicWindow } from "../domain/public-page";
import { isCalm } from "./window-words";

/** The icon of the browser's tab, by shape first: `/icons/NAME.svg` and `.png`. */
export function iconOf(page: Pick<PublicPage, "mode" | "label" | "headline" | "staleSince" | "isCopy">): string {
  if (page.mode === "unknown") return "unknown";
  if (page.isCopy && page.mode === "maintenance") return "quiet";
  switch (page.label) {
    case null:
      return page.headline.kind === "clear" && page.staleSince === null ? "operational" : "quiet";
    case "outage":
      return "outage";
    case "partial_outage":
      return "partial-outage";
    case "degraded":
    case "unannounced_work":
      return "degraded";
    case "unstable":
    case "recovered":
      return "recovering";
    default:
      return "maintenance";
  }
}

/** The icon of a window's own page: never a calm one over an outage. */
export function windowIcon(window: PublicWindow, page: PublicPage): string {
  const open = page.mode === "operational" || page.mode === "maintenance";
  return open && isCalm(window) && !page.isCopy ? "maintenance" : iconOf(page);
}
