import { log } from "../log";
import { remember } from "../remember";
import { isDatabaseGone, journalChanged } from "../snapshot";
import { fileJournal } from "./filing";
import { lookAtJournal, waitingEntries } from "./pending";

type Keeper = { timer: NodeJS.Timeout | null };

const lookEveryMs = 1_000;

function keeper(): Keeper {
  return remember("journal-keeper", () => ({ timer: null }));
}

/** Shows what is in the journal, also what another process of this machine adds, and files it when the database is there. */
export function startJournal(): void {
  if (keeper().timer) return;
  look();
  keeper().timer = setInterval(look, lookEveryMs);
  keeper().timer?.unref();
}

export async function stopJournal(): Promise<void> {
  const { timer } = keeper();
  if (timer) clearInterval(timer);
  keeper().timer = null;
}

function look(): void {
  try {
    if (lookAtJournal()) journalChanged();
    if (waitingEntries().length > 0 && !isDatabaseGone()) void fileJournal();
  } catch (err) {
    log().error({ err }, "The journal can't be read");
  }
}
