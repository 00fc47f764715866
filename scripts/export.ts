// Writes all that the page is made of as JSON, while Candor runs or while it does not.

import { existsSync } from "node:fs";
import process from "node:process";
import { refuseEmptyFolder } from "../server/keeping/embedded";
import { databaseProblem } from "../server/keeping/problem";
import { commandArguments, fromWhereTyped, runTool, WrongUse } from "../server/keeping/tool";
import { waitingPosts } from "../server/keeping/waiting";
import { counted } from "../server/moving/counted";
import { keepText, writtenExport } from "../server/moving/export-file";
import { readExport } from "../server/moving/export-rows";
import { MovingProblem } from "../server/moving/problem";
import { settings } from "../server/settings";
import { onDatabase } from "../server/tool";

const usage = `npm run export FILE

Writes all that the page is made of, as of one moment, to FILE as JSON. Without FILE it is printed:
npm run --silent export

  --force   puts it in the place of a FILE that is there already (npm run export FILE -- --force)`;

await runTool(usage, async () => {
  const { positionals, values } = commandArguments({ force: { type: "boolean" } });
  const [name, ...more] = positionals;
  if (more.length > 0) throw new WrongUse("Name one FILE, or none.");
  const file = name ? fromWhereTyped(name) : null;
  if (file && existsSync(file) && !values.force) {
    throw new MovingProblem(
      `${file} is there already. Give another name, or put this one in its place: npm run export ${file} -- --force`,
    );
  }
  refuseEmptyFolder();
  const page = await onDatabase(readExport).catch((error) => Promise.reject(databaseProblem(error)));
  const waiting = waitingPosts().length;
  if (waiting > 0)
    console.error(
      `Not in it: ${counted(waiting, "post")} in ${settings().dataDir}/journal. Start Candor first, which files them.`,
    );
  const text = writtenExport(page);
  if (!file) {
    await new Promise((resolve) => process.stdout.write(text, resolve));
    return;
  }
  await keepText(file, text);
  const { incidents, maintenances } = page;
  console.log(
    `“${page.page.name}” with ${counted(incidents.length, "incident")} and ${counted(maintenances.length, "maintenance window")} is in ${file}.`,
  );
  console.log("Accounts, passwords and tokens are not in it; the names of those who wrote are.");
});
