import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import { Refusal } from "./refusal";
import { remember } from "./remember";

/** A clock in ms and a way to wait by it. */
export type Time = { now: () => number; wait: (ms: number) => Promise<unknown> };

/** Longer waits than this many at once, times the longest one, would only hold connections open. */
export const mostWaiting = 10;

const tooMany = "Many people try to sign in from this network. Wait a minute and try again.";

type Turns = {
  /** Until when each one's tries are spoken for. */
  takenUntil: LRUCache<string, number>;
  waiting: Map<string, number>;
};

function turns(): Turns {
  return remember("sign-in-turns", () => ({
    takenUntil: new LRUCache({ max: 50_000, ttl: 15 * 60_000 }),
    waiting: new Map(),
  }));
}

/** The address, or for IPv6 the /64 that one customer commonly has to themselves. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`)}/64`;
}

/**
 * Waits for a turn behind those that wait on the same keys already, `delays[key]` ms each, and at least `least` ms.
 * Throws a `Refusal`, for this network alone, when too many of it wait at once.
 */
export async function waitForTurn(
  network: string,
  delays: Readonly<Record<string, number>>,
  least: number,
  time: Time,
): Promise<void> {
  const { takenUntil, waiting } = turns();
  const chained = Object.entries(delays).filter(([, delay]) => delay > 0);
  if (chained.length === 0 && least <= 0) return;
  const others = waiting.get(network) ?? 0;
  if (others >= mostWaiting) throw new Refusal("throttled", tooMany);
  const now = time.now();
  const until = chained.map(([key, delay]) => {
    const end = Math.max(now, takenUntil.get(key) ?? 0) + delay;
    takenUntil.set(key, end);
    return end;
  });
  waiting.set(network, others + 1);
  try {
    await time.wait(Math.max(least, ...until.map((end) => end - now)));
  } finally {
    const left = (waiting.get(network) ?? 1) - 1;
    if (left > 0) waiting.set(network, left);
    else waiting.delete(network);
  }
}

/** Whoever comes next on this key need not wait behind those that wait now. */
export function clearTurns(key: string): void {
  turns().takenUntil.delete(key);
}
