import type { PublicPage } from "./public-page";

/**
 * The page as it is kept for when nobody is there to say anything newer: of its own moment, and without a claim about
 * the present.
 */
export function copyOf(page: PublicPage): PublicPage {
  return { ...page, isCopy: true, staleSince: page.staleSince ?? page.at };
}
