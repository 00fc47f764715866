import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Id, Instant } from "@/domain/facts";
import type { Actor } from "./actor";
import { database } from "./database";
import type { KnownToken } from "./desk";
import { log } from "./log";
import { orFromMemory } from "./memory";
import { Refusal } from "./refusal";
import { remember } from "./remember";
import { permissionsOf } from "./scopes";
import { hashOf, sameSecret } from "./secrets";
import { settings } from "./settings";
import { networkOf } from "./sign-in-turns";
import { currentDesk } from "./snapshot";
import { instantOrNull } from "./time";

const burstSeconds = 10;
const wrongTokens = { points: 30, duration: 60 };
const lastUseEveryMs = 60_000;

function door() {
  return remember("token-door", () => ({
    requests: new RateLimiterMemory({ points: settings().apiRequests, duration: burstSeconds }),
    wrong: new RateLimiterMemory({ keyPrefix: "wrong", ...wrongTokens }),
    noted: new LRUCache<Id, true>({ max: 10_000, ttl: lastUseEveryMs }),
  }));
}

/**
 * Whoever the token speaks for. Throws a `Refusal` without a valid one, to a token that asks too often, and to a network
 * that tries many wrong ones; those with a right one still enter from there.
 */
export async function admit(token: string | null, address: string): Promise<Actor> {
  if (!token) throw new Refusal("unauthenticated", "Send “Authorization: Bearer …” with a valid API token.");
  const network = networkOf(address);
  await refuseGuessing(network, token);
  const actor = await tokenActor(token);
  if (!actor) {
    await consume(door().wrong, network, tooManyWrong);
    throw new Refusal("unauthenticated", "Send “Authorization: Bearer …” with a valid API token.");
  }
  await consume(door().requests, actor.id ?? "", "This token asks too often. Wait as long as Retry-After says.");
  noteUse(actor.id ?? "");
  return actor;
}

const tooManyWrong = "Many wrong tokens come from this network. Wait a minute and try again.";

/** Who has tried too many is told without a look at the database, unless the token is one that is known. */
async function refuseGuessing(network: string, token: string): Promise<void> {
  const tried = await door().wrong.get(network);
  if (!tried || tried.consumedPoints < wrongTokens.points || knownToken(hashOf(token))) return;
  throw new Refusal("throttled", tooManyWrong, Math.ceil(tried.msBeforeNext / 1000));
}

async function consume(limiter: RateLimiterMemory, key: string, sentence: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Refusal("throttled", sentence, Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
  }
}

/** At most once a minute for each token, and nobody waits for it. */
function noteUse(id: Id): void {
  if (door().noted.has(id)) return;
  door().noted.set(id, true);
  database()
    .apiToken.updateMany({ where: { id }, data: { lastUsedAt: new Date() } })
    .catch((err) => log().warn({ err }, "When a token was last used could not be noted"));
}

function knownToken(tokenHash: string): KnownToken | null {
  return currentDesk()?.tokens?.find((each) => sameSecret(each.tokenHash, tokenHash)) ?? null;
}

/**
 * Whom a token speaks for, by the database, or by what was last read of it while it is away; null when it is unknown,
 * expired or revoked.
 */
export async function tokenActor(token: string, now: Instant = Date.now()): Promise<Actor | null> {
  const tokenHash = hashOf(token);
  const found = await orFromMemory(
    () => readToken(tokenHash),
    () => knownToken(tokenHash),
  );
  if (!found || (found.expiresAt !== null && found.expiresAt <= now)) return null;
  return { kind: "token", id: found.id, name: found.name, permissions: permissionsOf(found.scopes) };
}

async function readToken(tokenHash: string): Promise<KnownToken | null> {
  const row = await database().apiToken.findUnique({ where: { tokenHash } });
  if (!row || row.revokedAt || !sameSecret(row.tokenHash, tokenHash)) return null;
  const { id, name, scopes, expiresAt } = row;
  return { id, name, tokenHash, scopes, expiresAt: instantOrNull(expiresAt) };
}
