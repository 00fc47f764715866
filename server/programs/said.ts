import { createHash } from "node:crypto";
import type { Badge } from "@/messages/badge";
import { type BadgeStyle, badgeJson, badgeSvg } from "./badge";

/** What a document says, and how it is sent. */
export type Said = {
  status: number;
  type: string;
  text: string;
  /** Whether it may be kept for a moment: what nobody knows is for this moment only. */
  isKnown: boolean;
  headers?: Record<string, string>;
};

/** Equal ones are the same text. 16 hexadecimal digits. */
export function fingerprintOfSaid({ status, text }: Said): string {
  return createHash("sha256").update(`${status} ${text}`).digest("hex").slice(0, 16);
}

export const jsonType = "application/json; charset=utf-8";

/** Problem details by RFC 9457. */
export function problem<T extends { status: number }>(told: T, headers: Record<string, string> = {}): Said {
  const text = `${JSON.stringify(told)}\n`;
  return { status: told.status, type: "application/problem+json", text, isKnown: false, headers };
}

/** A picture says in grey that nothing is known, where a document would be an error. */
export function saidOfBadge(
  badge: Badge,
  { form, style, status }: { form: "svg" | "json"; style: BadgeStyle; status: number },
): Said {
  const { isKnown } = badge;
  if (form === "json") return { status, type: jsonType, text: badgeJson(badge), isKnown };
  // Pages that are closed to what says nothing of others show it too.
  const headers = { "Cross-Origin-Resource-Policy": "cross-origin" };
  return { status, type: "image/svg+xml; charset=utf-8", text: badgeSvg(badge, style), isKnown, headers };
}
