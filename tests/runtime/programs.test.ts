import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { v2Names } from "@/messages/v2/documents";
import { eventually, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { faultOf } from "../support/contracts";
import { copiesSettle } from "../support/copies";
import { seedCandor } from "../support/seeded";
import { page } from "../support/served-page";

const programs = [
  ...v2Names.map((name) => `/api/v2/${name}.json`),
  "/history.atom",
  "/history.rss",
  "/history.json",
  "/components/api/history.atom",
  "/maintenance.ics",
  "/history.ics",
  "/badge.svg",
  "/badge.json?component=api",
  "/api/widget.json",
];

let candor: RunningCandor;

beforeAll(async () => {
  const env = { SITE_URL: "https://status.example.com" };
  candor = await startCandor({ dataDir: newDataDir(), env });
  await seedCandor(candor.dataDir);
  await eventually(
    () => page(candor.url),
    (html) => html.includes("/maintenance/"),
  );
  await copiesSettle(candor);
});
afterAll(() => candor.stop());

const ask = (path: string, options: RequestInit = {}) => fetch(candor.url + path, options);

describe("a served Candor gives programs", () => {
  test.each(programs)(
    "%s, open to every site, with the headers of its part of the site, and again as a 304",
    async (path) => {
      const got = await ask(path);
      expect(got.status).toBe(200);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        "access-control-allow-origin": "*",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "cache-control": "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=3600",
      });
      expect(got.headers.get("set-cookie")).toBeNull();
      const name = v2Names.find((each) => path === `/api/v2/${each}.json`);
      if (name) expect(faultOf(name, await got.json())).toBeNull();
      expect((await ask(path, { method: "HEAD" })).status).toBe(200);
      expect((await ask(path, { method: "OPTIONS" })).status).toBe(204);
      expect((await ask(path, { method: "POST", body: "{}" })).status).toBe(405);
      // Work that comes again may be announced between the two.
      await eventually(
        async () => {
          const etag = (await ask(path)).headers.get("etag") ?? "";
          return ask(path, { headers: { "if-none-match": etag }, cache: "no-store" });
        },
        ({ status }) => status === 304,
      );
    },
  );

  test("what its pages say is there: feeds and a calendar", async () => {
    const html = await page(candor.url);
    const links = [...html.matchAll(/<link rel="alternate"[^>]*>/g)].map(([link]) => link).join("\n");
    for (const path of ["/history.atom", "/history.rss", "/history.json", "/maintenance.ics"]) {
      expect(links).toContain(`https://status.example.com${path}`);
      expect((await ask(path)).status).toBe(200);
    }
    expect(html).toContain('<a href="/maintenance.ics">Add to your calendar</a>');
  });

  test("the status of a moment, to nobody's cost but its own", async () => {
    const at = new Date(Date.now() - 24 * 60 * 60_000).toISOString();
    const got = await ask(`/api/v2/status.json?at=${at}`);
    expect([got.status, got.headers.get("x-robots-tag")]).toEqual([200, "noindex"]);
    expect((await ask("/api/v2/status.json?at=then")).status).toBe(400);
    expect((await ask(`/api/v2/components.json?at=${at}`)).headers.get("x-robots-tag")).toBeNull();
  });

  test("nothing for made-up addresses, which make no file", async () => {
    for (let index = 0; index < 50; index++) {
      expect((await ask(`/api/v2/stranger${index}.json`)).status).toBe(404);
      expect((await ask(`/components/stranger${index}/history.atom`)).status).toBe(404);
      expect((await ask(`/badge.svg?component=stranger${index}`)).status).toBe(404);
      expect((await ask(`/history.atom?stranger${index}`)).status).toBe(200);
    }
    const files = readdirSync(join(candor.dataDir, "editions"), { recursive: true, encoding: "utf8" });
    expect(files.filter((name) => name.includes("stranger"))).toEqual([]);
  });

  test("copies for when it is gone, which claim nothing of the present", async () => {
    await copiesSettle(candor);
    const copy = (name: string) => readFileSync(join(candor.dataDir, "editions", name), "utf8");
    const status = JSON.parse(copy("api/v2/status.json"));
    expect(status).toMatchObject({ status: 503, lastKnown: { mode: expect.any(String) }, asOf: expect.any(String) });
    expect(faultOf("status", status)).not.toBeNull();
    const incidents = JSON.parse(copy("api/v2/incidents.json"));
    expect(faultOf("incidents", incidents)).toBeNull();
    expect(incidents.incidents.flatMap((each: { components: unknown[] }) => each.components)).toEqual([]);
    expect(copy("badge.svg")).toContain("unknown");
    for (const name of ["history.atom", "history.rss", "history.json", "maintenance.ics"])
      expect(existsSync(join(candor.dataDir, "editions", `${name}.gz`))).toBe(true);
  });

  test("the same when its database is gone", async () => {
    const before = await Promise.all(programs.map(async (path) => (await ask(path)).headers.get("etag")));
    process.kill(candor.postmasterPid(), "SIGKILL");
    const after = await Promise.all(programs.map(async (path) => [path, (await ask(path)).status]));
    expect(after).toEqual(programs.map((path) => [path, 200]));
    const etags = await Promise.all(programs.map(async (path) => (await ask(path)).headers.get("etag")));
    expect(etags).toEqual(before);
  });
});
