/** One line of the table. */
export type Figure = {
  what: string;
  value: number;
  unit: string;
  /** The same of something else, in the same run. */
  beside?: Beside[];
  /** What it is to be, and whether it is; absent where nothing is asked. */
  reach?: Reach;
};

export type Beside = { of: string; value: number };
export type Reach = { text: string; reached: boolean };

export function atLeast(value: number, least: number, text: string): Reach {
  return { text: `at least ${text}`, reached: value >= least };
}

export function atMost(value: number, most: number, text: string): Reach {
  return { text: `at most ${text}`, reached: value <= most };
}

/** The middle one, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2;
}

/** The value that `share` (0 to 1) of all don't exceed; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** With three digits that mean something, and thousands apart. */
export function inWords(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function lineOf({ what, value, unit, beside = [], reach }: Figure): string {
  const others = beside.map((other) => `${other.of} ${inWords(other.value)}`).join(", ");
  const asked = reach ? `${reach.reached ? "reached" : "NOT REACHED"}: ${reach.text}` : "";
  return [what.padEnd(58), `${inWords(value)} ${unit}`.padStart(16), others.padEnd(36), asked].join("  ").trimEnd();
}
