import { mkdirSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { markdownOf } from "@/server/moving/statuspage/markdown";
import { readSource } from "@/server/moving/statuspage/reading";
import { newDataDir } from "../support/candor";
import { documentsOf, type OtherSite, otherPage, otherSite } from "../support/other-page";

const page = otherPage(Date.UTC(2026, 10, 22, 18));
let site: OtherSite | null = null;

afterEach(async () => {
  await site?.close();
  site = null;
});

async function serving(changes: Record<string, unknown> = {}, under = ""): Promise<string> {
  site = await otherSite({ ...documentsOf(page), ...changes }, under);
  return site.url + under;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (caught: Error) => caught,
  );
  expect(error?.name).toBe("MovingProblem");
  return error?.message ?? "";
}

function folderOf(files: Record<string, unknown>): string {
  const folder = newDataDir("source");
  for (const [name, json] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), typeof json === "string" ? json : JSON.stringify(json));
  }
  return folder;
}

describe("an address", () => {
  test.each([
    ["as it is", "", ""],
    ["with a slash at its end", "", "/"],
    ["with a path", "/status", ""],
    ["of one of its documents", "", "/api/v2/summary.json"],
    ["of its API", "/status", "/api/v2/"],
  ])("%s leads to all documents of the page", async (_, under, ending) => {
    const read = await readSource((await serving({}, under)) + ending);
    expect([read.page.name, read.components.length]).toEqual(["Acme Cloud", page.components.length]);
    expect([read.incidents.length, read.maintenances.length]).toEqual([50, page.scheduled_maintenances.length]);
  });

  test("of another kind, of nobody, and of another program are each said to be that", async () => {
    expect(await refusal(readSource("ftp://status.example.com"))).toMatch(/begins with https:\/\/ or http:\/\//);
    expect(await refusal(readSource("http://127.0.0.1:9"))).toMatch(
      /^http:.*summary\.json can't be read: .*(bad port|ECONNREFUSED)/,
    );
    expect(await refusal(readSource("https://nowhere.invalid"))).toMatch(/can't be read: getaddrinfo/);
    const url = await serving({ "/api/v2/components.json": undefined });
    expect(await refusal(readSource(url))).toBe(
      `${url}/api/v2/components.json answered 404: is there a page that speaks Statuspage's API v2?`,
    );
  });

  const answers: [string, (response: ServerResponse) => void, RegExp][] = [
    ["fails", (response) => void response.writeHead(500).end(), /answered 500/],
    [
      "answers with HTML",
      (response) => void response.end("<!doctype html>…"),
      /is not JSON; it begins with “<!doctype html>…”/,
    ],
    [
      "leads in a circle",
      (r) => void r.writeHead(302, { location: "/api/v2/summary.json" }).end(),
      /can't be read: redirect count exceeded/,
    ],
    ["leads to a file", (r) => void r.writeHead(302, { location: "file:///etc/passwd" }).end(), /can't be read/],
    [
      "breaks off",
      (r) => void r.writeHead(200, { "content-length": "100" }).write("{", () => r.destroy()),
      /can't be read/,
    ],
    ["never ends", endless, /answers with more than 1 MiB/],
    ["never begins", () => undefined, /did not answer in full within 0\.5 seconds/],
    ["drips", (response) => void response.writeHead(200).write("{"), /did not answer in full within 0\.5 seconds/],
  ];
  test.each(answers)("that %s is given up with a sentence", async (_, answer, said) => {
    const url = await serving({ "/api/v2/summary.json": answer });
    expect(await refusal(readSource(url, { timeout: 500, bytes: 1 << 20 }))).toMatch(said);
  });
});

function endless(response: ServerResponse): void {
  const more = () => {
    if (!response.destroyed) response.write("x".repeat(65_536), () => setImmediate(more));
  };
  more();
}

describe("a file", () => {
  test("with all documents in one, a folder of them, and the write API's lists tell the same", async () => {
    const one = await readSource(join(folderOf({ "page.json": page }), "page.json"));
    const several = await readSource(
      folderOf(Object.fromEntries(Object.entries(documentsOf(page)).map(([path, json]) => [path.slice(1), json]))),
    );
    const groups = page.components.filter(({ group }) => group).map(({ status, ...group }) => group);
    const lists = await readSource(
      folderOf({
        "components.json": page.components.filter(({ group }) => !group),
        "component-groups.json": groups.map(({ group, ...rest }) => rest),
        "incidents-1.json": page.incidents.slice(0, 40),
        "incidents-2.json": [...page.incidents.slice(40), ...page.scheduled_maintenances],
      }),
    );
    expect([one.incidents.length, several.incidents.length, lists.incidents.length]).toEqual([65, 50, 65]);
    expect(lists.maintenances.map(({ id }) => id).sort()).toEqual(one.maintenances.map(({ id }) => id).sort());
    const named = ({ components }: typeof one) =>
      components.map(({ name, group }) => `${name} ${group ?? false}`).sort();
    expect([named(several), named(lists)]).toEqual([named(one), named(one)]);
    expect(lists.page.id).toBe(page.page.id);
  });

  test("with what PostgreSQL can't keep is taken without that", async () => {
    const [first] = page.incidents;
    const odd = { ...page, incidents: [{ ...first, name: "A\0 name\ud800" }] };
    expect((await readSource(join(folderOf({ "page.json": odd }), "page.json"))).incidents[0]?.name).toBe(
      "A name\uFFFD",
    );
  });

  test("of the same thing twice, the newer one counts", async () => {
    const [first, ...others] = page.incidents;
    const newer = { ...first, name: "Newer", updated_at: "2026-11-23T18:00:00Z" };
    const read = await readSource(folderOf({ "a.json": { ...page, incidents: [newer] }, "b.json": page }));
    expect([read.incidents.length, read.incidents[0]?.name]).toEqual([others.length + 1, "Newer"]);
  });

  test.each<[string, unknown, RegExp]>([
    ["that is not JSON", "nothing", /page\.json is not JSON; it begins with “nothing”\.$/],
    ["that is no page", {}, /Nothing here says which page it is of/],
    ["without anything", { page: page.page }, /has neither components nor incidents/],
    [
      "with a state that is none",
      { ...page, components: [{ ...page.components[0], status: "fine" }] },
      /components\[0\]\.status: Invalid option/,
    ],
    [
      "with a time that is none",
      { ...page, incidents: [{ ...page.incidents[0], created_at: 5 }] },
      /incidents\[0\]\.created_at: Invalid input: expected string/,
    ],
    [
      "with an update that is none",
      { ...page, incidents: [{ ...page.incidents[0], incident_updates: [null] }] },
      /incidents\[0\]\.incident_updates\[0\]: /,
    ],
    [
      "of two pages",
      [{ ...page.incidents[0] }, { ...page.incidents[1], page_id: "other0000000" }],
      /Here are two pages/,
    ],
    ["that is a number", 5, /is not what a Statuspage writes: the whole: Invalid input: expected object/],
  ])("%s is refused, and the field is named", async (_, json, said) => {
    expect(await refusal(readSource(join(folderOf({ "page.json": json }), "page.json")))).toMatch(said);
  });

  test("that is not there, and a folder without any, are said to be", async () => {
    expect(await refusal(readSource("/nowhere/page.json"))).toBe("There is no file /nowhere/page.json.");
    const folder = folderOf({ "notes.txt": "none" });
    expect(await refusal(readSource(folder))).toBe(`There is no .json file in ${folder}.`);
  });
});

test.each([
  ["a<br />b", "a  \nb"],
  ["a<br>\nb", "a  \nb"],
  ["a<br/><br />b", "a\n\nb"],
  ["<p>One</p><p>Two</p>", "One\n\nTwo"],
  ['See <a href="https://example.com/?a=1&amp;b=2">here</a>', "See [here](https://example.com/?a=1&b=2)"],
  ["<ul><li>a</li><li><b>b</b></li></ul>", "- a\n- **b**"],
  ["From 4% to <1%, **bold**, List<String> & more", "From 4% to <1%, **bold**, List<String> & more"],
  ["Two  \nlines\n\n\nas they are", "Two  \nlines\n\n\nas they are"],
  ["x <script>alert(1)</script>", "x <script>alert(1)</script>"],
])("%j is %j in Markdown", (html, markdown) => {
  expect(markdownOf(html)).toBe(markdown);
});
