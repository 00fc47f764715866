import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import { type Actor, actorOf } from "./actor";
import { database } from "./database";
import { orFromMemory } from "./memory";
import type { Person } from "./people";
import { hasPeople } from "./reads";
import { sessionCookie, sessionOptions, sessionSeconds } from "./session-options";
import { settings } from "./settings";
import { currentDesk } from "./snapshot";

/** Who asks, by the database, or by what was last read of it while it is away; null without a session, or when it was ended. */
export async function currentActor(): Promise<Actor | null> {
  const session = await getServerSession(sessionOptions());
  const id = session?.personId;
  if (!id) return null;
  const person = await orFromMemory(
    async () => {
      const row = await database().person.findUnique({ where: { id } });
      return row && { ...row, active: row.deactivatedAt === null };
    },
    () => currentDesk()?.people.find((each) => each.id === id) ?? null,
  );
  return person?.active && person.sessionEpoch === session.epoch ? actorOf(person) : null;
}

/** The actor, or off to sign in and then back to `path`; to the first owner's welcome while there is nobody. */
export async function requireActor(path: string): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  if (!(await hasPeople())) redirect("/staff/welcome");
  redirect(`/staff/sign-in?next=${encodeURIComponent(safeReturn(path))}`);
}

/** `path` if it leads to a staff page of this site, else the start page. */
export function safeReturn(path: string | null | undefined): string {
  const here = new URL("http://candor.invalid");
  const url = path ? URL.parse(path, here) : null;
  const inside = url?.origin === here.origin && /^\/staff(?:\/|$)/.test(url.pathname);
  return inside ? `${url.pathname}${url.search}` : "/staff";
}

/** Signs this browser in as the person. */
export async function startSession(person: Person): Promise<void> {
  const token = await encode({
    token: { sub: person.id, name: person.name, email: person.email, epoch: person.sessionEpoch },
    secret: settings().authSecret,
    maxAge: sessionSeconds,
  });
  const { name, options } = sessionCookie();
  (await cookies()).set(name, token, { ...options, maxAge: sessionSeconds });
}

const renewAfterSeconds = 24 * 60 * 60;

/** Lets a session that is in use last on; for where an answer may set cookies. */
export async function renewSession(): Promise<void> {
  const { name, options } = sessionCookie();
  const secret = settings().authSecret;
  const token = await decode({ token: (await cookies()).get(name)?.value, secret });
  if (!token || Date.now() / 1000 - Number(token.iat) < renewAfterSeconds) return;
  const renewed = await encode({ token, secret, maxAge: sessionSeconds });
  (await cookies()).set(name, renewed, { ...options, maxAge: sessionSeconds });
}

export async function endSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/** The asking client's address, as the front saw it. */
export async function clientAddress(): Promise<string> {
  return (await headers()).get("x-candor-address") ?? "";
}

/** Whether this request carries a form that a browser without JavaScript posted. */
export async function isPostedForm(): Promise<boolean> {
  return (await headers()).get("content-type")?.startsWith("multipart/form-data") ?? false;
}
