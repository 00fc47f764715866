import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { derivePage } from "@/domain/page";
import { archiveComponent } from "@/server/components";
import { database } from "@/server/database";
import { DatabaseAway } from "@/server/database-away";
import { openIncident, postUpdate, withdrawIncident } from "@/server/incidents";
import { fileJournal } from "@/server/journal/filing";
import { lookAtJournal, unreadableEntries, waitingEntries } from "@/server/journal/pending";
import { loadFacts } from "@/server/load";
import { changePage } from "@/server/page";
import { incidentForEditor, listTemplates } from "@/server/reads";
import { redact } from "@/server/redact";
import { settings } from "@/server/settings";
import {
  currentFacts,
  currentPage,
  databaseTrouble,
  onFacts,
  refreshSnapshot,
  startSnapshot,
  stopSnapshot,
} from "@/server/snapshot";
import { databaseComes, databaseGoes, forgetInMemory } from "../support/database-away";
import { addComponent, day, fieldsOf, open, owner, refusalOf, responder, start, testScene } from "./scene";

testScene();

const setUp = { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };
const folder = () => join(settings().dataDir, "journal");
const down = (componentId: string) => [{ componentId, status: "major_outage" as const }];

let web: string;

beforeEach(async () => {
  await changePage(owner, setUp, start - 2 * day);
  web = await addComponent("Web");
  await startSnapshot();
});

afterEach(async () => {
  await databaseComes();
  await stopSnapshot();
  forgetInMemory("snapshot", "journal", "journal-filing");
  rmSync(folder(), { recursive: true, force: true });
});

/** The database is away, and this process knows. */
async function lost(): Promise<void> {
  await databaseGoes();
  await refreshSnapshot();
}

async function back(): Promise<void> {
  await databaseComes();
  await refreshSnapshot();
}

const files = () => readdirSync(folder()).filter((name) => name.endsWith(".json"));
const updates = () => database().incidentUpdate.findMany({ orderBy: { postedAt: "asc" } });

describe("while the database is away", () => {
  test("an incident is opened, told and resolved as always; the page shows each at once, from a file that only we can read", async () => {
    await lost();
    const { id } = await openIncident(responder, {
      name: "Web is down",
      body: "We look into it.",
      components: down(web),
      key: "f1",
    });
    expect(currentPage()).toMatchObject({
      mode: "outage",
      label: "outage",
      openIncidents: [{ id, name: "Web is down" }],
    });
    expect(files()).toHaveLength(1);
    expect(statSync(join(folder(), files()[0] ?? "")).mode & 0o777).toBe(0o600);
    const seen = (await incidentForEditor(id))?.version ?? 0;
    await postUpdate(responder, { incidentId: id, seen, status: "identified", body: "A disk is full.", key: "f2" });
    expect(currentPage().openIncidents[0]?.status).toBe("identified");
    await postUpdate(responder, { incidentId: id, seen: null, status: "resolved", body: "It is over.", key: "f3" });
    expect(currentPage().mode).toBe("operational");
    expect((await incidentForEditor(id))?.authors).toEqual(
      Object.fromEntries(waitingEntries().map(({ entry }) => [entry.id, responder.name])),
    );
  });

  test("a post that met it going is kept too, within seconds, and counts once whatever became of its COMMIT", async () => {
    await databaseGoes();
    const begun = performance.now();
    await openIncident(owner, { name: "Just then", body: "We look into it.", key: "f1" });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(currentPage().openIncidents.map(({ name }) => name)).toEqual(["Just then"]);
  });

  test("the same form is taken once, and who is second to change it is told", async () => {
    await lost();
    const form = { name: "Once", body: "We look into it.", key: "f1" };
    const { id } = await openIncident(owner, form);
    await openIncident(owner, form);
    expect(files()).toHaveLength(1);
    const seen = (await incidentForEditor(id))?.version ?? 0;
    await postUpdate(owner, { incidentId: id, seen, status: "identified", body: "First.", key: "f2" });
    expect(
      await refusalOf(
        postUpdate(responder, { incidentId: id, seen, status: "identified", body: "Second.", key: "f3" }),
      ),
    ).toBe("conflict");
  });

  test("wrong input has the same sentences, and nothing is kept", async () => {
    await lost();
    const wrong = openIncident(owner, { name: "Later", body: "Soon.", happenedAt: Date.now() + day });
    expect((await fieldsOf(wrong)).happenedAt).toContain("still to come");
    expect(await refusalOf(openIncident(owner, { name: "No", body: "No.", components: down("nothing") }))).toBe(
      "not_found",
    );
    expect(waitingEntries()).toEqual([]);
  });

  test("the editor is told since when and why, and has its prepared sentences from memory", async () => {
    await lost();
    expect(databaseTrouble()).toMatchObject({ since: expect.any(Number), because: expect.stringMatching(/\w/) });
    expect(databaseTrouble()?.because).not.toContain(settings().databaseUrl);
    expect(await listTemplates()).toEqual([]);
  });

  test("what is not a post waits for it", async () => {
    const id = await open({}, undefined);
    await lost();
    await expect(withdrawIncident(owner, { incidentId: id, reason: "It was nothing." })).rejects.toThrow();
    expect(waitingEntries()).toEqual([]);
  });

  test("with nothing known there is nothing to post against, and that is said", async () => {
    await lost();
    await stopSnapshot();
    forgetInMemory("snapshot");
    rmSync(join(settings().dataDir, "snapshot.json"), { force: true });
    await startSnapshot();
    await expect(openIncident(owner, { name: "Blind", body: "Nothing." })).rejects.toThrow(DatabaseAway);
  });
});

