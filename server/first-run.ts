import { systemActor } from "./actor";
import { ensurePage } from "./page";
import { ensureFirstOwner, firstOwnerCode } from "./people";
import { hasPeople } from "./reads";
import { settings } from "./settings";
import { prepareTemplates, werePrepared } from "./templates";
import { ensureFirstToken } from "./tokens";

/**
 * Makes what the first start needs: the page, its templates, the owner and the token of the settings.
 * Gives back the code that lets somebody become the first owner; null when there is one.
 */
export async function prepareFirstRun(): Promise<{ ownerCode: string | null }> {
  const { databaseId } = await ensurePage();
  if (!(await werePrepared())) await prepareTemplates(systemActor);
  await ensureFirstOwner(settings().owner);
  await ensureFirstToken(systemActor, settings().apiToken);
  return { ownerCode: (await hasPeople()) ? null : firstOwnerCode(databaseId) };
}
