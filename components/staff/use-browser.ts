import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Something that only the browser knows; `before` stands for it on the server and until the page has woken up. */
export function useBrowser<T>(read: () => T, before: T): T {
  return useSyncExternalStore(never, read, () => before);
}

/** Whether scripts run here. */
export function useScripted(): boolean {
  return useBrowser(() => true, false);
}
