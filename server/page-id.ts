import { pageIdOf } from "@/domain/derived-id";
import type { Id } from "@/domain/facts";
import { database } from "./database";
import { currentRevision } from "./snapshot";

/** The id of this page. */
export async function pageIdNow(): Promise<Id> {
  const known = currentRevision()?.databaseId;
  if (known) return pageIdOf(known);
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  return pageIdOf(databaseId);
}
