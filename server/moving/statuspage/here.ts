import type { Id, Instant } from "@/domain/facts";
import { newId } from "../../ids";
import type { EventInput, Tx } from "../../write";
import type { Source } from "./documents";
import type { Outcome } from "./outcome";

export type Kind = "group" | "component" | "incident" | "maintenance" | "update" | "base";
export type Mark = { ownId: Id; made: boolean };

/** What an import goes by: what was brought in before, what it brings in now, and what it has to say of that. */
export type Import = {
  tx: Tx;
  at: Instant;
  source: Source;
  /** By kind and the source's id. */
  marks: Map<string, Mark>;
  added: Map<string, Mark & { kind: Kind; sourceId: string }>;
  /** Ids of the source that mean something here already. */
  taken: Set<Id>;
  events: EventInput[];
  outcome: Outcome;
};

const nameOf = (kind: Kind, sourceId: string) => `${kind} ${sourceId}`;

/** What became of something that was brought in before. */
export function markOf({ marks }: Import, kind: Kind, sourceId: string): Mark | undefined {
  return marks.get(nameOf(kind, sourceId));
}

/** Notes what became of something, so that it is not brought in again. */
export function mark({ marks, added }: Import, kind: Kind, sourceId: string, ownId: Id, made = true): void {
  const name = nameOf(kind, sourceId);
  marks.set(name, { ownId, made });
  added.set(name, { kind, sourceId, ownId, made });
}

/** The source's own id where it is free here, so that links to it go on; else another one. */
export function ownIdFor({ taken }: Import, sourceId: string): Id {
  const own = /^[a-z0-9]{12}$/.test(sourceId) && !taken.has(sourceId) ? sourceId : newId();
  taken.add(own);
  return own;
}

/** What earlier imports of the same page left. */
export async function readMarks(tx: Tx, { page }: Source): Promise<Import["marks"]> {
  const rows = await tx.importedRecord.findMany({ where: { source: page.id } });
  return new Map(rows.map(({ kind, sourceId, ownId, made }) => [nameOf(kind as Kind, sourceId), { ownId, made }]));
}

/** Of the source's ids those that something here has. */
export async function readTaken(tx: Tx, source: Source): Promise<Set<Id>> {
  const told = [...source.incidents, ...source.maintenances];
  const ids = [...source.components, ...told, ...told.flatMap((each) => each.incident_updates)].map(({ id }) => id);
  const rows = await tx.$queryRaw<{ id: Id }[]>`
    SELECT id FROM (
      SELECT id FROM component UNION ALL SELECT id FROM component_group UNION ALL SELECT id FROM incident
      UNION ALL SELECT id FROM maintenance UNION ALL SELECT id FROM notice UNION ALL SELECT id FROM incident_update
      UNION ALL SELECT id FROM maintenance_update
    ) AS here WHERE id = ANY(${ids})`;
  return new Set(rows.map(({ id }) => id));
}

/** Writes down what was noted. */
export async function keepMarks({ tx, source, added }: Import): Promise<void> {
  const rows = [...added.values()].map((each) => ({ source: source.page.id, ...each }));
  const bases = rows.filter(({ kind }) => kind === "base").map(({ sourceId }) => sourceId);
  await tx.importedRecord.deleteMany({ where: { source: source.page.id, kind: "base", sourceId: { in: bases } } });
  await tx.importedRecord.createMany({ data: rows });
}