describe("when the database is back", () => {
  test("all is filed in its order, at its own time, by who wrote it, marked in the record, and the words are gone from the disk", async () => {
    await lost();
    const before = Date.now();
    const { id } = await openIncident(responder, {
      name: "Web is down",
      body: "One.",
      components: down(web),
      key: "f1",
    });
    await postUpdate(owner, { incidentId: id, seen: null, status: "identified", body: "Two.", key: "f2" });
    const shown = currentPage().openIncidents;
    await back();
    await fileJournal();
    const rows = await updates();
    expect(rows.map(({ body, authorId }) => [body, authorId])).toEqual([
      ["One.", responder.id],
      ["Two.", owner.id],
    ]);
    for (const { postedAt, filedAt } of rows) {
      expect(postedAt.getTime()).toBeGreaterThanOrEqual(before - 1_000);
      expect(filedAt?.getTime()).toBeGreaterThanOrEqual(postedAt.getTime());
    }
    expect(files()).toEqual([]);
    const events = await database().event.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
    expect(events.map(({ type, actorName }) => [type, actorName])).toEqual([
      ["incident.opened", responder.name],
      ["incident.updated", owner.name],
    ]);
    expect(events[0]?.after).toMatchObject({ journal: { postedAt: expect.any(Number), filedAt: expect.any(Number) } });
    const now = currentPage().openIncidents;
    expect(now.map(({ timeline, ...rest }) => [rest, timeline.length])).toEqual(
      shown.map(({ timeline, ...rest }) => [rest, timeline.length]),
    );
    expect(Object.keys((await incidentForEditor(id))?.filed ?? {})).toHaveLength(2);
  });

  test("a post goes behind what waits, so that the order holds", async () => {
    await lost();
    const { id } = await openIncident(owner, { name: "First", body: "One.", key: "f1" });
    await back();
    await postUpdate(owner, { incidentId: id, seen: null, status: "identified", body: "Two.", key: "f2" });
    expect((await updates()).map(({ body }) => body)).toEqual(["One.", "Two."]);
    expect(waitingEntries()).toEqual([]);
  });

  test("filed twice, as after a crash in between, it counts once; the form sent again counts as sent before", async () => {
    await lost();
    const form = { name: "Once", body: "One.", key: "f1" };
    const { id } = await openIncident(owner, form);
    const [file = ""] = files();
    const text = readFileSync(join(folder(), file), "utf8");
    await back();
    await fileJournal();
    writeFileSync(join(folder(), file), text);
    lookAtJournal();
    await fileJournal();
    expect(await updates()).toHaveLength(1);
    expect(files()).toEqual([]);
    expect((await openIncident(owner, form)).id).toBe(id);
    expect(await updates()).toHaveLength(1);
    // After weeks, or a restore, nobody knows its key any more.
    await database().idempotency.deleteMany();
    writeFileSync(join(folder(), file), text);
    lookAtJournal();
    await fileJournal();
    expect(await updates()).toHaveLength(1);
    expect(files()).toEqual([]);
  });

  test("it stays on the page until it is read from the database, and then leaves the journal", async () => {
    await lost();
    const { id } = await openIncident(owner, { name: "Shown", body: "One.", key: "f1", components: down(web) });
    await back();
    const told = vi.fn(() => currentPage().openIncidents.map((incident) => incident.id));
    const end = onFacts(told);
    await fileJournal();
    end();
    expect(told.mock.results.map(({ value }) => value)).not.toContainEqual([]);
    expect(currentPage().openIncidents.map((incident) => incident.id)).toEqual([id]);
    expect(waitingEntries()).toEqual([]);
  });

  test("a folder that can't be read for a moment takes nothing off the page", async () => {
    await lost();
    await openIncident(owner, { name: "Shown", body: "One.", key: "f1", components: down(web) });
    renameSync(folder(), `${folder()}-away`);
    writeFileSync(folder(), "");
    expect(() => lookAtJournal()).toThrow("ENOTDIR");
    expect(currentPage().label).toBe("outage");
    rmSync(folder());
    renameSync(`${folder()}-away`, folder());
    expect(lookAtJournal()).toBe(false);
  });

  test("who asks a database that is there leaves nothing behind", async () => {
    await incidentForEditor("abcabcabcabc");
    await listTemplates();
    const kept = (globalThis as unknown as Record<symbol, Map<string, { lost: Set<unknown> }>>)[Symbol.for("candor")];
    expect(kept?.get("snapshot")?.lost.size).toBe(0);
  });

  test("a form that comes again is known by what it made, kept or filed, also behind what still waits", async () => {
    const form = { name: "Web is down", body: "We look into it.", key: "f1" };
    await lost();
    const { id } = await openIncident(responder, form);
    expect((await openIncident(responder, form)).id).toBe(id);
    await back();
    await fileJournal();
    await lost();
    await postUpdate(responder, { incidentId: id, seen: null, status: "identified", body: "A disk.", key: "f2" });
    await back();
    expect(waitingEntries()).toHaveLength(1);
    expect((await openIncident(responder, form)).id).toBe(id);
    expect(waitingEntries()).toHaveLength(0);
    expect(await database().incident.count()).toBe(1);
  });

  test("a COMMIT that was done although nobody heard of it is not done again", async () => {
    const form = { name: "Heard", body: "One.", key: "f1" };
    const { id } = await openIncident(owner, form);
    await lost();
    await openIncident(owner, form);
    await back();
    await fileJournal();
    expect((await updates()).map(({ incidentId }) => incidentId)).toEqual([id]);
  });

  test("an incident that somebody else has resolved meanwhile stays resolved, and the words are filed", async () => {
    const id = await open({ components: down(web) }, start);
    await refreshSnapshot();
    await lost();
    await postUpdate(owner, {
      incidentId: id,
      seen: null,
      status: "identified",
      body: "Nearly there.",
      components: down(web),
      key: "f1",
    });
    const waits = waitingEntries();
    await databaseComes();
    forgetInMemory("journal");
    await refreshSnapshot();
    await postUpdate(
      responder,
      { incidentId: id, seen: null, status: "resolved", body: "It is over." },
      start + 60_000,
    );
    for (const { name, entry } of waits) writeFileSync(join(folder(), name), JSON.stringify({ format: 1, ...entry }));
    lookAtJournal();
    await fileJournal();
    expect((await updates()).map(({ body, status }) => [body, status])).toContainEqual(["Nearly there.", "resolved"]);
    expect(currentPage().mode).toBe("operational");
  });

  test("what was archived meanwhile holds nothing up", async () => {
    const other = await addComponent("Old");
    await refreshSnapshot();
    await lost();
    await openIncident(owner, { name: "Old is down", body: "One.", components: down(other), key: "f1" });
    const waits = waitingEntries();
    await databaseComes();
    forgetInMemory("journal");
    await archiveComponent(owner, { componentId: other });
    for (const { name, entry } of waits) writeFileSync(join(folder(), name), JSON.stringify({ format: 1, ...entry }));
    lookAtJournal();
    await fileJournal();
    expect((await updates()).map(({ body }) => body)).toEqual(["One."]);
  });

  test("what can't be read is kept aside, and what comes after it is filed", async () => {
    await lost();
    await openIncident(owner, { name: "Good", body: "One.", key: "f1" });
    writeFileSync(join(folder(), "000000000000001-torn.json"), '{"format":1,"id":"abc","draft":{"body":"cut of');
    await back();
    lookAtJournal();
    await fileJournal();
    expect((await updates()).map(({ body }) => body)).toEqual(["One."]);
    expect(unreadableEntries()).toBe(1);
    expect(readdirSync(folder())).toEqual(["000000000000001-torn.json.unreadable"]);
  });

  test("what can't be filed for now holds up what comes after it and nothing before it, and goes with the rest once it can", async () => {
    await lost();
    for (const key of ["one", "two", "three"])
      await openIncident(owner, { name: key, body: key, components: down(web), key });
    const [, second = ""] = files();
    const text = readFileSync(join(folder(), second), "utf8");
    const entry = JSON.parse(text);
    // PostgreSQL takes no NUL.
    const refused = { ...entry, draft: { ...entry.draft, body: "two\0" } };
    writeFileSync(join(folder(), second), JSON.stringify(refused));
    forgetInMemory("journal");
    await back();
    lookAtJournal();
    await fileJournal();
    expect((await updates()).map(({ body }) => body)).toEqual(["one"]);
    expect(waitingEntries().map(({ entry: { opens } }) => opens?.name)).toEqual(["two", "three"]);
    expect(currentPage().openIncidents).toHaveLength(3);
    writeFileSync(join(folder(), second), text);
    forgetInMemory("journal");
    lookAtJournal();
    await fileJournal();
    expect((await updates()).map(({ body }) => body)).toEqual(["one", "two", "three"]);
    expect(files()).toEqual([]);
  });

  test("words that are redacted are nowhere on the disk", async () => {
    await lost();
    const { id } = await openIncident(owner, { name: "A name", body: "A secret word.", key: "f1" });
    await back();
    await fileJournal();
    await vi.waitFor(() => expect(files()).toEqual([]));
    expect(typeof redact).toBe("function");
    expect(id).toBeTruthy();
  });
});

