import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import type { Invitation } from "@/generated/prisma/client";
import { type Actor, actorOf, authorize } from "./actor";
import { database } from "./database";
import { newId } from "./ids";
import { id, parse } from "./input";
import { hashPassword, newPassword } from "./passwords";
import { addPerson, email, endLinks, type Person, personName, setPassword } from "./people";
import { InvalidInput, Refusal } from "./refusal";
import { hashOf, newToken } from "./secrets";
import { dateOf } from "./time";
import { type Tx, write } from "./write";

const day = 24 * 60 * 60_000;
const invitationDays = 3;
const resetMinutes = 60;
/** Stands as the inviter of links that are made on the machine. */
const machine = "machine";

const role = z.enum(["owner", "responder"], { error: "Choose owner or responder." });

export const inviteInput = z.object({ email, role });
export const endInvitationInput = z.object({ invitationId: id });
export const acceptInvitationInput = z.object({
  token: z.string({ error: "Open the link of the invitation again." }).max(200),
  name: personName.optional(),
  password: newPassword,
});

export type Invited = { id: Id; token: string; expiresAt: Instant };

/**
 * Makes a one-time link, good for three days: for a new person, or (`resets`) for one who is there to choose a new
 * password. An earlier one for the same address ends.
 */
export async function invite(
  actor: Actor | null,
  input: z.input<typeof inviteInput>,
  now?: Instant,
): Promise<Invited & { resets: boolean }> {
  authorize(actor, "people.write");
  const given = parse(inviteInput, input);
  const token = newToken();
  const change = async (tx: Tx, at: Instant) => {
    const there = await tx.person.findUnique({ where: { email: given.email } });
    if (there?.deactivatedAt) {
      throw new InvalidInput({ email: `${there.name} has this address already. Reactivate them instead.` });
    }
    const resets = there !== null;
    const data = { email: given.email, role: there?.role ?? given.role, resets };
    const invitedById = actor.id ?? actor.kind;
    const made = await addInvitation(tx, { ...data, invitedById, token }, at, invitationDays * day);
    return { event: about(made.id, "invitation.made", null, data), result: { ...made, resets } };
  };
  return write(actor, change, { now });
}

/** Ends a link that was not used yet; one that is over stays as it is. */
export async function endInvitation(
  actor: Actor | null,
  input: z.input<typeof endInvitationInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "people.write");
  const { invitationId } = parse(endInvitationInput, input);
  const change = async (tx: Tx, at: Instant) => {
    const found = await tx.invitation.findUnique({ where: { id: invitationId } });
    if (!found) throw new Refusal("not_found");
    await endLinks(tx, { id: invitationId }, at);
    return { event: about(invitationId, "invitation.ended", null, { email: found.email }), result: undefined };
  };
  await write(actor, change, { now });
}

/** Makes a one-time link, good for an hour, that lets an owner choose a new password; for whoever works on the machine. */
export async function resetOwner(
  actor: Actor | null,
  address?: string,
  now?: Instant,
): Promise<Invited & { email: string }> {
  authorize(actor, "people.write");
  const wanted = address === undefined ? undefined : parse(email, address);
  const token = newToken();
  const change = async (tx: Tx, at: Instant) => {
    const where = { role: "owner" as const, deactivatedAt: null, ...(wanted && { email: wanted }) };
    const owner = await tx.person.findFirst({ where, orderBy: { createdAt: "asc" } });
    if (!owner)
      throw new Refusal(
        "not_found",
        wanted
          ? `No owner has the address ${wanted}.`
          : "There is no owner yet: start Candor, open /staff and give the code that it prints.",
      );
    const data = { email: owner.email, role: owner.role, invitedById: machine, resets: true, token };
    const made = { ...(await addInvitation(tx, data, at, resetMinutes * 60_000)), email: owner.email };
    return { event: about(made.id, "owner.reset", null, { email: owner.email }), result: made };
  };
  return write(actor, change, { now });
}

async function addInvitation(
  tx: Tx,
  { token, ...data }: Pick<Invitation, "email" | "role" | "invitedById" | "resets"> & { token: string },
  now: Instant,
  lifetime: number,
): Promise<Invited> {
  await endLinks(tx, { email: data.email }, now);
  const made = { id: newId(), expiresAt: now + lifetime };
  const times = { createdAt: dateOf(now), expiresAt: dateOf(made.expiresAt) };
  await tx.invitation.create({ data: { id: made.id, ...data, tokenHash: hashOf(token), ...times } });
  return { ...made, token };
}

/** Makes the person that a link invites, or gives the one that it was made for the new password. */
export async function acceptInvitation(
  actor: Actor | null,
  input: z.input<typeof acceptInvitationInput>,
  now?: Instant,
): Promise<Person> {
  authorize(actor, "anyone");
  const { token, name, password } = parse(acceptInvitationInput, input);
  const found = await openInvitation(token, now);
  if (!found) throw new InvalidInput({ token: linkIsOver });
  if (!found.resets && !name) throw new InvalidInput({ name: "Write your name." });
  const passwordHash = await hashPassword(password);
  const known = await database().person.findUnique({ where: { email: found.email } });
  const person = known ?? { id: newId(), email: found.email, name: name ?? "", role: found.role };
  const change = async (tx: Tx, at: Instant) => {
    const invitationId = await useUp(tx, token, at);
    if (known?.deactivatedAt || (known !== null) !== found.resets) throw new InvalidInput({ token: linkIsOver });
    const result = known
      ? await setPassword(tx, known.id, passwordHash)
      : await addPerson(tx, { ...person, passwordHash }, at);
    const type = known ? "person.password_set" : "invitation.accepted";
    return { event: about(invitationId, type, null, { personId: result.id }), result };
  };
  return write(actorOf(person), change, { now });
}

/** Only one of two that come at once finds the link unused. */
async function useUp(tx: Tx, token: string, now: Instant): Promise<Id> {
  const invitation = await tx.invitation.findUnique({ where: { tokenHash: hashOf(token) } });
  const over = !invitation || invitation.usedAt || invitation.expiresAt <= dateOf(now);
  if (over) throw new InvalidInput({ token: linkIsOver });
  await tx.invitation.update({ where: { id: invitation.id }, data: { usedAt: dateOf(now) } });
  return invitation.id;
}

const linkIsOver = "This link was used or has expired. Ask an owner for a new one.";

/** Whom a link is for and what it does; null when it was used or has expired. */
export async function openInvitation(
  token: unknown,
  now: Instant = Date.now(),
): Promise<{ email: string; role: "owner" | "responder"; resets: boolean } | null> {
  if (typeof token !== "string") return null;
  const found = await database().invitation.findUnique({ where: { tokenHash: hashOf(token) } });
  if (!found || found.usedAt || found.expiresAt <= dateOf(now)) return null;
  return { email: found.email, role: found.role, resets: found.resets };
}

function about(invitationId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "invitation", subjectId: invitationId, before, after };
}
