// Puts what a backup holds in the place of what Candor knows, while it runs or while it does not.

import { join } from "node:path";
import { lockHolder } from "../server/data-folder";
import { database } from "../server/database";
import { withDatabaseUp } from "../server/keeping/embedded";
import { restoreBackup } from "../server/keeping/restore";
import { asUtc, countOf, fileArgument, runTool } from "../server/keeping/tool";
import { returnWaitingPosts, waitingPosts } from "../server/keeping/waiting";
import { settings } from "../server/settings";
import { startSnapshot, stopSnapshot } from "../server/snapshot";

const usage = `npm run restore FILE

Puts what the backup FILE holds into the database of this Candor, which may run meanwhile.

  --replace   also where a page is set up already (npm run restore FILE -- --replace);
              what was there is kept in DATA_DIR as a backup of its own`;

/** What a start would show while the database is away is of the data that are there now. */
async function keepSnapshotAnew(dataDir: string): Promise<void> {
  if (lockHolder(dataDir) !== null) return;
  await startSnapshot();
  await stopSnapshot();
  await database().$disconnect();
}

await runTool(usage, async () => {
  const { file, flags } = fileArgument({ replace: { type: "boolean" } });
  const { dataDir } = settings();
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const keepIn = join(dataDir, `before-restore-${stamp}.backup`);
  const options = { replace: flags.replace === true, keepIn, loose: waitingPosts };
  await withDatabaseUp(async (url) => {
    const { backup, keptIn } = await restoreBackup(url, file, options);
    const { page, takenAt, version } = backup.head;
    console.log(
      `“${page}” is as it was on ${asUtc(takenAt)}: ${countOf(backup.rows)} rows, backed up by Candor ${version}.`,
    );
    if (keptIn) console.log(`What was here before is kept: npm run restore ${keptIn} -- --replace brings it back.`);
    await returnWaitingPosts(backup);
    const waiting = waitingPosts().length;
    if (waiting > 0) console.log(`${waiting} posts that wait in ${dataDir}/journal are filed in it when Candor runs.`);
    await keepSnapshotAnew(dataDir);
  });
  console.log("A Candor that runs shows it within seconds.");
});
