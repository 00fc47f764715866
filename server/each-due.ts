import { log } from "./log";
import { NothingToDo } from "./write";

/** Does the work for each, one after the other: one that fails keeps no other from being done. */
export async function forEachDue<T>(due: readonly T[], work: (each: T) => Promise<unknown>): Promise<void> {
  for (const each of due) {
    try {
      await work(each);
    } catch (err) {
      if (!(err instanceof NothingToDo))
        log().error({ err }, "What time has brought can't be written down; trying again");
    }
  }
}
