import { setTimeout as pause } from "node:timers/promises";
import type { Instant } from "@/domain/facts";
import { database } from "./database";
import { databaseNow } from "./load";
import { log } from "./log";
import { remember } from "./remember";
import { announceDueOccurrences } from "./series-announcing";
import { endDueWindows } from "./window-ends";

type Clock = { started: boolean; timer: NodeJS.Timeout | null; running: Promise<void>; failing: boolean };

const everyMs = 5_000;
/** A database that doesn't answer holds up neither the next look nor the end of Candor. */
const patienceMs = 30_000;
const patienceAtEndMs = 3_000;

function clock(): Clock {
  return remember("window-clock", () => ({ started: false, timer: null, running: Promise.resolve(), failing: false }));
}

/** Writes down what time alone brings, by the database's clock. Idempotent: several machines may do it at once. */
export async function windowTick(now?: Instant): Promise<void> {
  const at = now ?? (await databaseNow(database()));
  await endDueWindows(at, now);
  await announceDueOccurrences(at, now);
}

/** Looks every few seconds from now on; a database that is away is tried again. */
export function startWindowClock(): void {
  if (clock().started) return;
  clock().started = true;
  look();
}

/** Resolves when nothing is being written any more. */
export async function stopWindowClock(): Promise<void> {
  const { timer, running } = clock();
  if (timer) clearTimeout(timer);
  Object.assign(clock(), { started: false, timer: null });
  await Promise.race([running, pause(patienceAtEndMs, undefined, { ref: false })]);
}

function look(): void {
  if (!clock().started) return;
  const running = tryTick();
  clock().running = running;
  void Promise.race([running, pause(patienceMs, undefined, { ref: false })]).then(schedule);
}

function schedule(): void {
  if (!clock().started) return;
  clock().timer = setTimeout(look, everyMs);
  clock().timer?.unref();
}

async function tryTick(): Promise<void> {
  try {
    await windowTick();
    clock().failing = false;
  } catch (err) {
    if (!clock().failing) log().error({ err }, "Windows can't be ended or announced now; trying again");
    clock().failing = true;
  }
}
