import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { remember } from "./remember";

/** The one script of public pages, at an address that changes when it does. */
export function liveScript(): { address: string; text: string } {
  return remember("live-script", () => {
    const text = readFileSync("generated/live.js", "utf8");
    const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
    return { address: `/live.js?v=${hash}`, text };
  });
}
