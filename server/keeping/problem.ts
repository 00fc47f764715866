import { isAway } from "../database-away";
import { BrokenMigration } from "../migrations";

/** Why a backup was not taken or not put back, in sentences that say what to do. Nothing was changed. */
export class KeepingProblem extends Error {
  override name = "KeepingProblem";
}

const full = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const closed = new Set(["EACCES", "EPERM", "EROFS"]);
const nowhere = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/** What a failure to write `file` means. */
export function writingProblem(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (full.has(code)) return new KeepingProblem(`There is no room for ${file} (${code}). Make some, or name another.`);
  if (closed.has(code)) return new KeepingProblem(`${file} can't be written (${code}). Name a file where it may be.`);
  if (nowhere.has(code)) return new KeepingProblem(`There is no folder for ${file} (${code}). Make it first.`);
  return error;
}

/** What a failure of the database means while somebody keeps its data or puts some back. */
export function databaseProblem(error: unknown): unknown {
  if (error instanceof KeepingProblem) return error;
  if (error instanceof BrokenMigration) {
    return new KeepingProblem(`${error.message}. The data of the backup don't suit it; nothing was changed.`);
  }
  if (codeOf(error) === "42501") {
    const asks = "It must be able to make a schema in its database: GRANT CREATE ON DATABASE … TO …";
    return new KeepingProblem(`The database does not let this user do that: ${messageOf(error)}. ${asks}`);
  }
  if (isAway(error) || /PostgreSQL did not start/.test(messageOf(error))) {
    return new KeepingProblem(
      `The database can't be reached: ${messageOf(error)}. Try again when it is there; /healthz and Candor's log say more.`,
    );
  }
  return error;
}

export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === "string" ? code : "";
}

/** Where several addresses were tried, what the first one said. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return messageOf(error.errors[0]);
  return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
}
