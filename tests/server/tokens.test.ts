import { describe, expect, test } from "vitest";
import { permissions, systemActor } from "@/server/actor";
import { database } from "@/server/database";
import { openIncident } from "@/server/incidents";
import { loadSnapshot } from "@/server/load";
import { listTokens } from "@/server/reads";
import { redact } from "@/server/redact";
import { Refusal } from "@/server/refusal";
import { covers, permissionsOf, scopes } from "@/server/scopes";
import { startSnapshot, stopSnapshot } from "@/server/snapshot";
import { admit, tokenActor } from "@/server/token-door";
import { ensureFirstToken, makeToken, revokeToken } from "@/server/tokens";
import { fieldsOf, hour, incident, owner, refusalOf, start, testScene } from "./scene";

testScene();

const token = "a-token-of-the-settings-1";
const plain = { name: "A program", scopes: ["read" as const] };

test("each scope covers itself and reading, and no other; all of them together are less than `all`", () => {
  for (const held of scopes) {
    const covered = scopes.filter((scope) => covers(permissionsOf([held]), scope));
    expect(covered).toEqual(held === "all" ? scopes : scopes.filter((scope) => scope === held || scope === "read"));
  }
  expect(covers(permissionsOf(scopes.filter((scope) => scope !== "all")), "all")).toBe(false);
});

