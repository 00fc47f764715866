import { database } from "../database";
import { orFromMemory } from "../memory";
import { keptKey } from "../write";
import type { Call, Subject } from "./endpoint";

/** What work that is posted may become, by the command that makes it; the last one keeps the kind itself. */
const kinds = { scheduleMaintenance: "maintenance", recordPastIncident: "incident", openUnannouncedWork: null };
type Command = keyof typeof kinds;

/**
 * What a request about work made when it came before, and by which command: which one takes it goes by the clock, and
 * each knows its own keys only. Null where it made nothing.
 */
export async function madeBefore({ actor, key }: Call): Promise<{ subject: Subject; by: Command } | null> {
  if (key === undefined) return null;
  const byKey = new Map((Object.keys(kinds) as Command[]).map((command) => [keptKey(actor, command, key), command]));
  const row = await orFromMemory(
    () => database().idempotency.findFirst({ where: { key: { in: [...byKey.keys()] } } }),
    () => null,
  );
  const by = row && byKey.get(row.key);
  if (!by) return null;
  const [made = "", id = row.subjectId] = row.subjectId.split(":");
  return { subject: { kind: kinds[by] ?? made, id }, by };
}
