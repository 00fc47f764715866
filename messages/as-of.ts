import type { PublicPage } from "../domain/public-page";
import { dated, time } from "./phrase";

/** The moment that a page speaks of, for a message's values; a copy may be read on another day, and says its own. */
export function asOf({ isCopy, staleSince, at }: Pick<PublicPage, "isCopy" | "staleSince" | "at">): string {
  const since = staleSince ?? at;
  return isCopy ? dated(since) : time(since);
}
