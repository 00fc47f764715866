// Brings in another status page, or what another Candor exported, while Candor runs or while it does not.

import { userInfo } from "node:os";
import { mostListed } from "../messages/v2/documents";
import { systemActor } from "../server/actor";
import { databaseProblem } from "../server/keeping/problem";
import { commandArguments, countOf, fromWhereTyped, runTool, WrongUse } from "../server/keeping/tool";
import { counted } from "../server/moving/counted";
import { readExportFile } from "../server/moving/export-file";
import { importStatuspage } from "../server/moving/import-statuspage";
import { restoreExport } from "../server/moving/restore-export";
import type { Outcome } from "../server/moving/statuspage/outcome";
import { isAddress, readSource } from "../server/moving/statuspage/reading";
import { ensurePage } from "../server/page";
import { onDatabase } from "../server/tool";

const usage = `npm run import -- statuspage URL|FILE
npm run import -- candor FILE

statuspage   brings in groups, components, incidents and maintenance of any page that speaks Statuspage's API v2,
             from its address (https://status.example.com), from a file of such JSON, or from a folder of them;
             once more brings in only what is new there
candor       restores what npm run export wrote, where there is no other page yet

  --dry-run  says what it would do, and does nothing of it`;

const actor = { ...systemActor, name: `${userInfo().username} on the machine` };

async function bringStatuspage(place: string, dryRun: boolean): Promise<void> {
  const source = await readSource(isAddress(place) ? place : fromWhereTyped(place));
  const outcome = await here(() => importStatuspage(actor, source, { dryRun }));
  if (isAddress(place) && source.incidents.length >= mostListed)
    outcome.notes.add(
      `The page lists its ${mostListed} newest incidents; docs/MOVING.md says how to bring in older ones.`,
    );
  if (dryRun) console.log(list("It would bring in", outcome.done.length > 0 ? outcome.done : ["nothing new"]));
  console.log(summaryOf(source.page.name || source.page.id, outcome, dryRun));
  if (outcome.left.length > 0) console.log(list("Left out", outcome.left));
  if (outcome.notes.size > 0) console.log(list("To know", [...outcome.notes]));
}

function summaryOf(name: string, { done, counts }: Outcome, dryRun: boolean): string {
  if (dryRun) return "Nothing was written.";
  if (done.length === 0) return `Nothing of “${name}” is new.`;
  return list(
    `“${name}” is brought in`,
    [...counts].map(([what, count]) => `${what}: ${countOf(count)}`),
  );
}

function list(heading: string, lines: readonly string[]): string {
  return `${heading}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

async function restore(place: string, dryRun: boolean): Promise<void> {
  const file = fromWhereTyped(place);
  const page = await readExportFile(file);
  const { changed } = await here(() => restoreExport(actor, page, { dryRun }));
  const { incidents, maintenances } = page;
  const what = `“${page.page.name}” with ${counted(incidents.length, "incident")} and ${counted(maintenances.length, "maintenance window")}`;
  if (!changed) return console.log(`All of ${what} is here already; nothing was changed.`);
  console.log(dryRun ? `It would restore ${what}. Nothing was written.` : `${what} is restored.`);
  if (!dryRun) console.log("Accounts and tokens are not in an export; those that are here stay.");
}

/** On the database of the settings, which has a page from now on. */
async function here<T>(work: () => Promise<T>): Promise<T> {
  const ready = async () => {
    await ensurePage();
    return work();
  };
  return onDatabase(ready).catch((error) => Promise.reject(databaseProblem(error)));
}

await runTool(usage, async () => {
  const { positionals, values } = commandArguments({ "dry-run": { type: "boolean" } });
  const [kind, place, ...more] = positionals;
  if (!place || more.length > 0) throw new WrongUse("Say what to bring in: statuspage or candor, and from where.");
  const dryRun = values["dry-run"] === true;
  if (kind === "statuspage") return bringStatuspage(place, dryRun);
  if (kind === "candor") return restore(place, dryRun);
  throw new WrongUse(`“${kind}” is not known. Say statuspage or candor.`);
});
