import { areRecordsKnown, knownRecords } from "../known-records";
import { copyName, copyNames, removeCopy } from "./copies";
import { recordDocument } from "./document";
import { soon } from "./errands";
import { holdingNames, holdingSubjects } from "./holding-copies";

const ofSomething = /^(?:incidents|maintenance|holding)\/[^/]+\/index\.html$/;

/**
 * Takes away the copies of what is no longer there: another database was put in place, or a component was archived.
 * `removed` is told of each.
 */
export async function removeStrays(removed: (name: string) => void): Promise<void> {
  if (!areRecordsKnown()) return;
  const records = knownRecords().map(({ kind, id }) => copyName(recordDocument(kind, id)));
  const meant = new Set([...records, ...holdingSubjects().flatMap(holdingNames)]);
  for (const name of await copyNames()) {
    if (!ofSomething.test(name) || meant.has(name)) continue;
    await removeCopy(name, soon);
    removed(name);
  }
}
