const shelf = Symbol.for("candor");

type Shelf = Map<string, unknown>;

/**
 * One value for the whole process. Module state is not shared between the front, routes and actions, so
 * whatever must exist once lives on `globalThis` behind this.
 */
export function remember<T>(name: string, make: () => T): T {
  const home = globalThis as typeof globalThis & { [shelf]?: Shelf };
  home[shelf] ??= new Map();
  if (!home[shelf].has(name)) home[shelf].set(name, make());
  return home[shelf].get(name) as T;
}
