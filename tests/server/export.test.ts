import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { systemActor } from "@/server/actor";
import { database } from "@/server/database";
import { readDesk } from "@/server/desk";
import { incidentParts } from "@/server/fact-rows";
import { prepareFirstRun } from "@/server/first-run";
import { keepText, readExportFile, writtenExport } from "@/server/moving/export-file";
import { readExport } from "@/server/moving/export-rows";
import { restoreExport } from "@/server/moving/restore-export";
import { changePage, ensurePage } from "@/server/page";
import { saveTemplate } from "@/server/templates";
import { anyFacts } from "../domain/any-facts";
import { newDataDir } from "../support/candor";
import { emptyDatabase } from "../support/database";
import { exportOf } from "../support/export-of";
import { contentsOf } from "../support/spare-databases";
import { documentsAt, fillWholePage } from "../support/whole-page";
import { addComponent, hour, open, owner, start, testScene } from "./scene";

testScene();

const url = () => process.env.DATABASE_URL ?? "";
/** Not of the page: accounts and tokens, and what a database keeps for a while. */
const leftOut = ["person", "invitation", "api_token", "api_request", "idempotency"];
const there = start + 2 * hour;

/** Every row of what an export has, without what is of this database alone. */
async function rowsThere() {
  const { page, event, ...tables } = await contentsOf(url());
  const parsed = (rows: string[] = []) => rows.map((row) => JSON.parse(row) as Record<string, unknown>);
  const ours = Object.entries(tables).filter(([name]) => ![...leftOut, "author"].includes(name));
  return {
    ...Object.fromEntries(ours),
    // A list that was never written and an empty one are the same.
    maintenance_series: tables.maintenance_series?.map((row) => row.replace('"skipped": null', '"skipped": []')),
    page: parsed(page).map(({ revision, ...rest }) => rest),
    event: parsed(event)
      .sort((a, b) => Number(a.id) - Number(b.id))
      .filter((each) => each.subject_kind !== "token" && each.type !== "page.restored")
      .map(({ id, revision, ...rest }) => rest),
  };
}

const timeless = (text: string) => text.replace(/"exportedAt": "[^"]+"/, "");
const written = async () => timeless(writtenExport(await readExport()));

async function otherDatabase(): Promise<void> {
  await emptyDatabase();
  await ensurePage();
}

/** The sentence that it is refused with; nothing has changed then. */
async function refusal(work: () => Promise<unknown>): Promise<string> {
  const before = await contentsOf(url());
  const error = await work().then(
    () => null,
    (caught: Error) => caught,
  );
  expect([error?.name, await contentsOf(url())]).toEqual(["MovingProblem", before]);
  return error?.message ?? "";
}

test("restored into an empty database it gives each row as it was, the same documents and the same export", async () => {
  await fillWholePage(start);
  const [file, rows, documents] = [await readExport(), await rowsThere(), await documentsAt(there)];
  const empty = Object.entries(rows).filter(([, found]) => found?.length === 0);
  expect(empty.map(([name]) => name)).toEqual(["imported_record"]);
  await otherDatabase();
  expect(await restoreExport(systemActor, file)).toEqual({ changed: true });
  expect(await rowsThere()).toEqual(rows);
  expect(await documentsAt(there)).toEqual(documents);
  expect(await written()).toBe(timeless(writtenExport(file)));
});

test("every table but those of accounts and of the database alone is in it, and nothing of those", async () => {
  const token = await fillWholePage(start);
  const tables = Object.keys(await contentsOf(url()));
  const kept = tables.filter((name) => ![...leftOut, "author"].includes(name));
  expect(Object.keys(await rowsThere()).sort()).toEqual(kept.sort());
  const text = await written();
  for (const secret of ["ada@example.com", "a hash of no use", token, "hunter2"]) expect(text).not.toContain(secret);
  expect(text).toContain("[redacted]");
});

