import type { Id } from "@/domain/facts";
import { database } from "./database";
import { currentRevision } from "./snapshot";

/** The page's id towards programs, in the form of all ids; it stays for as long as the database does. */
function pageIdOf(databaseId: string): Id {
  const letters = databaseId.toLowerCase().replace(/[^a-z0-9]/g, "");
  return letters.padEnd(12, "0").slice(0, 12);
}

/** The id of this page. */
export async function pageIdNow(): Promise<Id> {
  const known = currentRevision()?.databaseId;
  if (known) return pageIdOf(known);
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  return pageIdOf(databaseId);
}
