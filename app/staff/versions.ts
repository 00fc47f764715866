import type { Id } from "@/domain/facts";
import { incidentForEditor, windowForEditor } from "@/server/reads";

/** The version of each incident; what is shown is read after it, so that it is never older. */
export async function versionsOf(ids: readonly Id[]): Promise<Map<Id, number>> {
  const versions = await Promise.all(ids.map(async (id) => [id, (await incidentForEditor(id))?.version ?? 0] as const));
  return new Map(versions);
}

export async function windowVersions(ids: readonly Id[]): Promise<Map<Id, number>> {
  const versions = await Promise.all(ids.map(async (id) => [id, (await windowForEditor(id))?.version ?? 0] as const));
  return new Map(versions);
}
