import type { Id } from "./facts";

/** Twelve characters of [a-z0-9] that follow from a text, for what has no id of its own. */
export function derivedId(text: string): Id {
  return half(text, 0x811c9dc5) + half(text, 0x9747b28c);
}

/** The page's id towards programs, which follows from its database's. */
export function pageIdOf(databaseId: string): Id {
  return databaseId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .padEnd(12, "0")
    .slice(0, 12);
}

/** FNV-1a, mixed at its end by the steps of MurmurHash3. */
function half(text: string, seed: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(36).padStart(7, "0").slice(-6);
}
