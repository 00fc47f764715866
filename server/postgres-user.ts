import { spawnSync } from "node:child_process";
import { chownSync } from "node:fs";
import { WrongStart } from "./wrong-start";

/** How to run a program of PostgreSQL, which refuses to run as root. */
export type Launch = { before: string[]; ids: { uid?: number; gid?: number } };

const otherUser = 65534;
const mapped = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

/**
 * Plain for an ordinary user. For root, in a user namespace where root bears another number, so that no file changes
 * its owner; where that isn't allowed, as user `nobody`, who is then given `folder` and must be able to reach it.
 */
export function launchFor(folder: string, program: string): Launch {
  if (process.getuid?.() !== 0) return { before: [], ids: {} };
  const [command = "", ...rest] = mapped;
  if (spawnSync(command, [...rest, "true"], { stdio: "ignore" }).status === 0) return { before: mapped, ids: {} };
  const ids = { uid: otherUser, gid: otherUser };
  chownSync(folder, otherUser, otherUser);
  const reaches = spawnSync("test", ["-w", folder, "-a", "-x", program], { stdio: "ignore", ...ids }).status === 0;
  if (reaches) return { before: [], ids };
  throw new WrongStart(
    `PostgreSQL refuses to run as root, and another user can't reach ${folder}: start Candor as an ordinary user, or set DATABASE_URL.`,
  );
}
