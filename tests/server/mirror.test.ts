import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { removeCopy, writeCopy } from "@/server/editions/copies";
import { first, posted, soon, whenQuiet } from "@/server/editions/errands";
import { startMirror, stopMirror } from "@/server/editions/mirror";
import { log } from "@/server/log";
import type { MirrorSettings } from "@/server/mirror-settings";
import { parseSettings } from "@/server/settings";
import { eventually, newDataDir } from "../support/candor";
import { newStore, type S3Store } from "../support/s3";

let store: S3Store;
let said: { level: "error" | "info"; reason: string; line: string }[];

function forget(): void {
  const shelf = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for("candor")];
  for (const name of ["settings", "mirror", "copy-listeners"]) shelf?.delete(name);
}

beforeEach(async () => {
  forget();
  process.env.DATA_DIR = newDataDir("mirror");
  store = await newStore();
  await store.start();
  said = [];
  for (const level of ["error", "info"] as const) {
    vi.spyOn(log(), level).mockImplementation((told: unknown, line?: unknown) => {
      said.push({ level, reason: String((told as { reason?: string }).reason), line: String(line) });
    });
  }
});

afterEach(async () => {
  store.release();
  await stopMirror();
  await store.kill();
  forget();
  vi.restoreAllMocks();
});

const settingsWith = (changes: Record<string, string> = {}): MirrorSettings => {
  const { mirror } = parseSettings(store.env(changes));
  if (!mirror) throw new Error("There is no bucket");
  return mirror;
};
const write = (name: string, text: string, rank = soon) => writeCopy(name, Buffer.from(text), rank);
const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const arrives = (key: string, text: string) =>
  eventually(
    () => store.md5(key),
    (found) => found === md5(text),
  );

describe("a bucket has what lies on disk", () => {
  test("each file by its name, with its type, and nothing that may be kept long but the icons", async () => {
    await startMirror(settingsWith());
    await write("index.html", "<!doctype html>");
    await write("incidents/abc/index.html", "an incident");
    await write("heartbeat.json", "{}");
    await write("icons/quiet.svg", "<svg/>");
    await arrives("icons/quiet.svg", "<svg/>");
    expect(await store.keys()).toEqual(["heartbeat.json", "icons/quiet.svg", "incidents/abc/index.html", "index.html"]);
    const briefly = "public, max-age=0, s-maxage=5, must-revalidate";
    const page = { text: "an incident", type: "text/html; charset=utf-8", caching: briefly };
    expect(await store.read("incidents/abc/index.html")).toEqual(page);
    expect(await store.read("heartbeat.json")).toEqual({ text: "{}", type: "application/json", caching: briefly });
    expect((await store.read("icons/quiet.svg")).caching).toBe("public, max-age=3600");
  });

  test("below the prefix, where one is set", async () => {
    await startMirror(settingsWith({ MIRROR_S3_PREFIX: "pages/status" }));
    await write("index.html", "the page");
    await arrives("pages/status/index.html", "the page");
    expect(await store.keys()).toEqual(["pages/status/index.html"]);
  });

  test("the same bytes are sent once, whether they are written again or found there at a start", async () => {
    await startMirror(settingsWith());
    for (const text of ["one", "one", "two", "two"]) {
      await write("index.html", text);
      await arrives("index.html", text);
    }
    expect(store.put()).toEqual(["index.html", "index.html"]);
    await stopMirror();
    await write("404.html", "written while there was no mirror");
    await startMirror(settingsWith());
    await arrives("404.html", "written while there was no mirror");
    expect(store.put()).toEqual(["index.html", "index.html", "404.html"]);
  });

  test("what the bucket lacks, or has otherwise, is brought up to date at a start", async () => {
    await write("index.html", "old");
    await write("incidents/abc/index.html", "with words that were redacted since");
    await startMirror(settingsWith());
    await arrives("incidents/abc/index.html", "with words that were redacted since");
    await stopMirror();
    await write("incidents/abc/index.html", "without them");
    await write("incidents/def/index.html", "new");
    await startMirror(settingsWith());
    await arrives("incidents/def/index.html", "new");
    await arrives("incidents/abc/index.html", "without them");
    expect(store.put().filter((key) => key === "index.html")).toHaveLength(1);
  });

  test("what is taken away on disk is taken away there, and nothing else is", async () => {
    await write("incidents/abc/index.html", "an incident");
    await write("incidents/def/index.html", "another");
    await startMirror(settingsWith());
    await arrives("incidents/def/index.html", "another");
    await removeCopy("incidents/abc/index.html", soon);
    await eventually(store.keys.bind(store), (keys) => keys.length === 1);
    expect(await store.keys()).toEqual(["incidents/def/index.html"]);
  });
});

