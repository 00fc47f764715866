import type { Id, Instant } from "@/domain/facts";
import type { ApiToken, Person, Template } from "@/generated/prisma/client";
import { instantOrNull } from "./time";
import type { Tx } from "./write";

/** What the editor needs beside the facts, so that it goes on without the database. */
export type Desk = {
  people: (Pick<Person, "id" | "name" | "role" | "sessionEpoch"> & { active: boolean })[];
  templates: Template[];
  /** Those that were not revoked; absent from what an earlier version kept. */
  tokens?: KnownToken[];
  /** Of each incident and window among the facts, how often it was changed. */
  versions: Record<Id, number>;
  /** The name of whoever posted each update; absent where it was Candor itself. */
  authors: Record<Id, string>;
};

/** A token as it is checked; the token itself is kept nowhere. */
export type KnownToken = Pick<ApiToken, "id" | "name" | "tokenHash" | "scopes"> & { expiresAt: Instant | null };

type Authored = { id: Id; version: number; updates: { id: Id; authorId: Id | null }[] };

/** Reads it in the transaction that read the facts; `records` are the rows of their incidents and windows. */
export async function readDesk(tx: Tx, records: readonly Authored[]): Promise<Desk> {
  const people = await tx.person.findMany({ omit: { passwordHash: true, email: true } });
  const tokens = await tx.apiToken.findMany({ omit: { createdAt: true, lastUsedAt: true } });
  const elsewhere = await tx.author.findMany();
  const names = new Map([...elsewhere, ...people, ...tokens].map(({ id, name }) => [id, name]));
  const updates = records.flatMap((record) => record.updates);
  return {
    people: people.map(({ id, name, role, sessionEpoch, deactivatedAt }) => ({
      id,
      name,
      role,
      sessionEpoch,
      active: deactivatedAt === null,
    })),
    tokens: tokens
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ id, name, tokenHash, scopes, expiresAt }) => {
        return { id, name, tokenHash, scopes, expiresAt: instantOrNull(expiresAt) };
      }),
    templates: await tx.template.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] }),
    versions: Object.fromEntries(records.map(({ id, version }) => [id, version])),
    authors: Object.fromEntries(
      updates.flatMap(({ id, authorId }) => {
        const name = authorId && names.get(authorId);
        return name ? [[id, name]] : [];
      }),
    ),
  };
}
