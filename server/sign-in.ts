import { setTimeout as sleep } from "node:timers/promises";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { database } from "./database";
import { passwordMatches } from "./passwords";
import type { Person } from "./people";
import { remember } from "./remember";
import { hashOf } from "./secrets";
import { signInDelay } from "./sign-in-delay";

export type SignIn = { email: string; password: string; address: string };

const longestPassword = 200;

/**
 * The person, or null, which never tells whether address or password was wrong, not by its time either.
 * Many tries are slowed (`wait` in ms), never refused: a stranger can't lock a responder out.
 */
export async function signIn(given: SignIn, wait: (ms: number) => Promise<unknown> = sleep): Promise<Person | null> {
  const email = given.email.trim().toLowerCase().replaceAll("\0", "");
  const tries = await countTry(email, given.address);
  const delay = signInDelay(tries);
  if (delay > 0) await wait(delay);
  const person = await database().person.findUnique({ where: { email } });
  const usable = person !== null && person.deactivatedAt === null && given.password.length <= longestPassword;
  const matches = await passwordMatches(usable ? person.passwordHash : null, given.password.slice(0, longestPassword));
  if (!matches || !person) return null;
  await forgiveTry(email, given.address);
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

function keysOf(email: string, address: string) {
  return { pair: hashOf(`${email} ${address}`), address, account: hashOf(email) };
}

/** Counted before the password is looked at, so that many at once are slowed as well. */
async function countTry(email: string, address: string) {
  const { pair, address: ofAddress, account } = counters();
  const keys = keysOf(email, address);
  return {
    pair: (await pair.consume(keys.pair)).consumedPoints,
    address: (await ofAddress.consume(keys.address)).consumedPoints,
    account: (await account.consume(keys.account)).consumedPoints,
  };
}

/** A right password takes its own try back, and what this account got wrong here. */
async function forgiveTry(email: string, address: string): Promise<void> {
  const { pair, address: ofAddress, account } = counters();
  const keys = keysOf(email, address);
  await pair.delete(keys.pair);
  await ofAddress.reward(keys.address);
  await account.reward(keys.account);
}
