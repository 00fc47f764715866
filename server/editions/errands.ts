import { setTimeout as pause } from "node:timers/promises";
import PQueue from "p-queue";

/** What is to be done by name, and how soon. */
export type Errand = { name: string; work: () => Promise<void>; rank: number };

/** Ranks, the first to be done having the highest. */
export const first = 3;
export const posted = 2;
export const soon = 1;
export const whenQuiet = 0;

/** Told of each errand that was done, or of why not; it may run it again. */
type After = (errand: Errand, err: unknown) => void;

/** Errands are run one after the other, those of the highest rank first; what waits already is not queued again. */
export class Errands {
  readonly #turns = new PQueue({ concurrency: 1 });
  readonly #waiting = new Set<string>();
  readonly #after: After;
  #ending = false;

  constructor(after: After) {
    this.#after = after;
  }

  run(errand: Errand): void {
    const key = `${errand.rank} ${errand.name}`;
    if (this.#ending || this.#waiting.has(key)) return;
    this.#waiting.add(key);
    void this.#turns.add(() => this.#take(key, errand), { priority: errand.rank });
  }

  get waiting(): number {
    return this.#turns.size;
  }

  /** Whether nothing waits and nothing is under way. */
  get isDone(): boolean {
    return this.#turns.size + this.#turns.pending === 0;
  }

  /** Begins nothing for so long. */
  async rest(ms: number): Promise<void> {
    if (this.#ending) return;
    this.#turns.pause();
    await pause(ms, undefined, { ref: false });
    this.#turns.start();
  }

  /** Resolves when what is urgent was done, or after `ms`; the rest is left. Takes nothing new from now on. */
  async end(ms: number): Promise<void> {
    this.#ending = true;
    this.#turns.start();
    await Promise.race([this.#turns.onIdle(), pause(ms, undefined, { ref: false })]);
    this.#turns.clear();
  }

  async #take(key: string, errand: Errand): Promise<void> {
    this.#waiting.delete(key);
    if (this.#ending && errand.rank === whenQuiet) return;
    const err = await errand.work().then(
      () => null,
      (reason: unknown) => reason ?? new Error("It gave no reason"),
    );
    this.#after(errand, err);
  }
}
