import { existsSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { copiesFolder } from "@/server/editions/copies";
import { type Document, documentAt, missingDocument, pageDocument, recordDocument } from "@/server/editions/document";
import { type Changed, onEditions, startEditions, stopEditions } from "@/server/editions/keeper";
import { openPress } from "@/server/editions/press";
import { editionAtHand, editionFor, editionsInMemory, outdateEditions, refreshed } from "@/server/editions/shelf";
import { changeIncident, postUpdate, withdrawIncident } from "@/server/incidents";
import { isRecord } from "@/server/known-records";
import { scheduleMaintenance } from "@/server/maintenance";
import { changePage } from "@/server/page";
import { presentDocuments } from "@/server/programs/documents";
import { startSnapshot, stopSnapshot } from "@/server/snapshot";
import { countingPress } from "../support/counting-press";
import { addComponent, day, open, owner, start, testScene } from "./scene";

testScene();

const setUp = { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };

let press: ReturnType<typeof countingPress>["press"];
let web: string;
let told: Changed[];
let ends: (() => unknown)[];

function forget(): void {
  const shelf = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for("candor")];
  for (const name of ["snapshot", "editions", "editions-keeper", "known-records", "press"]) shelf?.delete(name);
}

beforeEach(async () => {
  forget();
  await changePage(owner, setUp, start - 2 * day);
  web = await addComponent("Web");
  await startSnapshot();
  const made = countingPress();
  press = made.press;
  told = [];
  ends = [await openPress(made.render), onEditions((changed) => told.push(changed))];
  await startEditions();
  press.rendered.length = 0;
});

afterEach(async () => {
  press.until = Promise.resolve();
  await stopEditions();
  for (const end of ends) await end();
  await stopSnapshot();
  forget();
});

const htmlOf = async (document: Document) => (await editionFor(document)).bodies.identity.toString();
const settled = () => vi.waitFor(() => expect(told.some(({ documents }) => documents.length > 0)).toBe(true));

describe("what is printed when", () => {
  test("the first page is there when the start is over, and is given out without being printed again", async () => {
    expect(editionAtHand(pageDocument)?.bodies.identity.toString()).toContain("No known problems");
    expect(press.rendered).toEqual([]);
  });

  test("a post prints the status page and the incident that it touched at once, and nothing else", async () => {
    const other = await open({ name: "Something else", impactOverride: "none" }, start - 60 * day);
    await postUpdate(owner, { incidentId: other, seen: null, status: "resolved", body: "Over." }, start - 59 * day);
    await settled();
    told.length = 0;
    press.rendered.length = 0;
    const id = await open(
      { name: "Web is down", components: [{ componentId: web, status: "major_outage" }] },
      undefined,
    );
    await vi.waitFor(() => expect(editionAtHand(recordDocument("incident", id))).toBeDefined());
    expect(press.rendered.slice(-2)).toEqual(["/", `/incidents/${id}`]);
    expect(editionAtHand(pageDocument)?.bodies.identity.toString()).toContain("Web is down");
    expect(editionAtHand(recordDocument("incident", other))).toBeUndefined();
  });

  test("whoever listens is told of a post when its pages are there", async () => {
    told.length = 0;
    const id = await open({ components: [{ componentId: web, status: "major_outage" }] }, undefined);
    const seen: boolean[] = [];
    ends.push(onEditions(({ documents }) => seen.push(documents.every((each) => editionAtHand(each) !== undefined))));
    await vi.waitFor(() =>
      expect(told.flatMap(({ documents }) => documents.map(({ path }) => path))).toContain(`/incidents/${id}`),
    );
    expect(told[0]?.documents).toEqual([pageDocument, ...presentDocuments]);
    expect(seen.every(Boolean)).toBe(true);
  });

  test("facts that change nothing of a page leave its bytes and its ETag", async () => {
    const before = await editionFor(pageDocument);
    outdateEditions();
    expect(await refreshed(pageDocument)).toBe(before);
    expect(press.rendered).toEqual([]);
  });

  test("after a minute the page is printed anew, so that its “As of …” is never older", async () => {
    const before = await editionFor(pageDocument);
    before.printedAt -= 61_000;
    expect(editionAtHand(pageDocument)).toBeUndefined();
    const after = await refreshed(pageDocument);
    expect(after).not.toBe(before);
    expect(after.fingerprint).toBe(before.fingerprint);
  });

  test("a window begins by time alone: the page is printed anew though no fact has come", async () => {
    const startAt = Date.now() + 1_500;
    const plan = {
      name: "Upgrade",
      message: "We move to newer servers.",
      startAt,
      endAt: startAt + 60 * 60_000,
      autoComplete: false,
      components: [{ componentId: web, effect: "down" as const }],
    };
    await scheduleMaintenance(owner, plan, startAt - 3 * day);
    await vi.waitFor(async () => expect(await htmlOf(pageDocument)).toContain("Upgrade"));
    expect(await htmlOf(pageDocument)).toContain('data-mode="operational"');
    await vi.waitFor(async () => expect(await htmlOf(pageDocument)).toContain('data-mode="maintenance"'), 5_000);
  });

  test("everybody who asks for an old page at once shares one print", async () => {
    const document = recordDocument("incident", await open({}, start - 20 * day));
    await vi.waitFor(() => expect(editionAtHand(document)).toBeDefined());
    outdateEditions();
    press.rendered.length = 0;
    const fresh = await Promise.all(Array.from({ length: 50 }, () => refreshed(document)));
    expect(new Set(fresh).size).toBe(1);
    expect(press.rendered.filter((path) => path === document.path).length).toBeLessThanOrEqual(1);
  });

  test("after a change old bytes go out while the new ones are printed, and no longer", async () => {
    const before = await editionFor(pageDocument);
    let goOn = () => {};
    press.until = new Promise((resolve) => {
      goOn = resolve;
    });
    await open({ components: [{ componentId: web, status: "major_outage" }] }, undefined);
    expect(await editionFor(pageDocument)).toBe(before);
    goOn();
    await vi.waitFor(async () => expect(await htmlOf(pageDocument)).toContain('data-mode="outage"'));
  });
});

