// What a browser keeps between visits, and for this one where it keeps nothing.
import { safely } from "./safely";

const inMemory: Record<string, string> = {};

export function keep(key: string, value: string): void {
  inMemory[key] = value;
  // It may be full, or forbidden.
  safely(() => localStorage.setItem(key, value));
}

/** Nothing where somebody else wrote what is none of ours. */
export const readJson = (key: string): unknown =>
  safely(() => JSON.parse(safely(() => localStorage.getItem(key)) ?? inMemory[key] ?? "null"));
