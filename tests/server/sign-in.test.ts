import { beforeEach, describe, expect, test, vi } from "vitest";
import { ensureFirstOwner } from "@/server/people";
import { signIn } from "@/server/sign-in";
import { signInDelays } from "@/server/sign-in-delay";
import { mostWaiting, networkOf } from "@/server/sign-in-turns";
import { refusalOf, testScene } from "./scene";

testScene();

const password = "correct horse battery";
let turn = 0;
let clock = 0;
let email = "";
let address = "";

beforeEach(async () => {
  turn++;
  email = `ada${turn}@example.com`;
  address = `192.0.2.${turn}`;
  await ensureFirstOwner({ email, password });
});

/** Signs in without waiting, and tells how long the wait would have been. */
async function attempt(given: Partial<{ email: string; password: string; address: string }> = {}) {
  let waited = 0;
  const wait = async (ms: number) => {
    waited += ms;
    clock = Math.max(clock, began + ms);
  };
  const began = clock;
  const person = await signIn({ email, password, address, ...given }, { now: () => began, wait });
  return { person, waited };
}

/** Tries that all wait until `release`, by a clock that stands still. */
function heldTries() {
  const waits: number[] = [];
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const wait = (ms: number) => {
    waits.push(ms);
    return promise;
  };
  const attempt = (given: Partial<{ email: string; password: string; address: string }> = {}) =>
    signIn({ email, password: "wrong password!", address, ...given }, { now: () => clock, wait });
  return { attempt, waits, release };
}

describe("signing in", () => {
  test("gives the person for the right password, whatever the case of the address", async () => {
    expect((await attempt({ email: ` ${email.toUpperCase()}` })).person).toMatchObject({
      email,
      role: "owner",
      sessionEpoch: 0,
    });
  });

  test("takes a password that another keyboard composes in another way", async () => {
    const { hashPassword, passwordMatches } = await import("@/server/passwords");
    expect(
      await passwordMatches(await hashPassword("na\u00efve-\u00e9t\u00e9-2026"), "nai\u0308ve-e\u0301te\u0301-2026"),
    ).toBe(true);
  });

  test("gives the same answer for a wrong password and an unknown address, and for the strangest of both", async () => {
    const answers = await Promise.all([
      attempt({ password: "wrong password!" }),
      attempt({ email: "nobody@example.com" }),
      attempt({ email: "a\0b", password: "\uD800" }),
      attempt({ email: "", password: "", address: "" }),
      attempt({ password: password + "x".repeat(100_000) }),
    ]);
    expect(answers.map(({ person }) => person)).toEqual([null, null, null, null, null]);
  });

  test("looks at a password of the same strength when the address is unknown", async () => {
    const times = async (given: object) => {
      const took: number[] = [];
      for (let round = 0; round < 15; round++) {
        const before = performance.now();
        await attempt({ address: `198.51.100.${turn}`, password: "wrong password!", ...given });
        took.push(performance.now() - before);
      }
      return took.sort((a, b) => a - b)[3] ?? 0;
    };
    const [known, unknown] = [await times({}), await times({ email: "nobody@example.com" })];
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });
});

describe("many tries", () => {
  test("of one account from one address wait longer and longer, up to fifteen seconds", async () => {
    const waits: number[] = [];
    for (let round = 0; round < 12; round++) waits.push((await attempt({ password: "wrong password!" })).waited);
    expect(waits.slice(0, 6)).toEqual([0, 0, 0, 250, 500, 1000]);
    expect(waits.at(-1)).toBe(15_000);
  });

  test("are never refused: the right password still signs in, and clears the count", async () => {
    for (let round = 0; round < 12; round++) await attempt({ password: "wrong password!" });
    expect((await attempt()).person).not.toBeNull();
    expect((await attempt()).waited).toBeLessThanOrEqual(2_000);
  });

  test("at the same time wait each behind the other, so that no more are looked at than of one by one", async () => {
    const { attempt, waits, release } = heldTries();
    const all = Promise.all(Array.from({ length: 12 }, () => attempt()));
    await vi.waitFor(() => expect(waits).toHaveLength(9));
    expect(waits).toEqual([250, 750, 1750, 3750, 7750, 15_750, 30_750, 45_750, 60_750]);
    release();
    expect(await all).toEqual(Array(12).fill(null));
  });

  test("of many accounts at the same time from one network wait each behind the other too", async () => {
    for (let round = 0; round < 30; round++) await attempt({ email: `many${round}@example.com` });
    const { attempt: held, waits, release } = heldTries();
    const all = ["a", "b", "c"].map((name) => held({ email: `${name}${turn}@example.com` }));
    await vi.waitFor(() => expect(waits).toEqual([15_000, 30_000, 45_000]));
    release();
    await Promise.all(all);
  });

  test("that wait in too great a number are refused to their own network, and to no other", async () => {
    const { attempt: held, waits, release } = heldTries();
    const all = Array.from({ length: 3 + mostWaiting }, () => held());
    await vi.waitFor(() => expect(waits).toHaveLength(mostWaiting));
    expect(await refusalOf(held())).toBe("throttled");
    const { person, waited } = await attempt({ address: `198.51.100.${turn}` });
    expect(person).not.toBeNull();
    expect(waited).toBeLessThanOrEqual(2_000);
    release();
    await Promise.all(all);
    expect((await attempt()).person).not.toBeNull();
  });

  test("from one IPv6 network count together, whatever the host's half says", async () => {
    for (let round = 0; round < 6; round++)
      await attempt({ password: "wrong password!", address: `2001:db8:${turn}:1::${round}` });
    expect((await attempt({ address: `2001:db8:${turn}:1:aaaa::1` })).waited).toBe(2_000);
    expect((await attempt({ address: `2001:db8:${turn}:2::1` })).waited).toBe(0);
    expect(networkOf("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(networkOf("unknown")).toBe("unknown");
  });

  test("by strangers elsewhere delay the responder by two seconds at most", async () => {
    for (let round = 0; round < 60; round++)
      await attempt({ password: "wrong password!", address: `203.0.113.${round}` });
    const { person, waited } = await attempt();
    expect(person).not.toBeNull();
    expect(waited).toBeLessThanOrEqual(2_000);
  });

  test("for many accounts from one address are slowed too", async () => {
    for (let round = 0; round < 30; round++) await attempt({ email: `guess${round}@example.com` });
    expect((await attempt({ email: "guess30@example.com" })).waited).toBe(15_000);
  });
});

describe("the delay", () => {
  test.each([
    [{ pair: 3, address: 20, account: 10 }, 0],
    [{ pair: 4, address: 4, account: 4 }, 250],
    [{ pair: 9, address: 9, account: 9 }, 8_000],
    [{ pair: 10_000, address: 0, account: 0 }, 15_000],
    [{ pair: 1, address: 21, account: 1 }, 250],
    [{ pair: 1, address: 10_000, account: 1 }, 15_000],
    [{ pair: 1, address: 1, account: 11 }, 250],
    [{ pair: 1, address: 1, account: 1_000_000 }, 2_000],
  ])("for %j is %i ms", (tries, delay) => {
    expect(Math.max(...Object.values(signInDelays(tries)))).toBe(delay);
  });
});
