import { areRecordsKnown, isRecord } from "../known-records";
import { copyNames, removeCopy } from "./copies";
import { documentAt, missingDocument } from "./document";
import { soon } from "./errands";
import { holdingNames, holdingSubjects } from "./holding-copies";

/**
 * Takes away the copies of what is no longer there: another database was put in place, or a component was archived.
 * `removed` is told of each.
 */
export async function removeStrays(removed: (name: string) => void): Promise<void> {
  if (!areRecordsKnown()) return;
  const held = new Set(holdingSubjects().flatMap(holdingNames));
  for (const name of await copyNames()) {
    const folder = /^(.+)\/index\.html$/.exec(name)?.[1];
    if (folder === undefined || held.has(name)) continue;
    if (!folder.startsWith("holding/") && documentAt(`/${folder}`, isRecord) !== missingDocument) continue;
    await removeCopy(name, soon);
    removed(name);
  }
}
