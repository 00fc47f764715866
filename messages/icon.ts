import type { PublicPage } from "../domain/public-page";

/** The icon of the browser's tab, by shape first: `/icons/NAME.svg` and `.png`. */
export function iconOf(page: Pick<PublicPage, "mode" | "label" | "headline" | "staleSince">): string {
  if (page.mode === "unknown") return "unknown";
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
