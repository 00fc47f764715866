import { readdirSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { seedCandor } from "../support/seeded";
import { attribute, page } from "../support/served-page";

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** As a program sends it: fetch would decode, and add headers of its own. */
function ask(url: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    get(url, { headers, method }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    }).once("error", reject);
  });
}

let candor: RunningCandor;
let incident: string;
let window: string;

beforeAll(async () => {
  candor = await startCandor({ dataDir: newDataDir() });
  await seedCandor(candor.dataDir);
  const html = await eventually(
    () => page(candor.url),
    (answer) => answer.includes("/maintenance/") && answer.includes("/incidents/"),
  );
  incident = /\/incidents\/([a-z0-9]{12})/.exec(html)?.[0] ?? "";
  window = /\/maintenance\/([a-z0-9]{12})/.exec(html)?.[0] ?? "";
});
afterAll(() => candor.stop());

const printedPages = () => ["/", incident, window];

describe("the front gives out what is printed", () => {
  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
    ["identity", (body: Buffer) => body],
  ])("as %s, with what caches need to know", async (coding, decode) => {
    for (const path of printedPages()) {
      const { status, headers, body } = await ask(candor.url + path, { "accept-encoding": coding });
      expect([path, status]).toEqual([path, 200]);
      expect(headers["content-encoding"]).toBe(coding === "identity" ? undefined : coding);
      expect(headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "content-length": String(body.length),
        vary: "Accept-Encoding",
        "cache-control": "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=3600",
        etag: expect.stringMatching(/^W\/"[\w-]+"$/),
      });
      expect(decode(body).toString()).toMatch(/^<!DOCTYPE html>.*<main[^>]*data-fingerprint="[0-9a-f]{16}"/s);
    }
  });

  test("nothing of it where the asker has it already, and no body for a HEAD", async () => {
    const forms = [
      (etag: string) => etag,
      (etag: string) => etag.replace("W/", ""),
      (etag: string) => `"other", ${etag}`,
      () => "*",
    ];
    for (const form of forms) {
      // A minute may pass between the two.
      const { etag, again } = await eventually(
        async () => {
          const etag = (await ask(candor.url)).headers.etag as string;
          return { etag, again: await ask(candor.url, { "if-none-match": form(etag) }) };
        },
        (asked) => asked.again.headers.etag === asked.etag,
      );
      expect([form(etag), again.status, again.body.length]).toEqual([form(etag), 304, 0]);
      expect(again.headers).toMatchObject({ etag, vary: "Accept-Encoding" });
    }
    expect((await ask(candor.url, { "if-none-match": '"other"' })).status).toBe(200);
    const [full, head] = await eventually(
      () => Promise.all(["GET", "HEAD"].map((method) => ask(candor.url, { "accept-encoding": "gzip" }, method))),
      ([one, other]) => one?.headers.etag === other?.headers.etag,
    );
    expect([head?.status, head?.body.length]).toEqual([200, 0]);
    expect(head?.headers["content-length"]).toBe(String(full?.body.length));
  });

  test.each(["POST", "PUT", "DELETE"])("%s is not how a page is asked for", async (method) => {
    const { status, headers } = await ask(candor.url, {}, method);
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  test("a query that means nothing here is dropped, and strangers' paths share one page and make no file", async () => {
    const found = new Set<unknown>();
    const asked = new Set<unknown>();
    const strangers = Array.from({ length: 200 }, (_, index) => `stranger${index}`);
    for (const stranger of strangers) {
      asked.add((await ask(`${candor.url}/?x=${stranger}`)).headers.etag);
      const missing = await ask(`${candor.url}/incidents/${stranger}`);
      expect(missing.status).toBe(404);
      found.add(missing.headers.etag);
    }
    expect(found.size).toBe(1);
    // The one page, and the one of the next minute where that begins meanwhile.
    asked.delete((await ask(candor.url)).headers.etag);
    expect(asked.size).toBeLessThanOrEqual(1);
    const files = readdirSync(join(candor.dataDir, "editions"), { recursive: true, encoding: "utf8" });
    expect(files.filter((name) => name.includes("stranger"))).toEqual([]);
  });

  test("what is asked for in another host's name is the same page", async () => {
    const { body } = await ask(candor.url, { host: "evil.example", "x-forwarded-host": "evil.example" });
    expect(body.toString()).not.toContain("evil");
  });
});

describe("public pages carry no framework", () => {
  test("one script of our own, no style but what the policy names, and the other headers", async () => {
    for (const path of [...printedPages(), "/nothing-here"]) {
      const { headers, body } = await ask(candor.url + path);
      const html = body.toString();
      expect([...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
        expect.stringMatching(/^<script src="\/live\.js\?v=[\w-]+" defer/),
      ]);
      expect(html).not.toMatch(/_next|__next| style=| on[a-z]+=|<template/);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'sha256-[^']+'; connect-src 'self'; /);
      expect(policy).not.toMatch(/unsafe|nonce/);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cross-origin-opener-policy": "same-origin",
      });
    }
  });

  test("its script may be kept for good, since its address changes when it does", async () => {
    const address = /\/live\.js\?v=[\w-]+/.exec((await ask(candor.url)).body.toString())?.[0];
    const { status, headers } = await ask(`${candor.url}${address}`, { "accept-encoding": "br" });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
    });
  });
});

test("a post of another process is on the page within two seconds", async () => {
  const before = attribute(await page(candor.url), "data-revision");
  const { openIncident } = await posting(candor);
  await openIncident("Exports fail");
  await eventually(
    () => page(candor.url),
    (html) => html.includes("Exports fail"),
    2_000,
  );
  expect(attribute(await page(candor.url), "data-revision")).not.toBe(before);
});

/** The commands of this Candor's database, from here. */
async function posting({ dataDir }: RunningCandor) {
  process.env.DATA_DIR = dataDir;
  delete process.env.DATABASE_URL;
  const { openIncident } = await import("@/server/incidents");
  const { systemActor } = await import("@/server/actor");
  const { database } = await import("@/server/database");
  afterAll(() => database().$disconnect());
  return { openIncident: (name: string) => openIncident(systemActor, { name, body: "We are looking into it." }) };
}
