import { AsyncLocalStorage } from "node:async_hooks";
import type { Id, Instant } from "@/domain/facts";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "./actor";
import { database } from "./database";
import { Refusal } from "./refusal";
import { refreshSnapshot } from "./snapshot";

export type Tx = Prisma.TransactionClient;

export type EventInput = {
  /** `incident.opened`, `component.moved` … */
  type: string;
  subjectKind: string;
  subjectId: Id;
  before?: object | null;
  after?: object | null;
};

export type Change<T> = {
  event: EventInput;
  /** What else it was about, where one change is about many things. */
  also?: EventInput[];
  result: T;
};

export type WriteOptions<T> = {
  /** Given by the replay, the seed and tests only; otherwise the database's clock. */
  now?: Instant | undefined;
  once?: Once<T>;
  /** False for one of many, whose writer reads the facts again after the last one. */
  refresh?: boolean;
  /** For how long it may take, in milliseconds, where that is much. */
  timeout?: number;
};

/** The same key from the same actor is taken once; `kept` is one as `keptKey` made it. */
export type Once<T> = ({ key: string | undefined; command: string } | { kept: string }) & {
  idOf: (result: T) => Id;
  again: (id: Id) => T;
};

/** A key as the database keeps it. */
export function keptKey({ kind, id }: Pick<Actor, "kind" | "id">, command: string, key: string): string {
  return `${kind}:${id ?? ""}:${command}:${key}`;
}

/** For a command that gives back no more than an id: the same key makes one thing. */
export function onceFor(command: string, key: string | undefined): NonNullable<WriteOptions<{ id: Id }>["once"]> {
  return { key, command, idOf: ({ id }) => id, again: (id) => ({ id }) };
}

/** What other processes listen to. */
export const channel = "candor";

/** Waiting behind another writer is ordinary, so these are longer than Prisma's own. */
const limits = { maxWait: 10_000, timeout: 15_000 };

/**
 * The one door for changes: a transaction with the facts, the revision and the event, all or none.
 * Writers queue at the page's row. Rejects when the COMMIT fails; a snapshot that can't be reloaded doesn't fail it.
 */
export async function write<T>(
  actor: Actor,
  change: (tx: Tx, now: Instant) => Promise<Change<T>>,
  options: WriteOptions<T> = {},
): Promise<T> {
  const key = options.once && keyOf(actor, options.once);
  try {
    return await inTurn(options, async ({ tx, revision, now }) => {
      if (key) await refuseRepeated(tx, key);
      const { event, also = [], result } = await change(tx, now);
      if (key && options.once) await keepKey(tx, key, options.once.idOf(result), now);
      await record(tx, actor, [event, ...also], revision, now);
      return result;
    });
  } catch (error) {
    if (error instanceof Repeated && options.once) return options.once.again(error.subjectId);
    throw error;
  }
}

type Turn = { tx: Tx; revision: number; now: Instant };

const joined = new AsyncLocalStorage<{ tx: Tx; turn: Turn | null }>();

/** Several commands as one change: all that they write is there at once, and nothing of it where one refuses. */
export async function together<T>(work: () => Promise<T>): Promise<T> {
  const result = await database().$transaction((tx) => joined.run({ tx, turn: null }, work), limits);
  await refreshSnapshot();
  return result;
}

type When = Pick<WriteOptions<unknown>, "now" | "refresh" | "timeout">;

async function inTurn<T>(
  { now, refresh = true, timeout = limits.timeout }: When,
  work: (turn: Turn) => Promise<T>,
): Promise<T> {
  const outer = joined.getStore();
  if (outer) {
    outer.turn ??= await takeTurn(outer.tx, now);
    return work(outer.turn);
  }
  const patience = { ...limits, timeout };
  const result = await database().$transaction(async (tx) => work(await takeTurn(tx, now)), patience);
  if (refresh) await refreshSnapshot();
  return result;
}

function keyOf<T>(actor: Actor, once: Once<T>): string | undefined {
  if ("kept" in once) return once.kept;
  return once.key && keptKey(actor, once.command, once.key);
}

/** Thrown by a change that finds it was made already: nothing is written, and no event. */
export class NothingToDo extends Error {
  override readonly name = "NothingToDo";
}

class Repeated extends Error {
  readonly subjectId: Id;

  constructor(subjectId: Id) {
    super("This was taken before.");
    this.subjectId = subjectId;
  }
}

async function takeTurn(tx: Tx, given: Instant | undefined): Promise<Turn> {
  // Sent when the transaction is committed, and only then.
  const [turn] = await tx.$queryRaw<{ revision: number; now: number }[]>`
    UPDATE page SET revision = revision + 1 WHERE id = 'page'
    RETURNING revision, floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
      pg_notify(${channel}, revision::text)::text AS told`;
  if (!turn) throw new Refusal("not_found", "The page isn't set up in this database yet; start Candor once.");
  return { tx, revision: turn.revision, now: given ?? turn.now };
}

async function refuseRepeated(tx: Tx, key: string): Promise<void> {
  const taken = await tx.idempotency.findUnique({ where: { key } });
  if (taken) throw new Repeated(taken.subjectId);
}

const keptDays = 7;

/** Old keys go in passing, a few at a time: nobody sends a form again after a week. */
async function keepKey(tx: Tx, key: string, subjectId: Id, now: Instant): Promise<void> {
  const until = new Date(now - keptDays * 24 * 60 * 60_000);
  await tx.$executeRaw`
    DELETE FROM idempotency WHERE key IN (SELECT key FROM idempotency WHERE at < ${until} ORDER BY at LIMIT 100)`;
  await tx.idempotency.create({ data: { key, subjectId, at: new Date(now) } });
}

async function record(tx: Tx, actor: Actor, events: EventInput[], revision: number, now: Instant): Promise<void> {
  await tx.event.createMany({
    data: events.map(({ type, subjectKind, subjectId, before, after }) => ({
      revision,
      at: new Date(now),
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      type,
      subjectKind,
      subjectId,
      before: json(before),
      after: json(after),
    })),
  });
}

function json(value: object | null | undefined): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value ? (value as Prisma.InputJsonValue) : Prisma.DbNull;
}
