import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually, launchCandor, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { copiesSettle, copyIn, filesIn, tellCopies } from "../support/copies";
import { newStore, type S3Store } from "../support/s3";

const isTwin = (name: string) => /\.(?:br|gz)$/.test(name);
const secret = "a secret that nobody may read in a log";

let store: S3Store;
beforeAll(async () => {
  store = await newStore();
});
beforeEach(() => store.start());
afterEach(() => store.kill());

/** Whether the bucket has each file of the copies as it is on disk, and nothing else. */
async function isComplete(candor: RunningCandor): Promise<boolean> {
  const files = filesIn(candor).filter((name) => !isTwin(name));
  const keys = await store.keys();
  if (keys.join() !== files.join()) return false;
  const texts = await Promise.all(files.map(async (name) => (await store.read(name)).text === copyIn(candor, name)));
  return texts.every(Boolean);
}

async function fastest(url: string): Promise<number> {
  const begun = performance.now();
  const { status } = await fetch(url);
  expect(status).toBe(200);
  return performance.now() - begun;
}

describe("a Candor with a bucket", () => {
  const dataDir = newDataDir("bucket");
  let candor: RunningCandor;
  let component: string;
  const tell = (what: string, ...told: string[]) => tellCopies(dataDir, what, ...told);
  const says = (key: string, words: string | RegExp, ms?: number) =>
    eventually(
      async () => (await store.read(key)).text,
      (text) => (typeof words === "string" ? text.includes(words) : words.test(text)),
      ms,
    );

  const isServed = (path: string, words: string) =>
    eventually(
      async () => (await fetch(candor.url + path)).text(),
      (text) => text.includes(words),
    );

  beforeAll(async () => {
    await store.start();
    candor = await startCandor({ dataDir, env: store.env() });
    await tell("page");
    [component = ""] = await tell("component", "Web app");
    await store.kill();
  });
  afterAll(() => candor.stop());

  test("fills it with all that lies on disk, and brings there what is posted", async () => {
    const [id = ""] = await tell("open", "Sign-in fails", "We are looking into it.", component);
    await says(`incidents/${id}/index.html`, "Sign-in fails");
    await says("index.html", "Sign-in fails");
    await copiesSettle(candor);
    await eventually(() => isComplete(candor), Boolean, 30_000);
  });

  test("leaves no redacted word in it", async () => {
    const marker = "Wolfeschlegelsteinhausenbergerdorff";
    const [id = ""] = await tell("open", `Only ${marker} is hit`, `We asked ${marker}.`, component);
    await says(`incidents/${id}/index.html`, marker);
    await says("index.html", marker);
    await says(`holding/${component}/index.html`, marker);
    await tell("redact", id, marker);
    await says(`incidents/${id}/index.html`, "it named a person");
    await copiesSettle(candor);
    await eventually(
      () => store.everything(),
      (all) => !all.toLowerCase().includes(marker.toLowerCase()),
    );
  });

  test("serves and posts as always while the bucket is killed, and it has everything once it is back", async () => {
    await store.kill();
    const [id = ""] = await tell("open", "Posted while the bucket was away", "We are looking into it.");
    await isServed(`/incidents/${id}`, "Posted while the bucket was away");
    expect(Math.min(await fastest(candor.url), await fastest(candor.url))).toBeLessThan(100);
    await candor.line(/Copies can't be written to the bucket/);
    expect(await (await fetch(`${candor.url}/healthz`)).json()).toMatchObject({ status: "ok", bucket: { ok: false } });
    await store.start();
    await says(`incidents/${id}/index.html`, "Posted while the bucket was away", 60_000);
    await candor.line(/Copies are written to the bucket again/);
    expect(await (await fetch(`${candor.url}/healthz`)).json()).toMatchObject({ status: "ok", bucket: { ok: true } });
    await eventually(() => isComplete(candor), Boolean, 30_000);
  });

  test("brings an emptied bucket up to date when it is started again, and stops in order while that is slow", async () => {
    await candor.stop();
    await store.kill();
    store = await newStore();
    await store.start({ slowMs: 400 });
    candor = await startCandor({ dataDir, env: store.env() });
    const [id = ""] = await tell("open", "Posted into a slow bucket", "We are looking into it.");
    await says("index.html", "Posted into a slow bucket", 30_000);
    await says(`incidents/${id}/index.html`, "Posted into a slow bucket", 30_000);
    expect(Math.min(await fastest(candor.url), await fastest(candor.url))).toBeLessThan(100);
    expect(await candor.stop()).toBe(0);
    candor = await startCandor({ dataDir, env: store.env() });
    await eventually(() => isComplete(candor), Boolean, 60_000);
    store.hold();
    await tell("post", id, "Posted into a bucket that hangs.");
    await isServed("/", "Posted into a bucket that hangs.");
    const begun = performance.now();
    expect(await candor.stop()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(9_000);
    store.release();
    expect(copyIn(candor, "index.html")).toContain("Posted into a bucket that hangs.");
    candor = await startCandor({ dataDir, env: store.env() });
    await says(`incidents/${id}/index.html`, "Posted into a bucket that hangs.", 60_000);
  });
});

describe("settings", () => {
  test.each([
    ["a wrong secret", { MIRROR_S3_SECRET_ACCESS_KEY: secret }, "SignatureDoesNotMatch"],
    ["a bucket that is not there", { MIRROR_S3_BUCKET: "another-bucket" }, "NoSuchBucket"],
  ])("with %s Candor serves all the same, and its log says so once, without a secret", async (_, wrong, reason) => {
    const candor = await startCandor({ env: store.env(wrong) });
    await candor.line(new RegExp(`Copies can't be written to the bucket|${reason}`));
    await eventually(
      () => store.asked().filter((line) => /^40[34] PUT/.test(line)).length,
      (count) => count >= 4,
      30_000,
    );
    expect((await fetch(candor.url)).status).toBe(200);
    const lines = candor
      .output()
      .split("\n")
      .filter((line) => line.includes("the bucket"));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: "error", reason: expect.stringContaining(reason) }),
    ]);
    await candor.stop();
    expect(candor.output()).not.toContain(secret);
    expect(candor.output()).not.toContain("S3RVER");
  });

  test("half of what a bucket needs ends the start with 78 and a sentence that names the rest", async () => {
    const candor = await launchCandor({ env: { MIRROR_S3_BUCKET: "status", MIRROR_S3_SECRET_ACCESS_KEY: secret } });
    expect(await candor.ended).toBe(78);
    expect(candor.output().trim()).toBe(
      "MIRROR_S3_BUCKET is set, so MIRROR_S3_ENDPOINT, MIRROR_S3_REGION, MIRROR_S3_ACCESS_KEY_ID must be set too: the bucket needs all of them.",
    );
  });
});
