import { database } from "../database";
import { newId } from "../ids";
import { log } from "../log";
import { orFromMemory } from "../memory";
import { InvalidInput, Refusal } from "../refusal";
import { hashOf } from "../secrets";
import type { Call, Done } from "./endpoint";

const keptDays = 7;
/** Longer than the transactions of any request may take: what has a claim after that was cut short. */
const claimSeconds = 120;
const retryAfterSeconds = 2;

/**
 * Does what a request asks for once, however often it comes with the same `Idempotency-Key`: the second time it is
 * answered alike, and while the first is being done it is told to come again. The same key with another request is
 * refused. What failed can be sent again, corrected or not.
 */
export async function once({ actor, key }: Call, request: string, work: () => Promise<Done>): Promise<Done> {
  if (key === undefined) return work();
  const row = { key: `${actor.id}:${key}`, fingerprint: hashOf(request), claim: newId() };
  const kept = await orFromMemory(
    () => claim(row),
    () => null,
  );
  // The commands themselves take one key once; only what it came with before can't be known now.
  if (!kept) return work();
  if (kept.claim !== row.claim) return doneBefore(kept, row.fingerprint);
  const where = { key: row.key, claim: row.claim };
  try {
    const done = await work();
    await noted(() => database().apiRequest.updateMany({ where, data: shownIn(done) }));
    return done;
  } catch (error) {
    await noted(() => database().apiRequest.deleteMany({ where }));
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

/** The key's row: ours where nobody has it, or where whoever had it was cut short. */
async function claim({ key, fingerprint, claim }: { key: string; fingerprint: string; claim: string }) {
  await database().$executeRaw`
    DELETE FROM api_request WHERE key IN (
      SELECT key FROM api_request WHERE at < clock_timestamp() - make_interval(days => ${keptDays}::int)
      ORDER BY at LIMIT 100)`;
  await database().$executeRaw`
    INSERT INTO api_request AS before (key, fingerprint, claim, at)
    VALUES (${key}, ${fingerprint}, ${claim}, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET claim = ${claim}, at = clock_timestamp()
    WHERE before.status IS NULL AND before.fingerprint = ${fingerprint}
      AND before.at < clock_timestamp() - make_interval(secs => ${claimSeconds}::int)`;
  return database().apiRequest.findUniqueOrThrow({ where: { key } });
}

function shownIn({ status, subject, beside }: Done) {
  const because = beside?.instead?.because ?? null;
  const answer = beside?.deleted && { answer: beside.deleted };
  return { status, subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null, because, ...answer };
}

type Kept = Awaited<ReturnType<typeof claim>>;

function doneBefore(kept: Kept, fingerprint: string): Done {
  const { status, subjectKind, subjectId, because, answer } = kept;
  if (kept.fingerprint !== fingerprint)
    throw wrongKey("This key came with another request before. Give each request a key of its own.");
  if (status === null) {
    const sentence = "A request with this Idempotency-Key is being done. Send it again in a moment for its answer.";
    throw new Refusal("conflict", sentence, retryAfterSeconds);
  }
  const subject = subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : null;
  const instead = because === null ? null : { because };
  return { status, subject, beside: { instead, ...(answer instanceof Object && { deleted: answer }) } };
}
