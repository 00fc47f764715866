import type { Contents } from "./export-schema";

/** In which list of an export a thing of that name is. */
const listOf = {
  componentId: "components",
  groupId: "groups",
  maintenanceId: "maintenances",
  seriesId: "series",
} as const;

const parts = [
  "groups",
  "components",
  "baseChanges",
  "incidents",
  "series",
  "maintenances",
  "notices",
  "templates",
] as const;

/** What doesn't hold together in an export: an id that names nothing, or that two things of a kind have; null when nothing. */
export function brokenReference(contents: Contents): string | null {
  const known = new Map(
    Object.values(listOf).map((list) => [list, new Set(contents[list].map(({ id }) => id))] as const),
  );
  const taken = new Map<string, Set<string>>();
  const walk = (value: unknown, path: string, kind: string): string | null => {
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) {
        const fault = walk(each, `${path}[${index}]`, kind);
        if (fault) return fault;
      }
      return null;
    }
    if (typeof value !== "object" || value === null || value instanceof Date) return null;
    for (const [key, each] of Object.entries(value)) {
      const list = listOf[key as keyof typeof listOf];
      if (list && each !== null && !known.get(list)?.has(each)) return `${path}.${key} names nothing in ${list}`;
      if (key === "id" && isTaken(taken, kind, each)) return `${path}.id is there twice`;
      const fault = walk(each, `${path}.${key}`, `${kind}.${key}`);
      if (fault) return fault;
    }
    return null;
  };
  for (const part of parts) {
    const fault = walk(contents[part], part, part);
    if (fault) return fault;
  }
  return null;
}

function isTaken(taken: Map<string, Set<string>>, kind: string, id: string): boolean {
  const ids = taken.get(kind) ?? new Set();
  taken.set(kind, ids);
  if (ids.has(id)) return true;
  ids.add(id);
  return false;
}
