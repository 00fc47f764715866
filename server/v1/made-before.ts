import { database } from "../database";
import { orFromMemory } from "../memory";
import { keptKey } from "../write";
import type { Call, Subject } from "./endpoint";

/** What work that is posted may become, by the command that makes it; the last one keeps the kind itself. */
const kinds = { scheduleMaintenance: "maintenance", recordPastIncident: "incident", openUnannouncedWork: null };

/**
 * What a request about work made when it came before: which command takes it goes by the clock, and each knows its own
 * keys only. Null where it made nothing.
 */
export async function madeBefore({ actor, key }: Call): Promise<Subject | null> {
  if (key === undefined) return null;
  const byKey = new Map(Object.entries(kinds).map(([command, kind]) => [keptKey(actor, command, key), kind]));
  const row = await orFromMemory(
    () => database().idempotency.findFirst({ where: { key: { in: [...byKey.keys()] } } }),
    () => null,
  );
  if (!row) return null;
  const kind = byKey.get(row.key);
  const [made = "", id = row.subjectId] = row.subjectId.split(":");
  return { kind: kind ?? made, id };
}
