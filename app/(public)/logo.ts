import { createHash } from "node:crypto";
import type { PublicPage } from "@/domain/public-page";

/** The address of the page's logo, which changes when the image does; null without one. A copy has it within. */
export function logoAddress({ logo, isCopy }: Pick<PublicPage, "logo" | "isCopy">): string | null {
  if (logo === null || isCopy) return logo;
  return `/logo?v=${createHash("sha256").update(logo).digest("hex").slice(0, 12)}`;
}
