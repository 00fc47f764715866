import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { seedCandor } from "../support/seeded";
import { attribute, page } from "../support/served-page";

let candor: RunningCandor;
let open: (name: string) => Promise<unknown>;

beforeAll(async () => {
  candor = await startCandor({ dataDir: newDataDir(), env: { LIVE_CONNECTIONS: "20" } });
  await seedCandor(candor.dataDir);
  await eventually(
    () => page(candor.url),
    (html) => html.includes("/incidents/"),
  );
  process.env.DATA_DIR = candor.dataDir;
  delete process.env.DATABASE_URL;
  const { openIncident } = await import("@/server/incidents");
  const { systemActor } = await import("@/server/actor");
  open = (name) => openIncident(systemActor, { name, body: "We are looking into it." });
});
afterAll(async () => {
  const { database } = await import("@/server/database");
  await database().$disconnect();
  await candor.stop();
});

type Stream = { answer: IncomingMessage; text: () => string; ended: Promise<void>; close: () => void };

function listen(query = "", headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get(`${candor.url}/live${query}`, { headers }, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => {
        text += chunk;
      });
      const ended = new Promise<void>((done) => answer.once("close", done));
      resolve({ answer, text: () => text, ended, close: () => request.destroy() });
    });
    request.once("error", reject);
  });
}

const told = (text: string) => [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, json = "{}"]) => JSON.parse(json));

test("whoever opens it is told at once which page is the present one, by bytes that no cache and no proxy keeps", async () => {
  const stream = await listen();
  expect(stream.answer.statusCode).toBe(200);
  expect(stream.answer.headers).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  await eventually(stream.text, (text) => told(text).length === 1);
  const html = await page(candor.url);
  expect(told(stream.text())[0]).toEqual({
    revision: Number(attribute(html, "data-revision")),
    fingerprint: attribute(html, "data-fingerprint"),
    build: attribute(html, "data-build"),
  });
  expect(stream.text()).toMatch(/^event: beat\ndata: \d{4}-.*Z\n\n/);
  stream.close();
});

test("who has the present page is told nothing, and who has an older one what is new", async () => {
  const fingerprint = attribute(await page(candor.url), "data-fingerprint") ?? "";
  const present = await listen(`?path=/&last=${fingerprint}`);
  const again = await listen("", { "last-event-id": "0000000000000000" });
  await eventually(again.text, (text) => told(text).length === 1);
  expect(told(again.text())[0].fingerprint).toBe(fingerprint);
  expect(told(present.text())).toEqual([]);
  await open("A new one");
  const html = await eventually(
    () => page(candor.url),
    (words) => words.includes("A new one"),
    3_000,
  );
  const news = attribute(html, "data-fingerprint");
  expect(news).not.toBe(fingerprint);
  await eventually(
    () => told(present.text()).at(-1)?.fingerprint,
    (last) => last === news,
    2_000,
  );
  for (const stream of [present, again]) stream.close();
});

test("only what is a page can be listened to, and only so many at once do", async () => {
  for (const path of ["/nothing", "/incidents/aaaaaaaaaaaa", "/staff", "//evil.example"])
    expect([path, (await listen(`?path=${encodeURIComponent(path)}`)).answer.statusCode]).toEqual([path, 404]);
  expect((await fetch(`${candor.url}/live`, { method: "POST" })).status).toBe(405);
  const streams = await Promise.all(Array.from({ length: 20 }, () => listen()));
  const one = await listen();
  expect([one.answer.statusCode, one.answer.headers["retry-after"]]).toEqual([503, "60"]);
  for (const stream of streams) stream.close();
  await eventually(
    async () => {
      const next = await listen();
      next.close();
      return next.answer.statusCode;
    },
    (status) => status === 200,
  );
});

test("a Candor that stops lets its readers go at once", async () => {
  const streams = await Promise.all(Array.from({ length: 5 }, () => listen()));
  const begun = performance.now();
  expect(await candor.stop()).toBe(0);
  await Promise.all(streams.map(({ ended }) => ended));
  expect(performance.now() - begun).toBeLessThan(4_000);
  candor = await startCandor({ dataDir: candor.dataDir });
});
