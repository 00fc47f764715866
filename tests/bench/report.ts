import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inWords, lineOf } from "./figure";
import type { Machine } from "./machine";
import type { Result } from "./part";

/** All that a run came to. */
export type Report = { at: string; machine: Machine; busyness: { before: number; after: number }; results: Result[] };

export function linesOf({ part, about, figures, skipped, failed, tookSeconds }: Result): string[] {
  return [
    "",
    `${part}: ${about} (${tookSeconds} s)`,
    ...figures.map((figure) => `  ${lineOf(figure)}`),
    ...(skipped ? [`  skipped: ${skipped}`] : []),
    ...(failed ? [`  FAILED: ${failed}`] : []),
  ];
}

/** What is asked and not reached, and what failed. */
export function shortOf({ results }: Report): string[] {
  return results.flatMap(({ part, figures, failed }) => [
    ...(failed ? [`${part} failed`] : []),
    ...figures
      .filter(({ reach }) => reach?.reached === false)
      .map(({ what, value, unit, reach }) => `${part}: ${what} is ${inWords(value)} ${unit}, not ${reach?.text}`),
  ]);
}

export function keepReport(file: string, report: Report): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
