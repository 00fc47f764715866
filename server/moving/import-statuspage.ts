import { isTimeZone } from "@/domain/zone";
import { type Actor, authorize } from "../actor";
import { dateOf } from "../time";
import { NothingToDo, type Tx, write } from "../write";
import { OnlyShown } from "./problem";
import type { MovingOptions } from "./restore-export";
import { bringComponents } from "./statuspage/components";
import type { Source } from "./statuspage/documents";
import { type Import, keepMarks, readMarks, readTaken } from "./statuspage/here";
import { bringIncidents } from "./statuspage/incidents";
import { fitted, newOutcome, type Outcome } from "./statuspage/outcome";
import { bringPresent } from "./statuspage/present";
import { bringWindows } from "./statuspage/windows";

const patience = 10 * 60_000;

/**
 * Brings in what another status page has, at its own times: all of it, or nothing. What was brought in before is left as
 * it is here, but for what was posted there since.
 */
export async function importStatuspage(
  actor: Actor | null,
  source: Source,
  { dryRun = false, now }: MovingOptions = {},
): Promise<Outcome> {
  authorize(actor, "page.write");
  const outcome = newOutcome();
  const change = async (tx: Tx, at: number) => {
    const [marks, taken] = [await readMarks(tx, source), await readTaken(tx, source)];
    const work: Import = { tx, at, source, marks, added: new Map(), taken, events: [], outcome };
    await fitPage(work);
    await bringComponents(work);
    await bringIncidents(work);
    await bringWindows(work);
    await bringPresent(work);
    await keepMarks(work);
    if (outcome.done.length === 0 && work.added.size === 0) throw new NothingToDo();
    if (dryRun) throw new OnlyShown(outcome);
    const { id, name } = source.page;
    const event = { type: "page.imported", subjectKind: "page", subjectId: "page", after: { from: id, name } };
    return { event, also: work.events, result: outcome };
  };
  return write(actor, change, { now, timeout: patience }).catch((error) => {
    if (error instanceof NothingToDo || error instanceof OnlyShown) return outcome;
    throw error;
  });
}

/** A page that nobody has set up yet gets the name and the zone of the other one. */
async function fitPage({ tx, source, at, outcome }: Import): Promise<void> {
  const { name, time_zone: zone } = source.page;
  const page = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
  if (page.setUpAt !== null) return;
  if (!name) return void outcome.notes.add("Nothing here says what the page is called: set it up in the editor.");
  const timeZone = zone && isTimeZone(zone) ? zone : page.timeZone;
  const called = { name: fitted(outcome, name, 100, "The page"), timeZone };
  await tx.page.update({ where: { id: "page" }, data: { ...called, setUpAt: dateOf(at) } });
  outcome.done.push(`the page is called “${called.name}”, its zone is ${timeZone}`);
}
