import type { Id } from "../domain/facts";
import type { PublicComponent, PublicPage } from "../domain/public-page";
import type { ComponentStatus, PageLabel } from "../domain/status";
import { words } from "./words";

/** Colours that badge makers know by name; grey claims nothing. */
export type BadgeColor = "brightgreen" | "yellow" | "orange" | "red" | "blue" | "lightgrey";
export type Badge = { label: string; message: string; color: BadgeColor; isKnown: boolean };

const ofLabel: Record<PageLabel, BadgeColor> = {
  outage: "red",
  partial_outage: "orange",
  degraded: "yellow",
  unannounced_work: "orange",
  unstable: "yellow",
  recovered: "yellow",
  running_late: "blue",
  maintenance_short_notice: "blue",
  maintenance: "blue",
};

const ofStatus: Record<ComponentStatus, BadgeColor> = {
  operational: "brightgreen",
  under_maintenance: "blue",
  degraded_performance: "yellow",
  partial_outage: "orange",
  major_outage: "red",
};

/** How the page is, or one component of it (null for all); a copy of it knows nothing of the present. */
export function badgeOf(page: PublicPage, componentId: Id | null): Badge {
  const t = words();
  const component = page.groups.flatMap(({ components }) => components).find(({ id }) => id === componentId);
  const label = component?.name ?? page.name;
  const grey = (message: string): Badge => ({ label, message, color: "lightgrey", isKnown: false });
  if (page.mode === "unknown" || page.isCopy || (componentId !== null && !component)) return grey(t("badge.unknown"));
  const isWell = component ? component.status === "operational" : page.label === null;
  if (isWell && page.staleSince !== null) return grey(t("badge.stale"));
  return { label, isKnown: true, ...(component ? ofComponent(component) : ofPage(page)) };
}

export function missingBadge(): Badge {
  const t = words();
  return { label: t("badge.nothing"), message: t("badge.notFound"), color: "lightgrey", isKnown: false };
}

function ofPage({ label }: PublicPage): Pick<Badge, "message" | "color"> {
  if (label === null) return { message: words()("badge.operational"), color: "brightgreen" };
  return { message: words()(`badge.label.${label}`), color: ofLabel[label] };
}

/** Work that no window announced is told as that. */
function ofComponent({ status, withinWindow }: PublicComponent): Pick<Badge, "message" | "color"> {
  if (status === "under_maintenance" && !withinWindow)
    return { message: words()("badge.label.unannounced_work"), color: ofLabel.unannounced_work };
  return { message: words()(`badge.component.${status}`), color: ofStatus[status] };
}
