import { describe, expect, test, vi } from "vitest";
import { createComponent, editComponent } from "@/server/components";
import { database } from "@/server/database";
import { isAway } from "@/server/database-away";
import { createGroup } from "@/server/groups";
import { openIncident, postUpdate } from "@/server/incidents";
import { publishNotice } from "@/server/notices";
import { eventsOf } from "@/server/reads";
import { settings } from "@/server/settings";
import { saveTemplate } from "@/server/templates";
import { write } from "@/server/write";
import { administer } from "../support/postgres-setup";
import { addComponent, day, incident, open, owner, refusalOf, responder, start, testScene } from "./scene";

testScene();

const revision = async () => (await database().page.findUniqueOrThrow({ where: { id: "page" } })).revision;
const post = { body: "More soon.", status: "identified" as const, seen: null };

describe("one door for changes", () => {
  test("a change leaves one event that says who, what, before, after, when and at which revision", async () => {
    const componentId = await addComponent("Web");
    await editComponent(owner, { componentId, name: "Web app" }, start);
    const [, edited, ...more] = await eventsOf("component", componentId);
    expect(more).toEqual([]);
    expect(edited).toMatchObject({
      type: "component.edited",
      actorKind: "staff",
      actorId: owner.id,
      actorName: "Ada",
      at: new Date(start),
      revision: await revision(),
      before: { name: "Web" },
      after: { name: "Web app" },
    });
  });

  test("without a given time the instants stored are the database's clock", async () => {
    const [before] = await database().$queryRaw<
      { now: Date }[]
    >`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
    const { id } = await openIncident(owner, { name: "Errors", body: "Looking." });
    const [after] = await database().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    const [update] = (await incident(id)).updates;
    expect(update?.postedAt).toBeGreaterThanOrEqual(before?.now.getTime() ?? Number.NaN);
    expect(update?.postedAt).toBeLessThanOrEqual(after?.now.getTime() ?? Number.NaN);
    expect(update?.happenedAt).toBe(update?.postedAt);
  });

  test("what is refused leaves neither event nor revision nor rows", async () => {
    const id = await open();
    const [before, events] = [await revision(), await database().event.count()];
    expect(
      await refusalOf(
        postUpdate(owner, { incidentId: id, ...post, components: [{ componentId: "nowhere", status: "operational" }] }),
      ),
    ).toBe("not_found");
    expect(await revision()).toBe(before);
    expect(await database().event.count()).toBe(events);
    expect((await incident(id)).updates).toHaveLength(1);
  });

  /** Runs `work` while every COMMIT of an incident does `instead`. */
  async function whileCommitting(instead: string, work: () => Promise<void>) {
    await database().$executeRawUnsafe(
      `CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${instead}; RETURN NULL; END $$`,
    );
    await database().$executeRawUnsafe(`
      CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON incident DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION at_commit()`);
    try {
      await work();
    } finally {
      // The pool may hand out the lost connection once more.
      await vi.waitFor(() => database().$executeRawUnsafe("DROP FUNCTION at_commit CASCADE"));
    }
  }

  test.each([
    ["a COMMIT that is refused", "RAISE EXCEPTION 'the disk is full'", /the disk is full/],
    ["a connection that is lost at COMMIT", "PERFORM pg_terminate_backend(pg_backend_pid())", /./],
  ])("%s is told as a failure and leaves nothing, and the same key can go again", async (_, instead, said) => {
    const before = await revision();
    await whileCommitting(instead, () => expect(open({ key: "k1" })).rejects.toThrow(said));
    expect(await revision()).toBe(before);
    const { incident, incidentUpdate, event, idempotency } = database();
    const counts = await Promise.all([incident.count(), incidentUpdate.count(), event.count(), idempotency.count()]);
    expect(counts).toEqual([0, 0, 0, 0]);
    const id = await open({ key: "k1" });
    expect(await open({ key: "k1" })).toBe(id);
  });
});

describe("the same key", () => {
  test("posts once and gives back the first one's id", async () => {
    const incidentId = await open();
    const first = await postUpdate(owner, { incidentId, ...post, key: "k1" });
    const [before, again] = [await revision(), await postUpdate(owner, { incidentId, ...post, key: "k1" })];
    expect(again.id).toBe(first.id);
    expect((await incident(incidentId)).updates).toHaveLength(2);
    expect(await revision()).toBe(before);
  });

  test("posts once when two arrive at the same time", async () => {
    const incidentId = await open();
    const both = await Promise.all([1, 2, 3].map(() => postUpdate(owner, { incidentId, ...post, seen: 1, key: "k1" })));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect((await incident(incidentId)).updates).toHaveLength(2);
  });

  test("opens one incident when two arrive at the same time", async () => {
    const input = { name: "Errors", body: "Looking.", key: "k1" };
    const [one, two] = await Promise.all([openIncident(owner, input), openIncident(owner, input)]);
    expect(one.id).toBe(two.id);
    expect(await database().incident.count()).toBe(1);
  });

  test.each([
    ["a notice", () => publishNotice(owner, { title: "Terms", body: "New.", key: "k1" })],
    ["a template", () => saveTemplate(owner, { name: "Slow", status: "monitoring", body: "Slow.", key: "k1" })],
    ["a component", () => createComponent(owner, { name: "Web", key: "k1" })],
    ["a group", () => createGroup(owner, { name: "Europe", key: "k1" })],
  ])("makes %s once", async (_, make) => {
    const [one, two] = await Promise.all([make(), make()]);
    expect(one.id).toBe(two.id);
    const { notice, template, component, componentGroup } = database();
    const counts = await Promise.all([notice.count(), template.count(), component.count(), componentGroup.count()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
  });

  test("is forgotten a week later", async () => {
    await open({ key: "old" }, start);
    await open({ key: "younger" }, start + day);
    await open({ key: "new" }, start + 7 * day + 1);
    const keys = (await database().idempotency.findMany()).map(({ key }) => key.split(":").at(-1));
    expect(keys.sort()).toEqual(["new", "younger"]);
  });

  test("is another one from another person or for another command", async () => {
    const incidentId = await open({ key: "k1" });
    await postUpdate(owner, { incidentId, ...post, key: "k1" });
    await postUpdate(responder, { incidentId, ...post, key: "k1" });
    expect((await incident(incidentId)).updates).toHaveLength(3);
  });

  test("is not used up by a post that failed", async () => {
    const incidentId = await open();
    const update = { incidentId, ...post, key: "k1" };
    await refusalOf(postUpdate(owner, { ...update, seen: 7 }));
    await postUpdate(owner, update);
    expect((await incident(incidentId)).updates).toHaveLength(2);
  });
});

describe("two people at once", () => {
  test("the second gets a conflict, and nothing of its post is stored", async () => {
    const incidentId = await open();
    const posts = await Promise.allSettled([
      postUpdate(owner, { incidentId, ...post, seen: 1 }),
      postUpdate(responder, { incidentId, ...post, seen: 1 }),
    ]);
    expect(posts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await incident(incidentId)).updates).toHaveLength(2);
    expect(await refusalOf(postUpdate(responder, { incidentId, ...post, seen: 1 }))).toBe("conflict");
  });

  test("writers queue, and none of many is lost", async () => {
    const names = Array.from({ length: 25 }, (_, index) => `Part ${index}`);
    await Promise.all(names.map((name) => createComponent(owner, { name })));
    expect(await database().component.count()).toBe(25);
    const events = await database().event.findMany({ orderBy: { id: "asc" } });
    expect(events.map((event) => event.revision)).toEqual(names.map((_, index) => index + 1));
    expect(new Set((await database().component.findMany()).map(({ position }) => position)).size).toBe(25);
  });
});

test("a connection that ends between two statements says that the database is away, and nothing is written", async () => {
  const ended = write(owner, async (tx) => {
    const [mine] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await administer(settings().databaseUrl, `SELECT pg_terminate_backend(${mine?.pid})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await tx.template.count();
    return { event: { type: "nothing", subjectKind: "page", subjectId: "page" }, result: undefined };
  });
  const error = await ended.then(
    () => null,
    (err: unknown) => err,
  );
  expect(isAway(error)).toBe(true);
  expect(await database().event.count()).toBe(0);
});