test("the names of those who wrote stay with what they wrote, without an account", async () => {
  await fillWholePage(start);
  const file = await readExport();
  await otherDatabase();
  await restoreExport(systemActor, file);
  const incidents = await database().incident.findMany({ include: incidentParts });
  const { authors } = await database().$transaction((tx) => readDesk(tx, incidents));
  expect(new Set(Object.values(authors))).toEqual(new Set(["Ada Lovelace"]));
  expect(await database().person.count()).toBe(0);
});

/** The order in which facts are made up here is none that a database keeps. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const key = (each: unknown) => JSON.stringify(each);
    return value.map(sorted).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sorted(each)]));
}

test("any facts are the same after being restored and written out again", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, async (facts) => {
      const file = exportOf(facts);
      await otherDatabase();
      await restoreExport(systemActor, file);
      const written = await readExport();
      const { events, candor, exportedAt, ...found } = written;
      const { events: _, candor: __, exportedAt: ___, ...given } = file;
      expect(sorted(found)).toEqual(sorted(given));
      await otherDatabase();
      await restoreExport(systemActor, written);
      expect({ ...(await readExport()), exportedAt }).toEqual(written);
    }),
    { numRuns: 25 },
  );
});

test("many rows are restored at once", async () => {
  const file = exportOf({ ...(await anyPage()), incidents: [] });
  const [like] = (await anyPage()).incidents;
  const many = Array.from({ length: 3500 }, (_, index) => `m${String(index).padStart(11, "0")}`);
  const [incident] = exportOf({ ...(await anyPage()), incidents: like ? [like] : [] }).incidents;
  const [update] = incident?.updates ?? [];
  if (!incident || !update) throw new Error("There is nothing to have many of.");
  file.incidents = many.map((id) => ({
    ...incident,
    id,
    updates: [{ ...update, id: `u${id.slice(1)}` }],
    offline: [],
  }));
  await restoreExport(systemActor, file);
  expect(await database().incidentUpdate.count()).toBe(3500);
});

async function anyPage() {
  const [facts] = fc.sample(
    anyFacts.filter(({ incidents }) => incidents.length > 0),
    { numRuns: 1, seed: 7 },
  );
  if (!facts) throw new Error("No facts were made.");
  return facts;
}

describe("restoring", () => {
  test("what is here already changes nothing", async () => {
    await fillWholePage(start);
    const file = await readExport();
    const before = await contentsOf(url());
    expect(await restoreExport(systemActor, file)).toEqual({ changed: false });
    expect(await contentsOf(url())).toEqual(before);
  });

  test("takes the place of what the first start and the set-up made; staff of here stay", async () => {
    await fillWholePage(start);
    const [file, rows] = [await readExport(), await rowsThere()];
    await otherDatabase();
    await prepareFirstRun();
    const person = { id: "grace0000000", email: "grace@example.com", name: "Grace", role: "owner" as const };
    await database().person.create({ data: { ...person, passwordHash: "x", createdAt: new Date() } });
    await changePage(owner, { name: "New", timeZone: "UTC", supportLink: null, accentColor: null, logo: null });
    await restoreExport(systemActor, file);
    expect(await rowsThere()).toEqual(rows);
    expect(await database().person.findMany({ select: { name: true } })).toEqual([{ name: "Grace" }]);
  });

  test("is refused where there is another page, which it names", async () => {
    await fillWholePage(start);
    const file = await readExport();
    await otherDatabase();
    await addComponent("Web");
    await open();
    expect(await refusal(() => restoreExport(systemActor, file))).toMatch(
      /^There is another page here already: “Status” with 1 component, 1 incident\. .* Nothing was changed\.$/,
    );
    await otherDatabase();
    await saveTemplate(owner, { name: "Ours", status: "investigating", body: "Our own words." });
    expect(await refusal(() => restoreExport(systemActor, file))).toContain("with 1 prepared text.");
  });

  test("only shown, writes nothing, and refuses the same", async () => {
    await fillWholePage(start);
    const file = await readExport();
    await otherDatabase();
    const before = await contentsOf(url());
    expect(await restoreExport(systemActor, file, { dryRun: true })).toEqual({ changed: true });
    expect(await contentsOf(url())).toEqual(before);
    await addComponent("Web");
    await refusal(() => restoreExport(systemActor, file, { dryRun: true }));
  });

  test.each([
    ["a component that isn't there", /baseChanges\[0\]\.componentId names nothing in components/, "baseChanges"],
    ["two things of one id", /components\[1\]\.id is there twice/, "components"],
  ] as const)("is refused for %s, which is named", async (_, said, part) => {
    await fillWholePage(start);
    const file = await readExport();
    await otherDatabase();
    const broken =
      part === "components"
        ? { ...file, components: [file.components[0], ...file.components].flatMap((each) => each ?? []) }
        : { ...file, baseChanges: file.baseChanges.map((each) => ({ ...each, componentId: "nowhere" })) };
    expect(await refusal(() => restoreExport(systemActor, broken))).toMatch(said);
  });
});

describe("the file", () => {
  const folder = () => newDataDir("export");

  test("is read as it was written, is for this user only, and never there by halves", async () => {
    await fillWholePage(start);
    const file = join(folder(), "page.json");
    const page = await readExport();
    await keepText(file, writtenExport(page));
    expect(await readExportFile(file)).toEqual(page);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const nowhere = join(folder(), "deeper", "page.json");
    await expect(keepText(nowhere, "{}")).rejects.toThrow(/^There is no folder for .*Make it first\.$/);
    expect([existsSync(nowhere), readdirSync(join(file, ".."))]).toEqual([false, ["page.json"]]);
  });

  test.each<[string, (page: Record<string, object>) => unknown, RegExp]>([
    ["no JSON", () => "<html>", /is not JSON; it begins with “<html>”/],
    ["another document", () => ({ components: [] }), /is no export of a Candor: it has no "format": "candor-export"/],
    ["null", () => null, /is no export of a Candor/],
    ["a newer format", (page) => ({ ...page, formatVersion: 2 }), /was written by a newer Candor \(format 2\)/],
    ["a part that is missing", ({ notices, ...page }) => page, /: notices: Invalid input: expected array/],
    ["a wrong type", (page) => ({ ...page, groups: [{ id: "a", name: 1, position: 0 }] }), /: groups\[0\]\.name: /],
    ["a key of its own", (page) => ({ ...page, passwords: [] }), /: the whole: Unrecognized key: "passwords"/],
    ["a time that is none", (page) => ({ ...page, exportedAt: "yesterday" }), /: exportedAt: Invalid ISO datetime/],
    [
      "a zone that is none",
      (p) => ({ ...p, page: { ...p.page, timeZone: "Mars" } }),
      /: page\.timeZone: There is no such/,
    ],
    [
      "a link that runs",
      (p) => ({ ...p, page: { ...p.page, supportLink: "javascript:1" } }),
      /: page\.supportLink: A link/,
    ],
    [
      "what PostgreSQL can't keep",
      (page) => ({ ...page, groups: [{ id: "a", name: "\0", description: null, position: 0 }] }),
      /groups\[0\]\.name: PostgreSQL takes no NUL/,
    ],
  ])("with %s is refused, and the field is named", async (_, change, said) => {
    const file = join(folder(), "page.json");
    const changed = change(JSON.parse(writtenExport(await readExport())));
    writeFileSync(file, typeof changed === "string" ? changed : JSON.stringify(changed));
    expect(await refusal(() => readExportFile(file))).toMatch(said);
  });

  test("that is not there, or a folder, is said to be", async () => {
    expect(await refusal(() => readExportFile("/nowhere/page.json"))).toBe("There is no file /nowhere/page.json.");
    expect(await refusal(() => readExportFile("/"))).toMatch(/^\/ can't be read: EISDIR/);
  });
});
