import { describe, expect, test } from "vitest";
import { type Actor, actorOf, systemActor } from "@/server/actor";
import { database } from "@/server/database";
import { acceptInvitation, endInvitation, invite, openInvitation, resetOwner } from "@/server/invitations";
import {
  changeOwnPassword,
  createFirstOwner,
  deactivatePerson,
  ensureFirstOwner,
  firstOwnerCode,
  type Person,
  reactivatePerson,
} from "@/server/people";
import { hasPeople, listInvitations, listPeople } from "@/server/reads";
import { signIn } from "@/server/sign-in";
import { day, fieldsOf, minute, refusalOf, start, testScene } from "./scene";

testScene();

const password = "correct horse battery";

async function code(): Promise<string> {
  return firstOwnerCode((await database().page.findUniqueOrThrow({ where: { id: "page" } })).databaseId);
}

async function firstOwner(): Promise<Person> {
  return createFirstOwner(null, { code: await code(), name: "Ada", email: "Ada@Example.com ", password }, start);
}

async function invited(boss: Person, email: string, role: "owner" | "responder", now = start): Promise<Person> {
  const { token } = await invite(actorOf(boss), { email, role }, now);
  return acceptInvitation(null, { token, name: "Grace", password }, now);
}

const address = "192.0.2.1";
const signsIn = async (email: string, given = password) => (await signIn({ email, password: given, address })) !== null;

describe("the first owner", () => {
  test("is made by whoever has the code, however it is typed, and can sign in", async () => {
    expect(await code()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await hasPeople()).toBe(false);
    const typed = ` ${(await code()).toLowerCase().replaceAll("-", " ")}`;
    const made = await createFirstOwner(null, { code: typed, name: "Ada", email: "Ada@Example.com ", password }, start);
    expect(made).toMatchObject({ email: "ada@example.com", role: "owner" });
    expect(await signsIn("ADA@example.com")).toBe(true);
  });

  test("is not made with a wrong code, a weak password or a wrong address", async () => {
    const input = { code: await code(), name: "Ada", email: "ada@example.com", password };
    expect((await fieldsOf(createFirstOwner(null, { ...input, code: "ABCD-EFGH-JKMN" }))).code).toMatch(/not the code/);
    expect((await fieldsOf(createFirstOwner(null, { ...input, password: "short" }))).password).toMatch(/at least 12/);
    expect((await fieldsOf(createFirstOwner(null, { ...input, email: "ada" }))).email).toMatch(
      /such as ada@example.com/,
    );
    expect(await hasPeople()).toBe(false);
  });

  test("is made once only, also when two come at once", async () => {
    const attempts = await Promise.allSettled([firstOwner(), firstOwner()]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusalOf(firstOwner())).toBe("conflict");
    expect(await database().person.count()).toBe(1);
  });

  test("comes from the settings when there is nobody yet, and only then", async () => {
    await ensureFirstOwner({ email: "Boss@example.com", password });
    await ensureFirstOwner({ email: "other@example.com", password });
    expect((await listPeople()).map(({ email, name }) => [email, name])).toEqual([["boss@example.com", "boss"]]);
    expect(await signsIn("boss@example.com")).toBe(true);
  });

  test("keeps neither password nor code in any row", async () => {
    await firstOwner();
    const rows = JSON.stringify([
      await database().person.findMany(),
      (await database().event.findMany()).map(({ after }) => after),
    ]);
    expect(rows).not.toContain(password);
    expect(rows).not.toContain(await code());
    expect(rows).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
  });
});

