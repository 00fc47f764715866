import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { database } from "@/server/database";
import { changeIncident, editUpdate, openIncident, postUpdate, withdrawIncident } from "@/server/incidents";
import { turnIntoIncident } from "@/server/maintenance-course";
import { publishNotice } from "@/server/notices";
import { redact } from "@/server/redact";
import { settings } from "@/server/settings";
import { currentPage, startSnapshot, stopSnapshot } from "@/server/snapshot";
import { snapshotFile } from "@/server/snapshot-file";
import {
  addComponent,
  fieldsOf,
  hour,
  incident,
  minute,
  open,
  owner,
  refusalOf,
  responder,
  start,
  testScene,
} from "./scene";
import { announced } from "./work";

testScene();
afterEach(stopSnapshot);

const marker = "Ada Lovelace";
const scattered = "ADA\n  lovelace";

/** Everything that is in the database, as text. */
async function everyTable(): Promise<string> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`;
  const texts = await Promise.all(
    tables.map(({ name }) => database().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`)),
  );
  return texts.flatMap((rows) => rows.map(({ row }) => row)).join("\n");
}

async function everyFile(): Promise<string> {
  const { dataDir } = settings();
  const names = (await readdir(dataDir)).filter((name) => name.startsWith("snapshot"));
  return (await Promise.all(names.map((name) => readFile(join(dataDir, name), "utf8")))).join("\n");
}

const marked = /ada(?:\s|\\n)+lovelace/i;

/** An incident that has the marker wherever a text can be. */
async function markedIncident(): Promise<string> {
  const web = await addComponent();
  const texts = {
    name: `Account of ${marker}`,
    body: `${marker} and ${scattered}`,
    effect: marker,
    scope: `for ${marker}`,
  };
  const { id } = await openIncident(owner, { ...texts, key: "k1" }, start);
  const off = { componentIds: [web], reason: `for ${marker}` };
  const update = { incidentId: id, seen: null, status: "identified" as const, body: marker };
  await postUpdate(owner, { ...update, takeOffline: off }, start + minute);
  const updateId = (await incident(id)).updates[0]?.id ?? "";
  await editUpdate(owner, { updateId, body: `${marker}, again`, effect: marker, scope: marker }, start + 2 * minute);
  await editUpdate(owner, { updateId, body: `${marker}, and again` }, start + 30 * minute);
  await changeIncident(
    owner,
    { incidentId: id, name: `The account of ${marker}`, impactOverride: null, limitedDetail: false },
    start,
  );
  await withdrawIncident(owner, { incidentId: id, reason: `${marker} asked for it` }, start + 31 * minute);
  return id;
}

describe("redacting", () => {
  test("takes them also out of an incident that planned work was turned into", async () => {
    const { id: maintenanceId, web } = await announced();
    const words = { name: marker, body: `${marker} moved it.`, effect: marker };
    const components = [{ componentId: web, status: "major_outage" as const }];
    const { id: incidentId } = await turnIntoIncident(owner, { maintenanceId, ...words, components }, start + minute);
    await redact(owner, { incidentId, text: marker, reason: "A name." }, start + hour);
    expect(await everyTable()).not.toMatch(marked);
  });

  test("takes the words out of every row, every event and the snapshot file", async () => {
    const incidentId = await markedIncident();
    await startSnapshot();
    await writeFile(`${snapshotFile(settings().dataDir)}.tmp`, `what a crash left behind of ${marker}`);
    expect(await everyTable()).toMatch(marked);
    expect(await everyFile()).toMatch(marked);
    await redact(owner, { incidentId, text: marker, reason: "It named a customer." }, start + 40 * minute);
    expect(await everyTable()).not.toMatch(marked);
    expect(await everyFile()).not.toMatch(marked);
    expect(JSON.stringify(currentPage())).not.toMatch(marked);
    expect(await incident(incidentId)).toMatchObject({
      name: "The account of [redacted]",
      redactions: [{ at: start + 40 * minute, reason: "It named a customer." }],
      changes: [{ name: { from: "Account of [redacted]", to: "The account of [redacted]" } }],
    });
  });

  test("leaves ids, states and other words as they were", async () => {
    const web = await addComponent();
    const id = await open({
      body: "An outage of one web host",
      components: [{ componentId: web, status: "major_outage" }],
    });
    await redact(owner, { incidentId: id, text: "outage", reason: "Wrong word." }, start + minute);
    const [update] = (await incident(id)).updates;
    expect(update).toMatchObject({
      body: "An [redacted] of one web host",
      components: [{ componentId: web, status: "major_outage" }],
    });
    const events = await database().event.findMany({ where: { subjectId: id } });
    expect(JSON.stringify(events.map(({ after }) => after))).toContain("major_outage");
  });

  test("names the other places where the words still stand", async () => {
    const id = await open({ body: `${marker} wrote to us` });
    await open({ name: "Another", body: `${marker} as well` });
    await publishNotice(owner, { title: "Thanks", body: marker }, start);
    const { notes } = await redact(owner, { incidentId: id, text: marker, reason: "A name." }, start);
    expect(notes).toEqual([expect.stringContaining("“Another”"), expect.stringContaining("“Thanks”")]);
  });

  test("is refused to responders, for words that are not there, too short ones, and a reason that holds them", async () => {
    const incidentId = await open();
    const input = { incidentId, text: "looking into", reason: "A name." };
    expect(await refusalOf(redact(responder, input))).toBe("forbidden");
    expect(await fieldsOf(redact(owner, { ...input, text: "nowhere to be found" }))).toHaveProperty("text");
    expect(await fieldsOf(redact(owner, { ...input, text: "a" }))).toHaveProperty("text");
    expect(await fieldsOf(redact(owner, { ...input, reason: "It said Looking  into" }))).toHaveProperty("reason");
    expect(await refusalOf(redact(owner, { ...input, incidentId: "nowhere" }))).toBe("not_found");
  });
});
