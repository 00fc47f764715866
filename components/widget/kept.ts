// What a browser keeps between visits, and for this one where it keeps nothing.
const inMemory: Record<string, string> = {};

export function keep(key: string, value: string): void {
  inMemory[key] = value;
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full, or forbidden.
  }
}

export function readJson(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? inMemory[key] ?? "null");
  } catch {
    return JSON.parse(inMemory[key] ?? "null");
  }
}
