import { setTimeout as pause } from "node:timers/promises";
import { database } from "./database";
import { prepareFirstRun } from "./first-run";
import { startJournal, stopJournal } from "./journal/keeper";
import { startListening, stopListening } from "./listen";
import { log } from "./log";
import { migrate } from "./migrations";
import { keepPostgres } from "./postgres";
import { settings } from "./settings";
import { startSnapshot, stopSnapshot } from "./snapshot";
import { readKeptSnapshot } from "./snapshot-file";
import { startWindowClock, stopWindowClock } from "./window-clock";
import { WrongStart } from "./wrong-start";

/** Prints one line for whoever started Candor. */
export type Say = (line: string) => void;

/** How long a start waits for the database before it serves what it knows without it: longer when that is nothing. */
const patienceMs = { known: 3_000, nothing: 10_000 };
const retryMs = 2_000;

/**
 * Brings up all that is behind the pages. Resolves when facts are in memory, or when the database can't be reached
 * now, which is then tried until it comes right. Throws `WrongStart` for what only a person can mend; what the first
 * try finds of that kind when it was given up waiting for is given to `failLate`. Whatever must end with Candor is given
 * to `atEnd`.
 */
export async function boot(
  say: Say,
  atEnd: (end: () => Promise<unknown>) => void,
  failLate: (error: WrongStart) => void = () => undefined,
): Promise<void> {
  const { dataDir, embedded } = settings();
  const postgres = embedded ? keepPostgres(dataDir) : null;
  if (postgres) atEnd(postgres.stop);
  atEnd(() => database().$disconnect());
  const trying = new AbortController();
  atEnd(async () => trying.abort());
  await firstTry(say, { signal: trying.signal, failLate, up: postgres?.firstTry });
  await startSnapshot();
  atEnd(stopSnapshot);
  startListening();
  atEnd(stopListening);
  startJournal();
  atEnd(stopJournal);
  startWindowClock();
  atEnd(stopWindowClock);
}

type Try = { signal: AbortSignal; failLate: (error: WrongStart) => void; up?: Promise<void> | undefined };

async function firstTry(say: Say, { signal, failLate, up = Promise.resolve() }: Try): Promise<void> {
  const first = up.then(() => prepareDatabase(say));
  const kept = await readKeptSnapshot(settings().dataDir);
  const late = pause(kept ? patienceMs.known : patienceMs.nothing, undefined, { ref: false }).then(() =>
    Promise.reject(new Error("It takes too long")),
  );
  await Promise.race([first, late]).catch((err) => {
    if (err instanceof WrongStart) throw err;
    log().error({ err }, "The database can't be used yet; serving what is known and trying again");
    first.catch((late) => (late instanceof WrongStart ? failLate(late) : keepTrying(say, signal)));
  });
}

async function prepareDatabase(say: Say): Promise<void> {
  const applied = await migrate(settings().databaseUrl);
  if (applied.length > 0) say(`Migrated the database: ${applied.join(", ")}`);
  const { ownerCode } = await prepareFirstRun();
  if (ownerCode) say(`There is no owner yet: open ${settings().siteUrl}/staff and give the code ${ownerCode}`);
}

async function keepTrying(say: Say, signal: AbortSignal): Promise<void> {
  let said = "";
  while (!signal.aborted) {
    await pause(retryMs, undefined, { ref: false });
    try {
      await prepareDatabase(say);
      return log().info("The database is ready");
    } catch (err) {
      if (String(err) !== said) log().error({ err }, "The database can't be used yet");
      said = String(err);
    }
  }
}
