import { LRUCache } from "lru-cache";
import { database } from "../database";
import { newId } from "../ids";
import { log } from "../log";
import { orFromMemory } from "../memory";
import { InvalidInput, Refusal } from "../refusal";
import { remember } from "../remember";
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
    await noted(row.claim, () => database().apiRequest.updateMany({ where, data: shownIn(done) }));
    return done;
  } catch (error) {
    await noted(row.claim, () => database().apiRequest.deleteMany({ where }));
    throw error;
  }
}

/** Claims of requests that are over and of which that could not be noted: whoever comes again need not wait for them. */
function ended(): LRUCache<string, true> {
  return remember("ended-claims", () => new LRUCache({ max: 1_000 }));
}

/** It makes a repeated answer alike, and is not worth failing for. */
async function noted(claim: string, note: () => Promise<unknown>): Promise<void> {
  const missed = () => {
    ended().set(claim, true);
  };
  await orFromMemory(note, missed).catch((err) => {
    missed();
    log().warn({ err }, "How a request was answered is not noted");
  });
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

type Claimed = { key: string; fingerprint: string; claim: string };

/** The key's row: ours where nobody has it, or where whoever had it was cut short. */
async function claim(row: Claimed): Promise<Kept> {
  // Whoever had it may let go of it before it is read.
  return (await tryToClaim(row)) ?? (await tryToClaim(row)) ?? { ...unanswered, ...row, claim: "" };
}

async function tryToClaim({ key, fingerprint, claim }: Claimed) {
  await database().$executeRaw`
    DELETE FROM api_request WHERE key IN (
      SELECT key FROM api_request WHERE at < clock_timestamp() - make_interval(days => ${keptDays}::int)
      ORDER BY at LIMIT 100)`;
  await database().$executeRaw`
    INSERT INTO api_request AS before (key, fingerprint, claim, at)
    VALUES (${key}, ${fingerprint}, ${claim}, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET claim = ${claim}, at = clock_timestamp()
    WHERE before.status IS NULL AND before.fingerprint = ${fingerprint}
      AND (before.claim = ANY(${[...ended().keys()]})
        OR before.at < clock_timestamp() - make_interval(secs => ${claimSeconds}::int))`;
  return database().apiRequest.findUnique({ where: { key } });
}

/** Of a request that is being done. */
const unanswered = { status: null, subjectKind: null, subjectId: null, because: null, answer: null };

function shownIn({ status, subject, beside }: Done) {
  const because = beside?.instead?.because ?? null;
  const answer = beside?.deleted && { answer: beside.deleted };
  return { status, subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null, because, ...answer };
}

type Kept = Omit<NonNullable<Awaited<ReturnType<typeof tryToClaim>>>, "at">;

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