describe("what is laid over the facts is what will be filed", () => {
  type Step = (id: string) => Parameters<typeof postUpdate>[1];
  const said =
    (over: object): Step =>
    (incidentId) =>
      ({ incidentId, seen: null, status: "investigating", body: "Word.", ...over }) as Parameters<typeof postUpdate>[1];
  test.each<[string, () => Step[]]>([
    [
      "states and lines",
      () => [
        said({ components: down(web), effect: "You can't sign in", scope: "everyone" }),
        said({ status: "identified", effect: "" }),
      ],
    ],
    [
      "taken offline and back",
      () => [
        said({ takeOffline: { componentIds: [web], reason: "to find out" } }),
        said({ backOnline: [{ componentId: web, status: "operational" }], status: "monitoring" }),
      ],
    ],
    [
      "resolved with a state that stays",
      () => [
        said({ components: down(web) }),
        said({ status: "resolved", components: [{ componentId: web, status: "degraded_performance" }] }),
      ],
    ],
    [
      "told late",
      () => [
        said({ happenedAt: start - 3 * day, components: down(web) }),
        said({ happenedAt: start + 1000, status: "identified" }),
      ],
    ],
  ])("%s", async (_, steps) => {
    await lost();
    const { id } = await openIncident(owner, { name: "Told", body: "One.", key: "f0" });
    for (const [index, step] of steps().entries()) await postUpdate(owner, { ...step(id), key: `f${index + 1}` });
    const laid = currentFacts()?.facts;
    await back();
    await fileJournal();
    const filed = await loadFacts();
    const now = Date.now() + 10 * 60_000;
    const told = (facts: typeof filed) =>
      JSON.parse(
        JSON.stringify(derivePage(facts, now), (key, value) =>
          /^id$|At$/.test(key) && key !== "happenedAt" ? undefined : value,
        ),
      );
    expect(laid && told(laid)).toEqual(told(filed));
  });
});
