import { readFileSync } from "node:fs";
import { remember } from "../remember";

/** Which build of the pages this process serves; "dev" where nothing was built. */
export function buildId(): string {
  return remember("build-id", () => {
    try {
      return readFileSync(".next/BUILD_ID", "utf8").trim();
    } catch {
      return "dev";
    }
  });
}