describe("invitations", () => {
  test("work once", async () => {
    const boss = await firstOwner();
    const { token } = await invite(actorOf(boss), { email: "grace@example.com", role: "responder" }, start);
    expect(await openInvitation(token, start)).toEqual({
      email: "grace@example.com",
      role: "responder",
      resets: false,
    });
    const input = { token, name: "Grace", password };
    const both = await Promise.allSettled([acceptInvitation(null, input, start), acceptInvitation(null, input, start)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await openInvitation(token, start)).toBeNull();
    expect(await signsIn("grace@example.com")).toBe(true);
  });

  test("expire after three days", async () => {
    const boss = await firstOwner();
    const { token } = await invite(actorOf(boss), { email: "grace@example.com", role: "responder" }, start);
    expect(await openInvitation(token, start + 3 * day - 1)).not.toBeNull();
    const late = acceptInvitation(null, { token, name: "Grace", password }, start + 3 * day);
    expect((await fieldsOf(late)).token).toMatch(/Ask an owner for a new one/);
    expect(await listInvitations(start + 3 * day)).toEqual([]);
  });

  test("a new one for the same address ends the one before", async () => {
    const boss = await firstOwner();
    const first = await invite(actorOf(boss), { email: "grace@example.com", role: "responder" }, start);
    await invite(actorOf(boss), { email: "grace@example.com", role: "owner" }, start + minute);
    expect(
      await fieldsOf(acceptInvitation(null, { token: first.token, name: "G", password }, start + 2 * minute)),
    ).toHaveProperty("token");
    expect(await listInvitations(start + 2 * minute)).toMatchObject([{ role: "owner" }]);
  });

  test("are kept as a hash of 256 random bits", async () => {
    const boss = await firstOwner();
    const { token } = await invite(actorOf(boss), { email: "grace@example.com", role: "responder" }, start);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const rows = [
      await database().invitation.findMany(),
      (await database().event.findMany()).map(({ after }) => after),
    ];
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("for somebody who is there let them choose a new password, once, and end their sessions", async () => {
    const boss = await firstOwner();
    const grace = await invited(boss, "grace@example.com", "responder");
    const made = await invite(actorOf(boss), { email: "Grace@example.com", role: "owner" }, start);
    expect(made.resets).toBe(true);
    expect(await openInvitation(made.token, start)).toMatchObject({ role: "responder", resets: true });
    const input = { token: made.token, password: "another long password" };
    const after = await acceptInvitation(null, input, start + minute);
    expect(after).toEqual({ ...grace, sessionEpoch: grace.sessionEpoch + 1 });
    expect(await signsIn("grace@example.com")).toBe(false);
    expect(await signsIn("grace@example.com", "another long password")).toBe(true);
    expect(await fieldsOf(acceptInvitation(null, input, start + minute))).toHaveProperty("token");
  });

  test("are not made for somebody who was deactivated, and say for a new person that they are new", async () => {
    const boss = await firstOwner();
    const grace = await invited(boss, "grace@example.com", "responder");
    await deactivatePerson(actorOf(boss), { personId: grace.id }, start);
    const again = invite(actorOf(boss), { email: "grace@example.com", role: "responder" }, start);
    expect((await fieldsOf(again)).email).toMatch(/Grace has this address already. Reactivate them/);
    expect((await invite(actorOf(boss), { email: "joan@example.com", role: "owner" }, start)).resets).toBe(false);
  });

  test("can be ended before they are used", async () => {
    const boss = await firstOwner();
    const { id, token } = await invite(actorOf(boss), { email: "grace@example.com", role: "owner" }, start);
    await endInvitation(actorOf(boss), { invitationId: id }, start + minute);
    expect(await openInvitation(token, start + minute)).toBeNull();
    expect(await fieldsOf(acceptInvitation(null, { token, name: "G", password }, start + minute))).toHaveProperty(
      "token",
    );
    expect(await refusalOf(endInvitation(actorOf(boss), { invitationId: "nowhere" }))).toBe("not_found");
  });

  test("end when the owner who made them is deactivated, and those for a person with the person", async () => {
    const boss = await firstOwner();
    const second = await invited(boss, "grace@example.com", "owner");
    const hers = await invite(actorOf(second), { email: "joan@example.com", role: "owner" }, start);
    const forHer = await invite(actorOf(boss), { email: "grace@example.com", role: "owner" }, start);
    const other = await invite(actorOf(boss), { email: "edith@example.com", role: "owner" }, start);
    await deactivatePerson(actorOf(boss), { personId: second.id }, start + minute);
    const open = await Promise.all([hers, forHer, other].map(({ token }) => openInvitation(token, start + minute)));
    expect(open.map((each) => each?.email ?? null)).toEqual([null, null, "edith@example.com"]);
  });

  test("are none for what is no text", async () => {
    expect(await openInvitation(["a", "b"], start)).toBeNull();
    expect(await openInvitation(undefined, start)).toBeNull();
  });

  test("want a name and a good password", async () => {
    const boss = await firstOwner();
    const { token } = await invite(actorOf(boss), { email: "grace@example.com", role: "responder" }, start);
    expect(await fieldsOf(acceptInvitation(null, { token, password }, start))).toHaveProperty("name");
    expect(await fieldsOf(acceptInvitation(null, { token, name: "Grace", password: "short" }, start))).toHaveProperty(
      "password",
    );
    expect(await openInvitation(token, start)).not.toBeNull();
  });
});

describe("an owner's reset on the machine", () => {
  const system = { kind: "system", id: null, name: "Candor", permissions: ["people.write"] } as const;

  test("gives a link that sets a new password once and ends the sessions", async () => {
    const boss = await firstOwner();
    const { token, email } = await resetOwner(system, undefined, start);
    expect(email).toBe("ada@example.com");
    expect(await openInvitation(token, start)).toMatchObject({ resets: true });
    const after = await acceptInvitation(null, { token, password: "another long password" }, start + minute);
    expect(after).toMatchObject({ id: boss.id, name: "Ada", sessionEpoch: boss.sessionEpoch + 1 });
    expect(await signsIn("ada@example.com")).toBe(false);
    expect(await signsIn("ada@example.com", "another long password")).toBe(true);
    expect(await fieldsOf(acceptInvitation(null, { token, password }, start + 2 * minute))).toHaveProperty("token");
  });

  test("expires after an hour, and is for owners only", async () => {
    const boss = await firstOwner();
    await invited(boss, "grace@example.com", "responder");
    const { token } = await resetOwner(system, "ada@example.com", start);
    expect(await openInvitation(token, start + 60 * minute)).toBeNull();
    expect(await refusalOf(resetOwner(system, "grace@example.com"))).toBe("not_found");
    expect(await refusalOf(resetOwner(system, "nobody@example.com"))).toBe("not_found");
  });
});

describe("an own password", () => {
  const another = "another long password";

  test("is changed by whoever knows it, and ends the sessions", async () => {
    const boss = await firstOwner();
    const after = await changeOwnPassword(actorOf(boss), { current: password, password: another }, start);
    expect(after).toEqual({ ...boss, sessionEpoch: boss.sessionEpoch + 1 });
    expect(await signsIn("ada@example.com")).toBe(false);
    expect(await signsIn("ada@example.com", another)).toBe(true);
  });

  test("stays without the present one, for a weak one, and for whoever is no person", async () => {
    const boss = await firstOwner();
    const change = (input: object, actor: Actor | null = actorOf(boss)) =>
      changeOwnPassword(actor, { current: password, password: another, ...input }, start);
    expect(await fieldsOf(change({ current: "not the password" }))).toHaveProperty("current");
    expect(await fieldsOf(change({ password: "short" }))).toHaveProperty("password");
    expect(await refusalOf(change({}, null))).toBe("unauthenticated");
    expect(await refusalOf(change({}, systemActor))).toBe("forbidden");
    expect(await signsIn("ada@example.com")).toBe(true);
  });
});

describe("deactivating", () => {
  test("ends the sessions, keeps the person from signing in, and can be undone", async () => {
    const boss = await firstOwner();
    const grace = await invited(boss, "grace@example.com", "responder");
    await deactivatePerson(actorOf(boss), { personId: grace.id }, start);
    const row = await database().person.findUniqueOrThrow({ where: { id: grace.id } });
    expect(row.sessionEpoch).toBe(grace.sessionEpoch + 1);
    expect(await signsIn("grace@example.com")).toBe(false);
    expect((await listPeople()).map(({ name, deactivatedAt }) => [name, deactivatedAt])).toEqual([
      ["Ada", null],
      ["Grace", start],
    ]);
    await reactivatePerson(actorOf(boss), { personId: grace.id }, start);
    expect(await signsIn("grace@example.com")).toBe(true);
  });

  test("the last active owner is refused, also when two owners deactivate each other at once", async () => {
    const boss = await firstOwner();
    expect((await fieldsOf(deactivatePerson(actorOf(boss), { personId: boss.id }))).personId).toMatch(
      /only owner left/,
    );
    const second = await invited(boss, "grace@example.com", "owner");
    const both = [
      deactivatePerson(actorOf(boss), { personId: second.id }),
      deactivatePerson(actorOf(second), { personId: boss.id }),
    ];
    expect((await Promise.allSettled(both)).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("an unknown person is not found", async () => {
    const boss = actorOf(await firstOwner());
    expect(await refusalOf(deactivatePerson(boss, { personId: "nowhere" }))).toBe("not_found");
    expect(await refusalOf(reactivatePerson(boss, { personId: "nowhere" }))).toBe("not_found");
  });
});
