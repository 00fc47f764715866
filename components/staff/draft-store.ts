import type { Values } from "./form-state";

/** A draft on this device. `key` is that of the form, so that a post clears its own draft and no later one. */
export type SavedDraft = { key: string; savedAt: number; values: Values };

const prefix = "candor.draft.";
const place = (name: string) => `${prefix}${name}`;

/** Storage may be full or forbidden; then nothing is kept, and the page says so. */
export function saveDraft(name: string, draft: SavedDraft): boolean {
  try {
    localStorage.setItem(place(name), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function savedDraft(name: string): SavedDraft | null {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(place(name)) ?? "null");
    return isDraft(read) ? read : null;
  } catch {
    return null;
  }
}

export function clearDraft(name: string): void {
  try {
    localStorage.removeItem(place(name));
  } catch {
    // Forbidden storage holds no draft.
  }
}

/** Whoever uses this browser next finds no draft. */
export function clearDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Forbidden storage holds no draft.
  }
}

function isDraft(read: unknown): read is SavedDraft {
  return typeof read === "object" && read !== null && "key" in read && "savedAt" in read && "values" in read;
}
