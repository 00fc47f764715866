import { DatabaseAway } from "../database-away";
import { askWhileThere } from "../memory";
import { isDatabaseGone } from "../snapshot";
import { together } from "../write";

/** For what only the database can take: nobody waits for one that is known to be away. */
export async function whileThere<T>(work: () => Promise<T>): Promise<T> {
  if (isDatabaseGone()) throw new DatabaseAway();
  return askWhileThere(work);
}

/** The same for what takes several commands: where one refuses nothing is done. */
export function togetherWhileThere<T>(work: () => Promise<T>): Promise<T> {
  return whileThere(() => together(work));
}