describe("what is not fit to be printed", () => {
  test.each([
    ["an error", (all: typeof press) => Object.assign(all, { status: 500 })],
    [
      "a page of another moment",
      (all: typeof press) =>
        Object.assign(all, {
          spoil: (html: string) => html.replace(/data-fingerprint="[^"]*"/, 'data-fingerprint="0"'),
        }),
    ],
    [
      "an inline style",
      (all: typeof press) =>
        Object.assign(all, { spoil: (html: string) => html.replace("<h1", '<h1 style="color:red"') }),
    ],
  ])("%s: the last good page stays", async (_, spoil) => {
    const before = await editionFor(pageDocument);
    spoil(press);
    await open({ components: [{ componentId: web, status: "major_outage" }] }, undefined);
    await expect(refreshed(pageDocument)).rejects.toThrow();
    expect(await editionFor(pageDocument)).toBe(before);
    Object.assign(press, { status: null, spoil: (html: string) => html });
    await refreshed(pageDocument);
    expect(await htmlOf(pageDocument)).toContain('data-mode="outage"');
  });
});

describe("what is printable", () => {
  test("strangers' paths share one page that says that nothing is there, and leave no file", async () => {
    const made = [
      "/nothing",
      "/incidents/aaaaaaaaaaaa",
      "/maintenance/bbbbbbbbbbbb",
      "/a/b/c",
      "/incidents/../../etc/passwd",
      "/INCIDENTS/x",
    ];
    const found = await Promise.all(made.map(async (path) => documentAt(path, isRecord)));
    expect(found).toEqual(made.map(() => missingDocument));
    const editions = await Promise.all(found.map((each) => editionFor(each ?? pageDocument)));
    expect(new Set(editions).size).toBe(1);
    expect(editions[0]?.status).toBe(404);
    expect(press.rendered).toEqual(["/404"]);
    expect(existsSync(join(copiesFolder(), "incidents", "aaaaaaaaaaaa"))).toBe(false);
  });

  test("what memory holds is bounded, however many old pages are asked for", async () => {
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, index) => open({ name: `No. ${index}` }, start - 30 * day)),
    );
    for (const id of ids) await editionFor(recordDocument("incident", id));
    const { bytes, count } = editionsInMemory();
    expect(count).toBeGreaterThanOrEqual(ids.length);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(64 * 1024 * 1024);
  });

  test.each(["/staff", "/staff/incidents", "/api/auth/session", "/_next/static/x.js", "/logo", "/holding/web"])(
    "%s is for another part of Candor",
    (path) => expect(documentAt(path, isRecord)).toBeNull(),
  );
});

describe("a printed page", () => {
  test("is the same text in each coding", async () => {
    const { bodies } = await editionFor(pageDocument);
    expect(gunzipSync(bodies.gzip)).toEqual(bodies.identity);
    expect(brotliDecompressSync(bodies.br)).toEqual(bodies.identity);
  });

  test("says of what moment it is, in its text and for scripts", async () => {
    const html = await htmlOf(pageDocument);
    expect(html).toMatch(/As of <time/);
    expect(html).toMatch(/<main[^>]* data-at="\d{4}-[^"]+"[^>]* data-revision="\d+" data-fingerprint="[0-9a-f]{16}"/);
  });

  test.each([
    [
      "renamed",
      (incidentId: string) =>
        changeIncident(owner, { incidentId, name: "Web is away", impactOverride: null, limitedDetail: false }),
      "Web is away",
    ],
    [
      "withdrawn",
      (incidentId: string) => withdrawIncident(owner, { incidentId, reason: "It was a false alarm." }),
      "It was a false alarm.",
    ],
  ])("of an old incident is printed anew when that is %s", async (_, change, words) => {
    const id = await open({ components: [{ componentId: web, status: "major_outage" }] }, start - 200 * day);
    await postUpdate(owner, { incidentId: id, seen: null, status: "resolved", body: "Over." }, start - 199 * day);
    const document = recordDocument("incident", id);
    await vi.waitFor(async () => expect(await htmlOf(document)).toContain("Over."));
    await change(id);
    await vi.waitFor(async () => expect(await htmlOf(document)).toContain(words));
  });
});
