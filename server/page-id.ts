import { createHash } from "node:crypto";
import type { Id } from "@/domain/facts";
import { database } from "./database";
import { currentRevision } from "./snapshot";

/** The page's id for programs, in the form of all ids; it stays for as long as the database does. */
export function pageIdOf(databaseId: string): Id {
  const digest = createHash("sha256").update(`page ${databaseId}`).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, 12);
}

/** The id of this page. */
export async function pageIdNow(): Promise<Id> {
  const known = currentRevision()?.databaseId;
  if (known) return pageIdOf(known);
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  return pageIdOf(databaseId);
}
