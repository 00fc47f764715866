import { setTimeout as sleep } from "node:timers/promises";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { database } from "./database";
import { passwordMatches } from "./passwords";
import type { Person } from "./people";
import { remember } from "./remember";
import { hashOf } from "./secrets";
import { signInDelays, type Tries } from "./sign-in-delay";
import { clearTurns, networkOf, type Time, waitForTurn } from "./sign-in-turns";

export type SignIn = { email: string; password: string; address: string };

const longestPassword = 200;

const realTime: Time = { now: () => performance.now(), wait: (ms) => sleep(ms) };

/**
 * The person, or null, which never tells whether address or password was wrong, not by its time either.
 * Many tries are slowed, those of one account from one network and those of one network each behind the other.
 * Throws a `Refusal` only to a network of which too many wait: a stranger elsewhere can't lock a responder out.
 */
export async function signIn(given: SignIn, time: Time = realTime): Promise<Person | null> {
  const email = given.email.trim().toLowerCase().replaceAll("\0", "");
  const keys = keysOf(email, networkOf(given.address));
  const { pair, address, account } = signInDelays(await countTry(keys));
  const delays = { [`pair ${keys.pair}`]: pair, [`address ${keys.address}`]: address };
  await waitForTurn(keys.address, delays, account, time);
  const person = await database().person.findUnique({ where: { email } });
  const usable = person !== null && person.deactivatedAt === null && given.password.length <= longestPassword;
  const matches = await passwordMatches(usable ? person.passwordHash : null, given.password.slice(0, longestPassword));
  if (!matches || !person) return null;
  await forgiveTry(keys);
  const { id, name, role, sessionEpoch } = person;
  return { id, email, name, role, sessionEpoch };
}

/** Counts only; the points are no limit. */
function counters() {
  const counter = (keyPrefix: string) =>
    new RateLimiterMemory({ keyPrefix, points: Number.MAX_SAFE_INTEGER, duration: 15 * 60 });
  return remember("sign-in", () => ({
    pair: counter("pair"),
    address: counter("address"),
    account: counter("account"),
  }));
}

type Keys = { pair: string; address: string; account: string };

function keysOf(email: string, address: string): Keys {
  return { pair: hashOf(`${email} ${address}`), address, account: hashOf(email) };
}

/** Counted before the password is looked at, so that many at once are slowed as well. */
async function countTry(keys: Keys): Promise<Tries> {
  const { pair, address, account } = counters();
  return {
    pair: (await pair.consume(keys.pair)).consumedPoints,
    address: (await address.consume(keys.address)).consumedPoints,
    account: (await account.consume(keys.account)).consumedPoints,
  };
}

/** A right password takes its own try back, and what this account got wrong here. */
async function forgiveTry(keys: Keys): Promise<void> {
  const { pair, address, account } = counters();
  await pair.delete(keys.pair);
  clearTurns(`pair ${keys.pair}`);
  await address.reward(keys.address);
  await account.reward(keys.account);
}
