import type { Instant } from "@/domain/facts";
import { type Actor, authorize, permissions } from "./actor";
import { database } from "./database";
import { newId } from "./ids";
import { hashOf, sameSecret } from "./secrets";
import { dateOf } from "./time";
import { type Tx, write } from "./write";

/** The name of the token that the settings give. */
const fromSettings = "API_TOKEN";
const granted = permissions.filter((permission) => !["people.write", "redact"].includes(permission));

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
        ? { type: "token.made", subjectKind: "token", subjectId: after.id, after }
        : { type: "token.ended", subjectKind: "token", subjectId: fromSettings, after: { revokedAt: at } };
      return { event, result: undefined };
    },
    { now },
  );
}

async function isSettled(tokenHash: string | null): Promise<boolean> {
  const valid = await database().apiToken.findMany({ where: { name: fromSettings, revokedAt: null } });
  return valid.every((each) => each.tokenHash === tokenHash) && valid.length === (tokenHash ? 1 : 0);
}

async function giveToken(tx: Tx, tokenHash: string, now: Instant) {
  const given = { name: fromSettings, scopes: [...granted] };
  const { id } = await tx.apiToken.upsert({
    where: { tokenHash },
    create: { id: newId(), ...given, tokenHash, createdAt: dateOf(now) },
    update: { ...given, revokedAt: null },
  });
  return { id, ...given };
}

/** Whom a bearer token speaks for; null when it is unknown, expired or revoked. */
export async function tokenActor(token: string, now: Instant = Date.now()): Promise<Actor | null> {
  const tokenHash = hashOf(token);
  const found = await database().apiToken.findUnique({ where: { tokenHash } });
  if (!found || !sameSecret(found.tokenHash, tokenHash) || found.revokedAt) return null;
  if (found.expiresAt && found.expiresAt <= dateOf(now)) return null;
  return {
    kind: "token",
    id: found.id,
    name: found.name,
    permissions: permissions.filter((each) => found.scopes.includes(each)),
  };
}
