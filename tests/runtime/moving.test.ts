import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { v2Names } from "@/messages/v2/documents";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { documentsOf, grownPage, idOfNamed, type OtherSite, otherPage, otherSite } from "../support/other-page";
import { page as pageOf } from "../support/served-page";
import { serverUrl, spareDatabase } from "../support/spare-databases";

type Env = Record<string, string>;

const secret = { AUTH_SECRET: "a secret for tests, of no use elsewhere", SITE_URL: "https://status.example.com" };
const began = Math.floor(Date.now() / 1000) * 1000;
const other = otherPage(began);
const sites: OtherSite[] = [];

afterAll(async () => {
  for (const site of sites) await site.close();
});

async function siteOf(page: typeof other): Promise<OtherSite> {
  const site = await otherSite(documentsOf(page));
  sites.push(site);
  return site;
}

const ownPlace = (): Env => ({ DATA_DIR: newDataDir("moving"), ...secret });
const anotherPlace = async (): Promise<Env> => ({
  ...ownPlace(),
  DATABASE_URL: await spareDatabase({ on: process.env.TEST_DATABASE_URL ?? serverUrl() }),
});

/** As somebody types it. */
function npmRun(env: Env, ...words: string[]): Promise<{ code: number; said: string; failed: string }> {
  const { PATH = "", HOME = "/" } = process.env;
  return new Promise((resolve) => {
    const options = { env: { PATH, HOME, NODE_ENV: "test", ...env } as NodeJS.ProcessEnv };
    execFile("npm", ["run", "--silent", ...words], options, (error, said, failed) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said, failed }),
    );
  });
}

const start = (env: Env) => startCandor({ env, dataDir: env.DATA_DIR ?? "" });

/** Each document of the API v2, but for the times of this very moment. */
async function documentsAt({ url }: RunningCandor): Promise<unknown[]> {
  return Promise.all(v2Names.map(async (name) => (await fetch(`${url}/api/v2/${name}.json`)).json()));
}

const timeless = (file: string) => readFileSync(file, "utf8").replace(/"exportedAt": "[^"]+"/, "");

describe("a page that moves", () => {
  const file = () => join(folder, "page.json");
  const oldest = other.incidents[49]?.id;
  let own: Env;
  let another: Env;
  let folder: string;
  let site: OtherSite;
  let candor: RunningCandor;

  beforeAll(async () => {
    [own, another, folder, site] = [ownPlace(), await anotherPlace(), newDataDir("file"), await siteOf(other)];
  });

  test("is brought in from its address, once, and its old links lead on", { timeout: 4 * 60_000 }, async () => {
    const only = await npmRun(own, "import", "--", "statuspage", site.url, "--dry-run");
    expect(only).toMatchObject({ code: 0, said: expect.stringContaining("incident “API errors” with 2 updates") });
    expect(only.said).toContain("Nothing was written.");
    const brought = await npmRun(own, "import", "--", "statuspage", `${site.url}/`);
    expect(brought).toMatchObject({ code: 0, failed: "", said: expect.stringContaining("incidents, new: 50") });
    const again = await npmRun(own, "import", "--", "statuspage", site.url);
    expect(again.said).toMatch(/^Nothing of “Acme Cloud” is new\.\nLeft out:\n/);
    candor = await start(own);
    expect(await pageOf(candor.url)).toContain("Acme Cloud");
    for (const id of [oldest, idOfNamed(other, "Database work 47")])
      expect([id, (await fetch(`${candor.url}/incidents/${id}`)).status]).toEqual([id, 200]);
  });

  test("goes on into a Candor that runs, which shows it within seconds", { timeout: 4 * 60_000 }, async () => {
    for (const [path, json] of Object.entries(documentsOf(grownPage(began)))) site.answers.set(path, json);
    expect(await npmRun(own, "import", "--", "statuspage", site.url)).toMatchObject({ code: 0 });
    await eventually(
      () => pageOf(candor.url),
      (html) => html.includes("Webhooks are late") && !html.includes("A bad cache node"),
      10_000,
    );
  });

  test("is written out and restored into another PostgreSQL, beside a Candor that runs", {
    timeout: 4 * 60_000,
  }, async () => {
    expect(await npmRun(own, "export", file())).toMatchObject({
      code: 0,
      said: expect.stringContaining(`is in ${file()}.`),
    });
    const moved = await start(another);
    const restored = await npmRun(another, "import", "--", "candor", file());
    expect(restored).toMatchObject({ code: 0, failed: "" });
    expect(restored.said).toContain("“Acme Cloud” with 51 incidents and 6 maintenance windows is restored.");
    await eventually(
      () => pageOf(moved.url),
      (html) => html.includes("Webhooks are late"),
      10_000,
    );
    expect((await fetch(`${moved.url}/incidents/${oldest}`)).status).toBe(200);
    expect(await documentsAt(moved)).toEqual(await documentsAt(candor));
    expect(moved.output()).not.toMatch(/"level":"error"/);
    expect(await moved.stop()).toBe(0);
    expect(await candor.stop()).toBe(0);
  });

  test("is the same after it has gone from one database to the other and back", { timeout: 4 * 60_000 }, async () => {
    const here = await npmRun(another, "import", "--", "candor", file());
    expect(here).toMatchObject({ code: 0, said: expect.stringContaining("is here already; nothing was changed.") });
    expect((await npmRun(another, "import", "--", "statuspage", site.url)).said).toMatch(/^Nothing of/);
    const back = `${file()}.back`;
    expect(await npmRun(another, "export", back)).toMatchObject({ code: 0 });
    expect(timeless(back)).toBe(timeless(file()));
    const third = ownPlace();
    expect(await npmRun(third, "import", "--", "candor", back)).toMatchObject({ code: 0 });
    const printed = `${file()}.printed`;
    writeFileSync(printed, (await npmRun(third, "export")).said);
    expect(timeless(printed)).toBe(timeless(file()));
  });
});

describe("what can't be done is one sentence and a code, and leaves nothing", () => {
  test.each<[string[], number, RegExp]>([
    [["import"], 78, /^Say what to bring in: statuspage or candor, and from where\.\n\nnpm run import -- statuspage/],
    [["import", "--", "cachet", "x"], 78, /^“cachet” is not known\. Say statuspage or candor\./],
    [["import", "--", "statuspage", "x", "--force"], 78, /^Unknown option '--force'/],
    [
      ["import", "--", "statuspage", "https://nowhere.invalid"],
      1,
      /^https:\/\/nowhere\.invalid\/api.* can't be read: .*\n$/,
    ],
    [["import", "--", "candor", "/nowhere.json"], 1, /^There is no file \/nowhere\.json\.\n$/],
    [["export"], 1, /^There is no Candor in DATA_DIR .*\n$/],
    [["export", "a", "b"], 78, /^Name one FILE, or none\.\n\nnpm run export FILE/],
  ])("npm run %j ends with %i", async (words, code, said) => {
    const env = { ...secret, DATA_DIR: join(newDataDir("moving"), "none") };
    expect(await npmRun(env, ...words)).toEqual({ code, said: "", failed: expect.stringMatching(said) });
    expect(existsSync(env.DATA_DIR)).toBe(false);
  });

  test("a database that is away", async () => {
    const env = { ...ownPlace(), DATABASE_URL: "postgresql://candor@127.0.0.1:9/none" };
    const site = await siteOf(other);
    const { code, failed } = await npmRun(env, "import", "--", "statuspage", site.url);
    expect([code, failed]).toEqual([1, expect.stringMatching(/^The database can't be reached: .*\n$/)]);
  });
});
