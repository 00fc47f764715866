import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { database } from "./database";
import { newId } from "./ids";
import { id, instant, line, parse } from "./input";
import { InvalidInput, Refusal } from "./refusal";
import { type Scope, scopes } from "./scopes";
import { hashOf, newToken } from "./secrets";
import { dateOf, dateOrNull } from "./time";
import { type Tx, write } from "./write";

/** The name of the token that the settings give. */
export const fromSettings = "API_TOKEN";

const scope = z.enum(scopes, { error: `Choose among: ${scopes.join(", ")}.` });

export const makeTokenInput = z.object({
  name: line("what the token is for", 100).refine((name) => name !== fromSettings, {
    error: "This name belongs to the token of the settings. Choose another one.",
  }),
  scopes: z
    .array(scope, { error: "Choose what it may do." })
    .min(1, { error: "Choose what it may do." })
    .transform((chosen): Scope[] => scopes.filter((each) => chosen.includes(each))),
  /** Absent or null: until it is revoked. */
  expiresAt: instant("when it ends").nullish(),
});
export const revokeTokenInput = z.object({ tokenId: id });

/** Makes a token for a program. It is given back this once; only its hash is kept. */
export async function makeToken(
  actor: Actor | null,
  input: z.input<typeof makeTokenInput>,
  now?: Instant,
): Promise<{ id: Id; token: string }> {
  authorize(actor, "people.write");
  const { name, scopes: given, expiresAt = null } = parse(makeTokenInput, input);
  const token = `candor_${newToken()}`;
  const change = async (tx: Tx, at: Instant) => {
    if (expiresAt !== null && expiresAt <= at)
      throw new InvalidInput({ expiresAt: "This time has passed. Give a later one, or leave it empty." });
    const after = { id: newId(), name, scopes: given };
    const times = { createdAt: dateOf(at), expiresAt: dateOrNull(expiresAt) };
    await tx.apiToken.create({ data: { ...after, ...times, tokenHash: hashOf(token) } });
    return { event: about(after.id, "token.made", null, { ...after, expiresAt }), result: { id: after.id, token } };
  };
  return write(actor, change, { now });
}

/** Ends a token at once. One that has ended stays as it is. */
export async function revokeToken(
  actor: Actor | null,
  input: z.input<typeof revokeTokenInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "people.write");
  const { tokenId } = parse(revokeTokenInput, input);
  const change = async (tx: Tx, at: Instant) => {
    const found = await tx.apiToken.findUnique({ where: { id: tokenId } });
    if (!found) throw new Refusal("not_found");
    const revokedAt = found.revokedAt ?? dateOf(at);
    await tx.apiToken.update({ where: { id: tokenId }, data: { revokedAt } });
    const after = { name: found.name, revokedAt: revokedAt.getTime() };
    return { event: about(tokenId, "token.revoked", null, after), result: undefined };
  };
  await write(actor, change, { now });
}

/** Makes the token of the settings, kept as its hash only, the one that is valid of those that they ever gave. */
export async function ensureFirstToken(actor: Actor | null, token: string | null, now?: Instant): Promise<void> {
  authorize(actor, "people.write");
  const tokenHash = token ? hashOf(token) : null;
  if (await isSettled(tokenHash)) return;
  await write(
    actor,
    async (tx, at) => {
      const former = { name: fromSettings, revokedAt: null, ...(tokenHash && { tokenHash: { not: tokenHash } }) };
      await tx.apiToken.updateMany({ where: former, data: { revokedAt: dateOf(at) } });
      const after = tokenHash && (await giveToken(tx, tokenHash, at));
      const event = after
        ? about(after.id, "token.made", null, after)
        : about(fromSettings, "token.ended", null, { revokedAt: at });
      return { event, result: undefined };
    },
    { now },
  );
}

async function isSettled(tokenHash: string | null): Promise<boolean> {
  const valid = await database().apiToken.findMany({ where: { name: fromSettings, revokedAt: null } });
  // Earlier versions kept permissions in the place of scopes, and knew fewer of them.
  const isSo = valid.every((each) => each.tokenHash === tokenHash && each.scopes.includes("all"));
  return isSo && valid.length === (tokenHash ? 1 : 0);
}

async function giveToken(tx: Tx, tokenHash: string, now: Instant) {
  const given = { name: fromSettings, scopes: ["all"] };
  const { id } = await tx.apiToken.upsert({
    where: { tokenHash },
    create: { id: newId(), ...given, tokenHash, createdAt: dateOf(now) },
    update: { ...given, revokedAt: null },
  });
  return { id, ...given };
}

function about(tokenId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "token", subjectId: tokenId, before, after };
}
