import { makeBadge } from "badge-maker";
import type { Badge } from "@/messages/badge";

export const badgeStyles = ["flat", "flat-square", "plastic", "for-the-badge", "social"] as const;
export type BadgeStyle = (typeof badgeStyles)[number];

export function badgeSvg({ label, message, color }: Badge, style: BadgeStyle): string {
  return makeBadge({ label, message, color, style });
}

/** <https://shields.io/badges/endpoint-badge> */
export function badgeJson({ label, message, color, isKnown }: Badge): string {
  const told = { schemaVersion: 1, label, message, color, ...(isKnown ? {} : { isError: true }), cacheSeconds: 300 };
  return `${JSON.stringify(told)}\n`;
}
