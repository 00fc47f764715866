import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { clusterFolder, socketFolder } from "./postgres-paths";
import { postgresPrograms } from "./postgres-program";
import { launchFor } from "./postgres-user";
import { WrongStart } from "./wrong-start";

/** Makes the cluster in `DATA_DIR/postgres` when there is none, and checks that this PostgreSQL can read it. */
export function prepareCluster(dataDir: string): void {
  const folder = clusterFolder(dataDir);
  if (!existsSync(join(folder, "PG_VERSION"))) makeCluster(folder);
  const found = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  const { major } = postgresPrograms();
  if (found !== major) {
    throw new WrongStart(
      `The database in ${folder} was made by PostgreSQL ${found}, and this Candor brings ${major}: start the Candor that made it, or set another DATA_DIR.`,
    );
  }
  prepareSocketFolder(dataDir);
}

/** Made aside and renamed, so that a start that is cut short leaves no half of a cluster. */
function makeCluster(folder: string): void {
  const { initdb } = postgresPrograms();
  const draft = mkdtempSync(join(dirname(folder), `${basename(folder)}-new-`));
  const { before, ids } = launchFor(draft, initdb);
  const options = ["--username=candor", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale=C"];
  const [command = "", ...rest] = [...before, initdb, `--pgdata=${draft}`, ...options];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const made = spawnSync(command, [...rest, ...locale], { encoding: "utf8", cwd: draft, ...ids });
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const why = (made.stderr || made.error?.message || "").trim().split("\n").at(-1);
    throw new WrongStart(`PostgreSQL could not make its folder ${folder}: ${why}`);
  }
  renameSync(draft, folder);
}

/** In a shared folder such as /tmp only a folder that is ours, and closed to others, will do. */
function prepareSocketFolder(dataDir: string): void {
  const folder = socketFolder(dataDir);
  if (folder === clusterFolder(dataDir)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (uid === process.getuid?.() && (mode & 0o77) === 0 && lstatSync(folder).isDirectory()) return;
  throw new WrongStart(
    `The folder ${folder} for PostgreSQL's socket belongs to somebody else: set a shorter DATA_DIR.`,
  );
}

/** The process that `postmaster.pid` names, when it is this cluster's; a number left by a crash may be anybody's now. */
export function postmasterPid(dataDir: string): number | null {
  const folder = clusterFolder(dataDir);
  const file = join(folder, "postmaster.pid");
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : 0;
  if (!isRunning(pid)) return null;
  if (process.platform !== "linux" || worksIn(pid, folder)) return pid;
  // A dead one that nobody has buried, or somebody else's: PostgreSQL would take it for its own and refuse to start.
  rmSync(file, { force: true });
  return null;
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return realpathSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}
