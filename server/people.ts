import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import type { Person as PersonRow, Prisma } from "@/generated/prisma/client";
import { type Actor, actorOf, authorize } from "./actor";
import { database } from "./database";
import { newId } from "./ids";
import { id, line, parse } from "./input";
import { hashPassword, newPassword, passwordMatches } from "./passwords";
import { InvalidInput, Refusal } from "./refusal";
import { plainCode, readableCode, sameSecret } from "./secrets";
import { settings } from "./settings";
import { dateOf } from "./time";
import { type Tx, write } from "./write";

/** Somebody on staff, without the password's hash. */
export type Person = Pick<PersonRow, "id" | "email" | "name" | "role" | "sessionEpoch">;

export const email = z
  .string({ error: "Write an e-mail address." })
  .trim()
  .toLowerCase()
  .max(254, { error: "This e-mail address is too long." })
  .pipe(z.email({ error: "Write an e-mail address, such as ada@example.com." }));
export const personName = line("your name", 120);

const notYours = "This is not the password that you have now.";

export const createFirstOwnerInput = z.object({
  code: z.string({ error: "Write the code that the start printed." }).max(100),
  name: personName,
  email,
  password: newPassword,
});
export const deactivatePersonInput = z.object({ personId: id });
export const reactivatePersonInput = deactivatePersonInput;
export const changeOwnPasswordInput = z.object({
  current: z.string({ error: "Write the password that you have now." }).max(200, { error: notYours }),
  password: newPassword,
});

/** What the start prints while there is nobody yet; the same until then, on every machine of this database. */
export function firstOwnerCode(databaseId: string): string {
  return readableCode(settings().authSecret, `first owner of ${databaseId}`);
}

/** Makes the first owner, for whoever has the code; refused as soon as there is anybody. */
export async function createFirstOwner(
  actor: Actor | null,
  input: z.input<typeof createFirstOwnerInput>,
  now?: Instant,
): Promise<Person> {
  authorize(actor, "anyone");
  const { code, password, ...given } = parse(createFirstOwnerInput, input);
  await refuseWrongCode(code);
  return addFirstOwner({ ...given, passwordHash: await hashPassword(password) }, now);
}

/** Makes the owner that the settings name, when there is nobody yet. */
export async function ensureFirstOwner(owner: { email: string; password: string } | null): Promise<void> {
  if (!owner || (await database().person.count()) > 0) return;
  const address = parse(email, owner.email);
  const passwordHash = await hashPassword(owner.password);
  const name = address.split("@")[0] ?? address;
  await addFirstOwner({ email: address, name, passwordHash }).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

async function refuseWrongCode(code: string): Promise<void> {
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  if (sameSecret(plainCode(code), plainCode(firstOwnerCode(databaseId)))) return;
  throw new InvalidInput({ code: "This is not the code. Read it from the lines that Candor printed when it started." });
}

async function addFirstOwner(
  given: { email: string; name: string; passwordHash: string },
  now?: Instant,
): Promise<Person> {
  const id = newId();
  const change = async (tx: Tx, at: Instant) => {
    if ((await tx.person.count()) > 0)
      throw new Refusal("conflict", "There is an owner already. Sign in, or ask to be invited.");
    return {
      event: about(id, "person.first_owner", null, { email: given.email, name: given.name }),
      result: await addPerson(tx, { id, role: "owner", ...given }, at),
    };
  };
  return write(actorOf({ id, name: given.name, role: "owner" }), change, { now });
}

/** Stores a person within a change. */
export async function addPerson(
  tx: Tx,
  person: Pick<PersonRow, "id" | "email" | "name" | "role" | "passwordHash">,
  now: Instant,
): Promise<Person> {
  const { id, email, name, role, sessionEpoch } = await tx.person.create({
    data: { ...person, createdAt: dateOf(now) },
  });
  return { id, email, name, role, sessionEpoch };
}

/** Gives a person a new password within a change, and ends their sessions. */
export async function setPassword(tx: Tx, personId: Id, passwordHash: string): Promise<Person> {
  const data = { passwordHash, sessionEpoch: { increment: 1 } };
  const { id, email, name, role, sessionEpoch } = await tx.person.update({ where: { id: personId }, data });
  return { id, email, name, role, sessionEpoch };
}

/** Ends the one-time links that are still open, of those that `where` names, within a change. */
export async function endLinks(tx: Tx, where: Prisma.InvitationWhereInput, now: Instant): Promise<void> {
  const open = { usedAt: null, expiresAt: { gt: dateOf(now) } };
  await tx.invitation.updateMany({ where: { AND: [where, open] }, data: { expiresAt: dateOf(now) } });
}

/** Gives whoever asks another password, and ends their sessions: the person given back may begin a new one. */
export async function changeOwnPassword(
  actor: Actor | null,
  input: z.input<typeof changeOwnPasswordInput>,
  now?: Instant,
): Promise<Person> {
  authorize(actor, "anyone");
  if (!actor) throw new Refusal("unauthenticated");
  if (actor.kind !== "staff" || actor.id === null) throw new Refusal("forbidden");
  const personId = actor.id;
  const { current, password } = parse(changeOwnPasswordInput, input);
  const { passwordHash: before } = await lookUp(database(), personId);
  if (!(await passwordMatches(before, current))) throw new InvalidInput({ current: notYours });
  const passwordHash = await hashPassword(password);
  const change = async (tx: Tx) => {
    const person = await lookUp(tx, personId);
    if (person.deactivatedAt || person.passwordHash !== before) throw new Refusal("conflict");
    const result = await setPassword(tx, personId, passwordHash);
    return { event: about(personId, "person.password_changed", null, { sessionEpoch: result.sessionEpoch }), result };
  };
  return write(actor, change, { now });
}

/** Ends a person's sessions, and the links that they made or that are for them, and lets nobody sign in as them. The last active owner stays. */
export async function deactivatePerson(
  actor: Actor | null,
  input: z.input<typeof deactivatePersonInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "people.write");
  const { personId } = parse(deactivatePersonInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await lookUp(tx, personId);
      const others = await tx.person.count({ where: { role: "owner", deactivatedAt: null, id: { not: personId } } });
      if (before.role === "owner" && others === 0) {
        throw new InvalidInput({ personId: `${before.name} is the only owner left. Invite another owner first.` });
      }
      const deactivatedAt = before.deactivatedAt ?? dateOf(at);
      await tx.person.update({ where: { id: personId }, data: { deactivatedAt, sessionEpoch: { increment: 1 } } });
      await endLinks(tx, { OR: [{ invitedById: personId }, { email: before.email }] }, at);
      return {
        event: about(personId, "person.deactivated", null, { deactivatedAt: deactivatedAt.getTime() }),
        result: undefined,
      };
    },
    { now },
  );
}

/** Lets a person sign in again. */
export async function reactivatePerson(
  actor: Actor | null,
  input: z.input<typeof reactivatePersonInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "people.write");
  const { personId } = parse(reactivatePersonInput, input);
  await write(
    actor,
    async (tx) => {
      const { deactivatedAt } = await lookUp(tx, personId);
      await tx.person.update({ where: { id: personId }, data: { deactivatedAt: null } });
      const before = { deactivatedAt: deactivatedAt?.getTime() ?? null };
      return { event: about(personId, "person.reactivated", before, { deactivatedAt: null }), result: undefined };
    },
    { now },
  );
}

async function lookUp(tx: Tx, personId: Id): Promise<PersonRow> {
  const person = await tx.person.findUnique({ where: { id: personId } });
  if (!person) throw new Refusal("not_found");
  return person;
}

function about(personId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "person", subjectId: personId, before, after };
}
