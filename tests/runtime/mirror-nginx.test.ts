import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, freePort, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { copyIn } from "../support/copies";
import { browserAccept } from "../support/holding-asked";
import { ask, nginxBeforeCandor, openFolder, readersOf } from "../support/mirrors";
import { nginx } from "../support/nginx";
import { playScene } from "../support/scenes";

const browsers = { accept: browserAccept };
const programs = { accept: "*/*" };

// Where nginx can't be installed, the run says so at its end.
describe.skipIf(!existsSync(nginx))("a real Candor behind nginx, in the middle of planned work", () => {
  const dataDir = newDataDir("mirror");
  let candor: RunningCandor;
  let port: number;
  let url: string;
  /** The status page, a window's, and an incident's. */
  let pages: string[];

  const startAgain = async () => {
    const env = { PORT: String(port), SITE_URL: "https://status.example.com", TRUSTED_PROXIES: "127.0.0.1" };
    candor = await startCandor({ dataDir, env });
  };
  const isBack = () =>
    eventually(
      () => ask(url, "/"),
      ({ status, isCopy }) => status === 200 && !isCopy,
    );
  const signal = (name: NodeJS.Signals) =>
    process.kill(JSON.parse(readFileSync(join(dataDir, "lock"), "utf8")).pid, name);

  beforeAll(async () => {
    port = await freePort();
    await startAgain();
    openFolder(dataDir);
    const paths = await playScene(candor, "maintenance");
    const incident = /\/incidents\/[a-z0-9]{12}/.exec(copyIn(candor, "index.html"))?.[0] ?? "";
    pages = [...paths, incident];
    expect(pages.every((path) => path.startsWith("/")) && pages.length).toBe(3);
    url = (await nginxBeforeCandor(port, dataDir)).url;
  });
  afterAll(async () => {
    signal("SIGCONT");
    await candor.stop();
  });

  describe("while Candor answers", () => {
    test("its answers go out as they are, in whatever status", async () => {
      for (const path of [
        ...pages,
        "/incidents/nobody000000",
        "/live.js",
        "/heartbeat.json",
        "/staff",
        "/api/auth/providers",
      ]) {
        const [through, itself] = [await ask(url, path), await ask(candor.url, path)];
        // Next's own pages have a nonce in each answer.
        const lasting = ({ status, text }: typeof through) => [
          status,
          path === "/staff" ? "" : text.replace(/\d+:\d+|"at":"[^"]*"/g, ""),
        ];
        expect([path, ...lasting(through), through.isCopy]).toEqual([path, ...lasting(itself), false]);
      }
    });

    test("its own 503 is not taken for its absence: the holding page explains by the work that it knows of", async () => {
      const seen = await ask(url, "/holding/harvest", browsers);
      expect(seen).toMatchObject({ status: 503, mode: "maintenance", isCopy: false });
      expect(seen.text).toContain("planned work");
    });

    test("its 503 for a record that nobody can read goes out too", async () => {
      const alone = await freePort();
      const env = {
        PORT: String(alone),
        DATABASE_URL: "postgresql://candor@127.0.0.1:9/none",
        AUTH_SECRET: "x".repeat(32),
      };
      const other = await startCandor({ env });
      const before = await nginxBeforeCandor(alone, other.dataDir);
      const seen = await ask(before.url, "/incidents/aaaaaaaaaaaa");
      expect(seen).toMatchObject({ status: 503, isCopy: false });
      expect(seen.text).toContain("data-mode=");
      await other.stop();
    });
  });

  describe("while Candor is killed", () => {
    beforeAll(() => candor.kill());
    afterAll(startAgain);

    test("its pages come from disk, packed where that is wanted, with their age and the headers of a page", async () => {
      for (const path of pages) {
        const answer = await fetch(url + path, { headers: { "accept-encoding": "gzip" } });
        expect([path, answer.status]).toEqual([path, 200]);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          "content-type": "text/html; charset=utf-8",
          "content-encoding": "gzip",
          "cache-control": "no-cache",
          "content-security-policy": "frame-ancestors 'self'",
          "x-content-type-options": "nosniff",
          "referrer-policy": "strict-origin-when-cross-origin",
          "x-candor-copy": "yes",
          vary: "Accept-Encoding",
        });
        const text = await answer.text();
        expect(text).toMatch(/As of .*\d+ \w+, /);
        expect(text).toContain('data-copy="true"');
        expect((await ask(url, path)).text).toBe(text);
        expect(gunzipSync(readFileSync(join(dataDir, "editions", path, "index.html.gz"))).toString()).toBe(text);
      }
    });

    test("programs are told that nobody knows how it is, and get the records that there are", async () => {
      for (const name of ["status", "summary", "components", "incidents/unresolved", "scheduled-maintenances/active"]) {
        const answer = await fetch(`${url}/api/v2/${name}.json`);
        expect([name, answer.status]).toEqual([name, 503]);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          "content-type": "application/problem+json",
          "cache-control": "no-store",
          "retry-after": "60",
          "access-control-allow-origin": "*",
        });
        expect(await answer.json()).toMatchObject({ status: 503, lastKnown: { mode: "maintenance" } });
      }
      for (const [path, type] of [
        ["/api/v2/incidents.json", "application/json; charset=utf-8"],
        ["/api/v2/scheduled-maintenances.json", "application/json; charset=utf-8"],
        ["/history.atom", "application/atom+xml; charset=utf-8"],
        ["/history.rss", "application/rss+xml; charset=utf-8"],
        ["/maintenance.ics", "text/calendar; charset=utf-8"],
        ["/badge.svg?component=anything", "image/svg+xml"],
        ["/api/widget.json", "application/json; charset=utf-8"],
        ["/widget/v1.js", "text/javascript; charset=utf-8"],
      ] as const) {
        const answer = await fetch(url + path);
        const { headers } = answer;
        expect([path, answer.status, headers.get("content-type")]).toEqual([path, 200, type]);
        expect([path, headers.get("access-control-allow-origin")]).toEqual([path, "*"]);
        expect(await answer.text()).toBe(copyIn(candor, path.slice(1).split("?")[0] ?? ""));
      }
      expect((await ask(url, "/badge.svg")).text).toContain("unknown");
      expect((await ask(url, "/components/harvest/history.atom")).status).toBe(503);
      expect((await ask(url, "/api/v2/nothing.json")).status).toBe(404);
    });

    test("what comes with them too, and the heartbeat tells how long ago somebody was there", async () => {
      expect((await fetch(`${url}/live.js?v=anything`)).headers.get("content-type")).toBe(
        "text/javascript; charset=utf-8",
      );
      expect((await fetch(`${url}/icons/quiet.svg`)).headers.get("content-type")).toBe("image/svg+xml");
      const beat = await fetch(`${url}/heartbeat.json`);
      expect(beat.headers.get("cache-control")).toBe("no-cache");
      expect(Date.now() - Date.parse((await beat.json()).at)).toBeLessThan(120_000);
    });

    test("what is not there gets the page that says so", async () => {
      for (const path of ["/nothing-here", "/incidents/nobody000000", "/incidents/", "/incidents/nobody/index.html"]) {
        const seen = await ask(url, path);
        expect(seen).toMatchObject({ path, status: 404, isCopy: true });
        expect(seen.text).toContain("There is nothing at this address");
      }
    });

    test.each(["/holding", "/holding/harvest", "/holding/harvest/", "/holding/nobody", "/holding/harvest/deeper?x=1"])(
      "%s is a 503 that explains nothing, in the form that was asked for, for any method",
      async (path) => {
        for (const method of ["GET", "POST", "PUT", "HEAD"]) {
          const page = await fetch(url + path, { method, headers: browsers });
          expect([method, page.status]).toEqual([method, 503]);
          const heads = {
            "content-type": "text/html; charset=utf-8",
            "retry-after": "60",
            "x-status-mode": "unknown",
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
          };
          expect(Object.fromEntries(page.headers)).toMatchObject(heads);
          expect(page.headers.get("vary")).toContain("Accept");
          const text = await page.text();
          expect(text).not.toMatch(/maintenance|planned|scheduled/i);
          if (method !== "HEAD") expect(text).toContain("Harvest can’t be reached right now");
          const problem = await fetch(url + path, { method, headers: programs });
          expect([problem.status, problem.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
          expect(problem.headers.get("x-status-mode")).toBe("unknown");
          if (method === "HEAD") continue;
          expect(await problem.json()).toMatchObject({ status: 503, mode: "unknown", retryAfter: 60 });
        }
      },
    );

    test.each([
      "/staff",
      "/staff/incidents/new",
      "/api/auth/session",
      "/live?path=/",
      "/healthz",
      "/readyz",
      "/metrics",
    ])("%s says that it can't be reached, for any method", async (path) => {
      for (const method of ["GET", "POST", "DELETE"]) {
        const answer = await fetch(url + path, { method, redirect: "manual" });
        expect([method, answer.status]).toEqual([method, 503]);
        expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
        expect(answer.headers.get("cache-control")).toBe("no-store");
        expect(await answer.text()).toBe("This can’t be reached right now. Please try again in a moment.\n");
      }
    });
  });

  test("killed and started again under load: no reader is failed, and no product's visitor is told of work without Candor", async () => {
    await isBack();
    const readers = readersOf(url, [...pages, ...pages, "/icons/quiet.svg"]);
    const visitors = readersOf(url, ["/holding/harvest", "/holding"], browsers);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await candor.kill();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const gone = visitors.seen.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(visitors.seen.slice(gone).map(({ mode }) => mode)).toEqual(visitors.seen.slice(gone).map(() => "unknown"));
    await startAgain();
    await isBack();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const [read, held] = [await readers.end(), await visitors.end()];
    expect(read.filter(({ status }) => status !== 200).map(({ path, status }) => [path, status])).toEqual([]);
    expect(read.some(({ isCopy }) => isCopy) && read.some(({ isCopy }) => !isCopy)).toBe(true);
    expect(read.length).toBeGreaterThan(100);
    expect(held.filter(({ status }) => status !== 503)).toEqual([]);
    for (const { mode, text } of held) if (mode !== "maintenance") expect(text).not.toMatch(/maintenance|planned/i);
    expect(held.at(-2)?.mode === "maintenance" || held.at(-1)?.mode === "maintenance").toBe(true);
  });

  test("hanging: it is given up on in seconds, then not waited for, and heard again when it answers", async () => {
    await isBack();
    signal("SIGSTOP");
    const first = await Promise.all(Array.from({ length: 8 }, () => ask(url, pages[1] ?? "")));
    for (const seen of first) {
      expect(seen).toMatchObject({ status: 200, isCopy: true });
      expect(seen.ms).toBeLessThan(6_000);
    }
    const next = await Promise.all([...pages, ...pages].map((path) => ask(url, path)));
    expect(next.filter(({ status, isCopy }) => status !== 200 || !isCopy)).toEqual([]);
    expect(Math.max(...next.map(({ ms }) => ms))).toBeLessThan(1_500);
    expect(await ask(url, "/holding/harvest", browsers)).toMatchObject({ status: 503, mode: "unknown" });
    signal("SIGCONT");
    await isBack();
    expect(await ask(url, "/holding/harvest", browsers)).toMatchObject({ status: 503, mode: "maintenance" });
  });
});
