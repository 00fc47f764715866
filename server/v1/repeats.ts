import { database } from "../database";
import { log } from "../log";
import { orFromMemory } from "../memory";
import { InvalidInput } from "../refusal";
import { hashOf } from "../secrets";
import type { Call, Done } from "./endpoint";

const keptDays = 7;

/**
 * Does what a request asks for once, however often it comes with the same `Idempotency-Key`: the second time it is
 * answered alike. The same key with another request is refused. What failed can be sent again, corrected or not.
 */
export async function once({ actor, key }: Call, request: string, work: () => Promise<Done>): Promise<Done> {
  if (key === undefined) return work();
  const row = { key: `${actor.id}:${key}`, fingerprint: hashOf(request) };
  const before = await orFromMemory(
    () => claim(row),
    () => null,
  );
  // The commands themselves take one key once; only what it came with before can't be known now.
  if (!before) return work();
  if (before.fingerprint !== row.fingerprint)
    throw wrongKey("This key came with another request before. Give each request a key of its own.");
  if (before.status !== null) return doneBefore(before);
  try {
    const done = await work();
    await noted(() => database().apiRequest.updateMany({ where: { key: row.key }, data: shownIn(done) }));
    return done;
  } catch (error) {
    await noted(() => database().apiRequest.deleteMany({ where: { key: row.key, status: null } }));
    throw error;
  }
}

/** It makes a repeated answer alike, and is not worth failing for. */
async function noted(note: () => Promise<unknown>): Promise<void> {
  await orFromMemory(note, () => null).catch((err) => log().warn({ err }, "How a request was answered is not noted"));
}

const longestKey = 255;

/** The key that a request brings, in the form in which it is kept; undefined where it brings none. */
export function keyIn({ headers }: Request): string | undefined {
  const key = headers.get("idempotency-key");
  if (key === null) return undefined;
  if (key === "" || key.length > longestKey) throw wrongKey(`Give one of 1 to ${longestKey} characters.`);
  return hashOf(key);
}

function wrongKey(sentence: string): InvalidInput {
  return new InvalidInput({ "Idempotency-Key": sentence });
}

async function claim(row: { key: string; fingerprint: string }) {
  const until = new Date(Date.now() - keptDays * 24 * 60 * 60_000);
  await database().$executeRaw`
    DELETE FROM api_request WHERE key IN (SELECT key FROM api_request WHERE at < ${until} ORDER BY at LIMIT 100)`;
  await database().apiRequest.createMany({ data: [{ ...row, at: new Date() }], skipDuplicates: true });
  return database().apiRequest.findUniqueOrThrow({ where: { key: row.key } });
}

type Before = Record<"subjectKind" | "subjectId" | "because", string | null> & { status: number | null };

function shownIn({ status, subject, beside }: Done): Before {
  const because = beside?.instead?.because ?? null;
  return { status, subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null, because };
}

function doneBefore({ status, subjectKind, subjectId, because }: Before): Done {
  const subject = subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : null;
  return { status: status ?? 200, subject, beside: { instead: because === null ? null : { because } } };
}
