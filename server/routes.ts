import { findPublicIncident, findPublicWindow } from "./records";

/** No route answers here, so that what doesn't exist gets the one 404 page. */
const nowhere = "/nothing-here";

const records = { incidents: findPublicIncident, maintenance: findPublicWindow };

/**
 * The address that Next shall answer, and whether the page can be told at all. Only incidents and windows that exist
 * get through: a page that finds out while it renders answers with an empty document, and the words come by script alone.
 */
export async function routed(url: string): Promise<{ address: string; readable: boolean }> {
  const [, folder, id] = /^\/(incidents|maintenance)\/([^/?]+)\/?(?:\?|$)/.exec(url) ?? [];
  if (folder === undefined || id === undefined) return { address: url, readable: true };
  return records[folder as keyof typeof records](id).then(
    (found) => ({ address: found ? url : nowhere, readable: true }),
    // The page itself says that it can't tell.
    () => ({ address: url, readable: false }),
  );
}