describe("the token of the settings", () => {
  test("is kept as its SHA-256 only, once, and speaks for an actor that can write but not rule", async () => {
    await ensureFirstToken(systemActor, token, start);
    await ensureFirstToken(systemActor, token, start);
    const rows = await database().apiToken.findMany();
    expect(rows).toMatchObject([{ name: "API_TOKEN", tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(JSON.stringify([rows, (await database().event.findMany()).map(({ after }) => after)])).not.toContain(token);
    const actor = await tokenActor(token, start);
    const { id } = await openIncident(actor, { name: "By API", body: "Looking." }, start);
    expect((await incident(id)).name).toBe("By API");
    expect(await refusalOf(redact(actor, { incidentId: id, text: "Looking", reason: "x" }))).toBe("forbidden");
  });

  test("ends when the settings give another one, and nothing is made without one", async () => {
    await ensureFirstToken(systemActor, null, start);
    expect(await database().apiToken.count()).toBe(0);
    await ensureFirstToken(systemActor, token, start);
    await ensureFirstToken(systemActor, `${token}-new`, start);
    expect(await tokenActor(token, start)).toBeNull();
    expect(await tokenActor(`${token}-new`, start)).not.toBeNull();
  });

  test("is valid again when the settings come back to it, and the other one is not", async () => {
    for (const each of [token, `${token}-new`, token]) await ensureFirstToken(systemActor, each, start);
    expect(await tokenActor(token, start)).not.toBeNull();
    expect(await tokenActor(`${token}-new`, start)).toBeNull();
  });

  test("ends when the settings give none any more", async () => {
    await ensureFirstToken(systemActor, token, start);
    await ensureFirstToken(systemActor, null, start);
    expect(await tokenActor(token, start)).toBeNull();
    const events = await database().event.count();
    await ensureFirstToken(systemActor, null, start);
    expect(await database().event.count()).toBe(events);
  });

  test("that is unknown or has expired speaks for nobody", async () => {
    await ensureFirstToken(systemActor, token, start);
    await database().apiToken.updateMany({ data: { expiresAt: new Date(start) } });
    expect(await tokenActor(token, start - 1)).not.toBeNull();
    expect(await tokenActor(token, start)).toBeNull();
    expect(await tokenActor("", start)).toBeNull();
  });
});

describe("a token that staff make", () => {
  const made = (input: Partial<Parameters<typeof makeToken>[1]> = {}, now = start) =>
    makeToken(owner, { name: "Monitor", scopes: ["incidents"], ...input }, now);

  test("is given back once, kept as a hash alone, and told to no event", async () => {
    const { token } = await made();
    expect(token).toMatch(/^candor_[\w-]{43}$/);
    const everything = JSON.stringify([
      await database().apiToken.findMany(),
      (await database().event.findMany()).map(({ before, after }) => [before, after]),
      await listTokens(),
      await loadSnapshot(),
    ]);
    expect(everything).not.toContain(token);
    expect(everything).toContain("Monitor");
  });

  test.each([
    ["read", []],
    ["incidents", ["incidents.write", "notices.write"]],
    ["maintenance", ["maintenance.write"]],
    ["components", ["components.write"]],
    ["subscribers", ["subscribers.write"]],
    ["all", permissions.filter((each) => each !== "people.write" && each !== "redact")],
  ] as const)("with the scope %s may do %j and no more", async (scope, allowed) => {
    const { token } = await made({ scopes: [scope] });
    expect((await tokenActor(token, start))?.permissions).toEqual(allowed);
  });

  test("of an earlier version goes on with the permissions that it holds", async () => {
    const { token } = await made();
    await database().apiToken.updateMany({ data: { scopes: ["incidents.write", "maintenance.write"] } });
    expect((await tokenActor(token, start))?.permissions).toEqual(["incidents.write", "maintenance.write"]);
  });

  test("ends at once when it is revoked, for good, and at its time when it has one", async () => {
    const { id, token } = await made();
    await revokeToken(owner, { tokenId: id }, start);
    await revokeToken(owner, { tokenId: id }, start + hour);
    expect(await tokenActor(token, start)).toBeNull();
    expect((await listTokens()).map(({ revokedAt }) => revokedAt)).toEqual([start]);
    const short = await made({ expiresAt: start + hour });
    expect(await tokenActor(short.token, start + hour - 1)).not.toBeNull();
    expect(await tokenActor(short.token, start + hour)).toBeNull();
  });

  test.each([
    [{ name: " " }, "name"],
    [{ name: "API_TOKEN" }, "name"],
    [{ scopes: [] }, "scopes"],
    [{ scopes: ["everything"] }, "scopes"],
    [{ expiresAt: start }, "expiresAt"],
  ])("is not made of %j", async (input, field) => {
    expect(Object.keys(await fieldsOf(made(input as never)))).toEqual([field]);
  });

  test("that is not there can't be revoked", async () => {
    expect(await refusalOf(revokeToken(owner, { tokenId: "nothing" }))).toBe("not_found");
  });
});

describe("the door for tokens", () => {
  const told = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (each: unknown) => each,
    );
    return error instanceof Refusal ? { code: error.code, retryAfter: error.retryAfter } : error;
  };

  test("lets a token ask a hundred times at once, and then tells it how long to wait; others are not held up", async () => {
    const [busy, calm] = await Promise.all([makeToken(owner, plain), makeToken(owner, plain)]);
    for (let count = 0; count < 100; count++) await admit(busy.token, "192.0.2.1");
    const refused = await told(admit(busy.token, "192.0.2.1"));
    expect(refused).toMatchObject({ code: "throttled", retryAfter: expect.any(Number) });
    expect((refused as { retryAfter: number }).retryAfter).toBeGreaterThan(0);
    expect(await admit(calm.token, "192.0.2.1")).toMatchObject({ id: calm.id });
  });

  test("tells a network that tries many wrong tokens to wait, and no other, and nobody who has a right one", async () => {
    const { token } = await makeToken(owner, plain);
    for (let count = 0; count < 30; count++) {
      expect(await told(admit(`wrong-${count}`, "192.0.2.2"))).toMatchObject({ code: "unauthenticated" });
    }
    expect(await told(admit("wrong again", "192.0.2.2"))).toMatchObject({ code: "throttled" });
    expect(await told(admit("wrong", "192.0.2.3"))).toMatchObject({ code: "unauthenticated" });
    await startSnapshot({ keep: false });
    expect(await admit(token, "192.0.2.2")).toMatchObject({ kind: "token" });
    await stopSnapshot();
  });

  test("notes when a token was last used, with one write a minute however often that is", async () => {
    const { id, token } = await makeToken(owner, plain);
    const lastUse = async () => (await listTokens()).find((each) => each.id === id)?.lastUsedAt ?? null;
    const revision = (await database().page.findFirstOrThrow()).revision;
    await admit(token, "192.0.2.4");
    await expect.poll(lastUse).not.toBeNull();
    await database().apiToken.updateMany({ data: { lastUsedAt: new Date(start) } });
    for (let count = 0; count < 5; count++) await admit(token, "192.0.2.4");
    // Time enough for what nobody waits for.
    await database().$queryRaw`SELECT pg_sleep(0.2)::text`;
    expect(await lastUse()).toBe(start);
    expect((await database().page.findFirstOrThrow()).revision).toBe(revision);
  });
});
