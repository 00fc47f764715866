import { describe, expect, test } from "vitest";
import { systemActor } from "@/server/actor";
import { database } from "@/server/database";
import { openIncident } from "@/server/incidents";
import { redact } from "@/server/redact";
import { ensureFirstToken, tokenActor } from "@/server/tokens";
import { incident, refusalOf, start, testScene } from "./scene";

testScene();

const token = "a-token-of-the-settings-1";

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
