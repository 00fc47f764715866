import { createHash } from "node:crypto";

/** The address of the page's logo, which changes when the image does; null without one. */
export function logoAddress(logo: string | null): string | null {
  if (logo === null) return null;
  return `/logo?v=${createHash("sha256").update(logo).digest("hex").slice(0, 12)}`;
}