describe("while the bucket is slow or away", () => {
  test("the status page and the heartbeat go first, and only the newest bytes of a file are sent", async () => {
    await startMirror(settingsWith());
    await write("index.html", "before");
    await arrives("index.html", "before");
    store.hold();
    await write("under-way.html", "this one is on its way", whenQuiet);
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const id of ["a", "b", "c"]) await write(`incidents/${id}/index.html`, `old ${id}`, whenQuiet);
    await write("holding/index.html", "held", soon);
    for (const minute of ["1", "2", "3"]) await write("index.html", `at minute ${minute}`, first);
    await write("incidents/d/index.html", "just posted", posted);
    await write("heartbeat.json", "now", first);
    store.release();
    await arrives("incidents/c/index.html", "old c");
    expect(store.put().slice(1)).toEqual([
      "under-way.html",
      "index.html",
      "heartbeat.json",
      "incidents/d/index.html",
      "holding/index.html",
      "incidents/a/index.html",
      "incidents/b/index.html",
      "incidents/c/index.html",
    ]);
    expect((await store.read("index.html")).text).toBe("at minute 3");
  });

  test("killed and started again: what was written meanwhile arrives by itself, and the log says each once", async () => {
    await startMirror(settingsWith());
    await write("index.html", "before");
    await arrives("index.html", "before");
    await store.kill();
    for (const minute of ["1", "2", "3"]) await write("index.html", `at minute ${minute}`, first);
    await write("incidents/abc/index.html", "posted", posted);
    await eventually(() => said.length, Boolean);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await write("heartbeat.json", "later", first);
    await store.start();
    await arrives("heartbeat.json", "later");
    await arrives("incidents/abc/index.html", "posted");
    expect((await store.read("index.html")).text).toBe("at minute 3");
    await eventually(
      () => said.length,
      (count) => count === 2,
    );
    expect(said).toEqual([
      {
        level: "error",
        reason: expect.stringContaining("ECONNREFUSED"),
        line: "Copies can't be written to the bucket; trying until it works",
      },
      { level: "info", reason: "undefined", line: "Copies are written to the bucket again" },
    ]);
  });

  test.each([
    ["a wrong secret", { MIRROR_S3_SECRET_ACCESS_KEY: "not the secret of it" }, "SignatureDoesNotMatch"],
    ["a key that the store doesn't know", { MIRROR_S3_ACCESS_KEY_ID: "AKIANOBODY" }, "InvalidAccessKeyId"],
    ["a bucket that is not there", { MIRROR_S3_BUCKET: "another-bucket" }, "NoSuchBucket"],
  ])("%s is logged once for all tries, without keys", async (_, wrong, reason) => {
    await startMirror(settingsWith(wrong));
    await write("index.html", "the page", first);
    await eventually(
      () => store.asked().filter((line) => /^40[34] PUT/.test(line)).length,
      (count) => count >= 3,
    );
    await write("heartbeat.json", "now", first);
    expect(said.map(({ level }) => level)).toEqual(["error"]);
    expect(said[0]?.reason).toContain(reason);
    expect(JSON.stringify(said)).not.toMatch(/not the secret of it|AKIANOBODY|S3RVER/);
  });
});

describe("a stop", () => {
  test("waits until what is urgent is there", async () => {
    await startMirror(settingsWith());
    await write("index.html", "the last word", first);
    await write("incidents/abc/index.html", "just posted", posted);
    await stopMirror();
    expect((await store.read("index.html")).text).toBe("the last word");
    expect((await store.read("incidents/abc/index.html")).text).toBe("just posted");
  });

  test.each(["hangs", "is gone"])("takes only seconds while the store %s", async (how) => {
    await startMirror(settingsWith());
    if (how === "hangs") store.hold();
    else await store.kill();
    for (let count = 0; count < 20; count++) await write(`incidents/${count}/index.html`, "posted", posted);
    const begun = performance.now();
    await stopMirror();
    expect(performance.now() - begun).toBeLessThan(3_500);
  });
});

test("a website on the bucket: a page's links lead to its pages, and what is not there to the page that says so", async () => {
  await startMirror(settingsWith());
  await write("index.html", "the status page");
  await write("incidents/abc/index.html", "an incident");
  await write("404.html", "not here");
  await arrives("404.html", "not here");
  const site = `${store.endpoint}/${settingsWith().bucket}`;
  const ask = async (path: string) => {
    const answer = await fetch(site + path);
    return [answer.status, answer.headers.get("content-type"), await answer.text()];
  };
  expect(await ask("/")).toEqual([200, "text/html; charset=utf-8", "the status page"]);
  expect(await ask("/incidents/abc")).toEqual([200, "text/html; charset=utf-8", "an incident"]);
  expect((await ask("/incidents/unknown")).slice(0, 1)).toEqual([404]);
});

test.each([
  ["/", "/index.html"],
  ["/incidents/abc", "/incidents/abc/index.html"],
  ["/incidents/abc/", "/incidents/abc/index.html"],
  ["/holding", "/holding/index.html"],
  ["/live.js", "/live.js"],
  ["/icons/quiet.svg", "/icons/quiet.svg"],
  ["/heartbeat.json", "/heartbeat.json"],
])("for a store without index documents CloudFront asks for %s by %s", (uri, key) => {
  const text = /```js\n(.*?)```/s.exec(readFileSync("deploy/mirror/README.md", "utf8"))?.[1] ?? "";
  const asked = runInNewContext(`${text}\nhandler(event)`, { event: { request: { uri, method: "GET" } } });
  expect(asked.uri).toBe(key);
});
