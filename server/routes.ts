import { findPublicIncident } from "./snapshot";

/** No route answers here, so that what doesn't exist gets the one 404 page. */
const nowhere = "/nothing-here";

/**
 * The address that Next shall answer. Only incidents that exist get through: a page that finds out while
 * it renders answers with an empty document, and the words come by script alone.
 */
export async function routedAddress(url: string): Promise<string> {
  const id = /^\/incidents\/([^/?]+)\/?(?:\?|$)/.exec(url)?.[1];
  if (id === undefined) return url;
  const exists = await findPublicIncident(id).then(
    (incident) => incident !== null,
    // Whoever can't tell says nothing of the sort; the page itself says that it can't.
    () => true,
  );
  return exists ? url : nowhere;
}
