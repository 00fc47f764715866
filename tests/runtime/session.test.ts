import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, encode, type JWT } from "next-auth/jwt";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type RunningCandor, startCandor } from "../support/candor";

const day = 24 * 60 * 60;
const cookieName = "next-auth.session-token";
const owner = { OWNER_EMAIL: "ada@example.com", OWNER_PASSWORD: "a password of no use elsewhere" };

let candor: RunningCandor;
let signedIn: JWT;

beforeAll(async () => {
  candor = await startCandor({ env: owner });
  const csrf = await fetch(`${candor.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${candor.url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: {
      cookie: csrf.headers
        .getSetCookie()
        .map((each) => each.split(";")[0])
        .join("; "),
    },
    body: new URLSearchParams({ csrfToken, email: owner.OWNER_EMAIL, password: owner.OWNER_PASSWORD }),
  });
  signedIn = (await decode({ token: sessionIn(answer), secret: secret() })) ?? {};
});
afterAll(() => candor.stop());
afterEach(() => void vi.useRealTimers());

const secret = () => readFileSync(join(candor.dataDir, "auth-secret"), "utf8").trim();
const sessionIn = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .find((each) => each.startsWith(`${cookieName}=`))
    ?.split(/[=;]/)[1] ?? "";

/** What an open editor is answered, with a session that was begun so many seconds ago. */
async function pulse(age: number): Promise<Response> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - age * 1000 });
  const token = await encode({ token: signedIn, secret: secret(), maxAge: 14 * day });
  vi.useRealTimers();
  return fetch(`${candor.url}/staff/pulse`, { headers: { cookie: `${cookieName}=${token}` } });
}

test("a session in use is renewed after a day, for another fourteen", async () => {
  const renewed = await decode({ token: sessionIn(await pulse(10 * day)), secret: secret() });
  expect(renewed).toMatchObject({ sub: signedIn.sub, epoch: signedIn.epoch });
  expect(Number(renewed?.exp) - Date.now() / 1000).toBeGreaterThan(13.9 * day);
  expect(sessionIn(await pulse(60))).toBe("");
});

test("one that was not used for fourteen days is over", async () => {
  const answer = await pulse(14 * day + 60);
  expect(sessionIn(answer)).toBe("");
  expect(await answer.json()).toEqual({ at: null });
});
