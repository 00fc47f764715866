/** Whatever goes wrong here is nothing to the page around it. */
export function safely<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
