import type { Instant } from "@/domain/facts";
import { type Actor, authorize, permissions } from "./actor";
import { database } from "./database";
import { newId } from "./ids";
import { hashOf, sameSecret } from "./secrets";
import { dateOf } from "./time";
import { write } from "./write";

/** The name of the token that the settings give. */
const fromSettings = "API_TOKEN";
const granted = permissions.filter((permission) => !["people.write", "redact"].includes(permission));

/** Takes the token of the settings, kept as its hash only; one that the settings gave before ends. */
export async function ensureFirstToken(actor: Actor | null, token: string | null, now?: Instant): Promise<void> {
  authorize(actor, "people.write");
  if (!token) return;
  const tokenHash = hashOf(token);
  if (await database().apiToken.findUnique({ where: { tokenHash } })) return;
  await write(
    actor,
    async (tx, at) => {
      const made = { id: newId(), name: fromSettings, scopes: [...granted] };
      const former = { name: fromSettings, revokedAt: null };
      await tx.apiToken.updateMany({ where: former, data: { revokedAt: dateOf(at) } });
      await tx.apiToken.create({ data: { ...made, tokenHash, createdAt: dateOf(at) } });
      return {
        event: { type: "token.made", subjectKind: "token", subjectId: made.id, after: made },
        result: undefined,
      };
    },
    { now },
  );
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
