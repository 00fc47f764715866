import { readFileSync } from "node:fs";
import { remember } from "./remember";

/** The version of this Candor, as its package says. */
export function version(): string {
  return remember("version", () => (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version);
}
