import { describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { database } from "@/server/database";
import { refreshSnapshot } from "@/server/snapshot";
import type { groupShape } from "@/server/v1/shapes";
import { addComponent, hour, minute } from "../server/scene";
import { ask, type ErrorBody, faults, testApi, tokenFor } from "./api";

testApi();

type Group = z.infer<typeof groupShape>;

const wireKey = (key: string) => ({ "idempotency-key": key });

/** Another writer has the page's row until the work is begun and looked at; gives back what the work comes to. */
async function whilePageIsHeld<T>(begin: () => Promise<{ running: Promise<T> }>): Promise<T> {
  const { running } = await database().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM page FOR UPDATE`;
    return begin();
  });
  return running;
}

/** As it will be then: this process measures by its own clock from when it last asked the database for the time. */
async function afterTime<T>(ms: number, work: () => Promise<T>): Promise<T> {
  await refreshSnapshot();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
    await refreshSnapshot();
  }
}

async function recordCount(): Promise<number> {
  const { incident, maintenance, notice } = database();
  const counts = await Promise.all([incident.count(), maintenance.count(), notice.count()]);
  return counts.reduce((sum, count) => sum + count, 0);
}

describe("an Idempotency-Key", () => {
  const body = { incident: { name: "Errors" } };

  test("makes a request count once, and is answered alike the second time", async () => {
    const first = await ask("POST incidents", { body, headers: wireKey("a") });
    const second = await ask("POST incidents", { body, headers: wireKey("a") });
    expect([second.status, second.json]).toEqual([201, first.json]);
    expect(await database().incident.count()).toBe(1);
    const update = { body: { incident: { status: "resolved", body: "Over." } }, headers: wireKey("b") };
    for (let count = 0; count < 2; count++) await ask(`PATCH incidents/${first.json.id}`, update);
    expect((await ask(`GET incidents/${first.json.id}`)).json.incident_updates).toHaveLength(2);
  });

  test("that comes again while its request is being done is told to come again, and then answered alike", async () => {
    const first = await whilePageIsHeld(async () => {
      const running = ask("POST incidents", { body, headers: wireKey("a") });
      await vi.waitFor(async () => expect(await database().apiRequest.count()).toBe(1), 15_000);
      const { status, headers, json } = await ask<ErrorBody>("POST incidents", { body, headers: wireKey("a") });
      expect([status, headers.get("retry-after")]).toEqual([409, "2"]);
      expect(json.error).toMatch(/being done/);
      return { running };
    });
    const again = await ask("POST incidents", { body, headers: wireKey("a") });
    expect([first.status, again.status, again.json]).toEqual([201, 201, first.json]);
    expect(await database().incident.count()).toBe(1);
  });

  test("that comes many times at once and is refused is refused each time, or told to come again", async () => {
    const wrong = { body: { incident: { name: "x", next_update_by: "2020-01-01T00:00:00Z" } } };
    for (let round = 0; round < 10; round++) {
      const asked = Array.from({ length: 6 }, () => ask("POST incidents", { ...wrong, headers: wireKey(`r${round}`) }));
      for (const { status } of await Promise.all(asked)) expect([409, 422]).toContain(status);
    }
  });

  test("is let go of only by the request that has it: one that fails late takes no other's claim", async () => {
    const wrong = { body: { incident: { name: "x", next_update_by: "2020-01-01T00:00:00Z" } }, headers: wireKey("a") };
    const { status } = await whilePageIsHeld(async () => {
      const failing = ask("POST incidents", wrong);
      await vi.waitFor(async () => expect(await database().apiRequest.count()).toBe(1), 15_000);
      await database().apiRequest.updateMany({ data: { claim: "another", status: 201 } });
      return { running: failing };
    });
    expect(status).toBe(422);
    expect(await database().apiRequest.findMany()).toMatchObject([{ claim: "another", status: 201 }]);
  });

  test("whose request was cut short is kept from nobody for ever, and what that made is found", async () => {
    const first = await ask("POST incidents", { body, headers: wireKey("a") });
    const cutShort = { status: null, subjectKind: null, subjectId: null, claim: "gone" };
    await database().apiRequest.updateMany({ data: cutShort });
    expect((await ask("POST incidents", { body, headers: wireKey("a") })).status).toBe(409);
    await database().apiRequest.updateMany({ data: { at: new Date(Date.now() - 3 * minute) } });
    const again = await ask("POST incidents", { body, headers: wireKey("a") });
    expect([again.status, again.json]).toEqual([201, first.json]);
    expect(await database().incident.count()).toBe(1);
  });

  test("of a group that was deleted is answered with that group again", async () => {
    const web = await addComponent("Web");
    const made = await ask<Group>("POST component-groups", {
      body: { component_group: { name: "Europe", components: [web] } },
    });
    const gone = () => ask<Group>(`DELETE component-groups/${made.json.id}`, { headers: wireKey("a") });
    const first = await gone();
    expect([first.status, first.json]).toEqual([200, made.json]);
    expect(await gone()).toMatchObject({ status: 200, json: first.json });
    expect((await ask(`DELETE component-groups/${made.json.id}`)).status).toBe(404);
  });

  test("of work finds what was made of it, though the same work would be another thing by now", async () => {
    const web = await addComponent("Web");
    const work = (from: number, more: object = {}) => {
      const times = { scheduled_for: new Date(from), scheduled_until: new Date(from + hour) };
      return { body: { incident: { name: "Disks", component_ids: [web], ...times, ...more } } };
    };
    const begins = Date.now();
    const unnoticed = { auto_transition_to_maintenance_state: false };
    for (const [key, asked, kind, lapse] of [
      ["window", work(begins + 61 * minute), "maintenance", 63 * minute],
      ["quiet window", work(begins + 61 * minute, unnoticed), "maintenance", 2 * minute],
      ["notice", work(begins, unnoticed), "notice", 2 * hour],
      ["incident", work(begins), "incident", 2 * hour],
      ["past", work(begins - 2 * hour), "incident", minute],
    ] as const) {
      const first = await ask("POST incidents", { ...asked, headers: wireKey(key) });
      expect([key, first.status, first.json.candor.kind]).toEqual([key, 201, kind]);
      // Nobody noted how it was answered, and its claim has lapsed.
      const { claim } = await database().apiRequest.findFirstOrThrow({ where: { status: { not: null } } });
      const lost = { status: null, subjectKind: null, subjectId: null, at: new Date(begins - hour) };
      await database().apiRequest.updateMany({ where: { claim }, data: lost });
      const before = await recordCount();
      const again = await afterTime(lapse, () => ask("POST incidents", { ...asked, headers: wireKey(key) }));
      expect([key, again.status, again.json.id]).toEqual([key, 201, first.json.id]);
      const { because } = again.json.candor;
      expect(because === null || first.json.candor.because?.endsWith(because)).toBe(true);
      expect(because === null).toBe(kind === "maintenance");
      expect(await recordCount()).toBe(before);
      await database().apiRequest.deleteMany();
    }
  });

  test("repeats what was said of work that came too late", async () => {
    const from = Date.now();
    const times = { scheduled_for: new Date(from), scheduled_until: new Date(from + 3_600_000) };
    const incident = { name: "Disks", component_ids: [await addComponent("Web")], ...times };
    const work = { body: { incident }, headers: wireKey("a") };
    const answers = [await ask("POST incidents", work), await ask("POST incidents", work)];
    expect(new Set(answers.map(({ json }) => json.candor.because)).size).toBe(1);
    expect(answers[1]?.json.candor.because).toContain("too late");
  });

  test("with another request is refused, whichever part is another; another token has keys of its own", async () => {
    const made = await ask("POST incidents", { body, headers: wireKey("a") });
    const other = { body: { incident: { name: "Other" } }, headers: wireKey("a") };
    expect(await faults("POST incidents", other)).toEqual([422, ["Idempotency-Key"]]);
    expect(await faults(`DELETE incidents/${made.json.id}`, { headers: wireKey("a") })).toEqual([
      422,
      ["Idempotency-Key"],
    ]);
    expect((await ask("POST incidents", { ...other, token: await tokenFor("all") })).status).toBe(201);
  });

  test("can be used again for what failed", async () => {
    const wrong = { body: { incident: { name: "x", next_update_by: "2020-01-01T00:00:00Z" } }, headers: wireKey("a") };
    expect((await ask("POST incidents", wrong)).status).toBe(422);
    expect((await ask("POST incidents", { body, headers: wireKey("a") })).status).toBe(201);
  });

  test("of no or too many characters is refused", async () => {
    for (const key of ["", "x".repeat(256)]) {
      expect(await faults("POST incidents", { body, headers: wireKey(key) })).toEqual([422, ["Idempotency-Key"]]);
    }
  });
});
