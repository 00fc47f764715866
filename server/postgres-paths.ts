import { createHash } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

const user = "candor";
const socketName = ".s.PGSQL.5432";
/** What the address of a unix socket has room for; Linux has 108 bytes with the closing zero, macOS 104. */
const longestSocketPath = process.platform === "linux" ? 107 : 103;

/** Where the embedded PostgreSQL keeps its data. */
export function clusterFolder(dataDir: string): string {
  return join(dataDir, "postgres");
}

/** The folder of its socket: the data's own, or a short one of this user when that path is too long for a socket. */
export function socketFolder(dataDir: string): string {
  const own = clusterFolder(dataDir);
  if (Buffer.byteLength(join(own, socketName)) <= longestSocketPath) return own;
  const name = createHash("sha256").update(own).digest("hex").slice(0, 16);
  return join(Buffer.byteLength(tmpdir()) < 60 ? tmpdir() : "/tmp", `candor-${userInfo().uid}-${name}`);
}

/** The address of a database of the embedded PostgreSQL, over its socket. */
export function embeddedUrl(dataDir: string, database = "candor"): string {
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socketFolder(dataDir))}`;
}
