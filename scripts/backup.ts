// Keeps all that Candor knows in one file, while it runs or while it does not.
import { existsSync, statSync } from "node:fs";
import process from "node:process";
import { refuseEmptyFolder, withDatabaseUp } from "../server/keeping/embedded";
import { KeepingProblem } from "../server/keeping/problem";
import { takeBackup } from "../server/keeping/take";
import { asUtc, countOf, fileArgument, runTool } from "../server/keeping/tool";
import { waitingPosts } from "../server/keeping/waiting";
import { settings } from "../server/settings";

const usage = `npm run backup FILE

Writes all that Candor knows, as of one moment, to FILE. Candor goes on meanwhile.

  --force   puts it in the place of a FILE that is there already (npm run backup FILE -- --force)`;

await runTool(usage, async () => {
  const { file, flags } = fileArgument({ force: { type: "boolean" } });
  if (existsSync(file) && !flags.force) {
    throw new KeepingProblem(
      `${file} is there already. Give another name, or put this one in its place: npm run backup ${file} -- --force`,
    );
  }
  refuseEmptyFolder();
  const { dataDir } = settings();
  const { head, rows } = await withDatabaseUp((url) => takeBackup(url, file, waitingPosts()));
  const size = `${countOf(Math.ceil(statSync(file).size / 1024))} KiB`;
  console.log(`“${head.page}” as of ${asUtc(head.takenAt)}, ${countOf(rows)} rows, is kept in ${file} (${size}).`);
  const secret = process.env.AUTH_SECRET ? "AUTH_SECRET" : `the secret in ${dataDir}/auth-secret`;
  console.log(`Keep ${secret} as well, in another place: it is not in the file, and the file is not for everybody.`);
});
