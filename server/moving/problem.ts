import { KeepingProblem } from "../keeping/problem";

/** Why nothing was brought in or written out, in sentences that say what to do. */
export class MovingProblem extends KeepingProblem {
  override name = "MovingProblem";
}

/** Thrown at the end of a change that only shows what it would do, so that nothing of it stays. */
export class OnlyShown<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super("This was only to show what it would do.");
    this.result = result;
  }
}
