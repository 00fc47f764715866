import { findPublicIncident } from "./snapshot";

/** No route answers here, so that what doesn't exist gets the one 404 page. */
const nowhere = "/nothing-here";

/**
 * The address that Next shall answer, and whether the page can be told at all. Only incidents that exist get through:
 * a page that finds out while it renders answers with an empty document, and the words come by script alone.
 */
export async function routed(url: string): Promise<{ address: string; readable: boolean }> {
  const id = /^\/incidents\/([^/?]+)\/?(?:\?|$)/.exec(url)?.[1];
  if (id === undefined) return { address: url, readable: true };
  return findPublicIncident(id).then(
    (incident) => ({ address: incident ? url : nowhere, readable: true }),
    // The page itself says that it can't tell.
    () => ({ address: url, readable: false }),
  );
}
