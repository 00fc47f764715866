import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { freePort, newDataDir, startCandor } from "../support/candor";
import { copyIn } from "../support/copies";
import { browserAccept } from "../support/holding-asked";
import { replaced } from "../support/nginx";
import { listening, runProgram } from "../support/proxied";
import { playScene } from "../support/scenes";

const caddy = "/usr/bin/caddy";

/** The configuration as it stands, but for port and folder. */
async function caddyOver(editions: string): Promise<string> {
  const port = await freePort();
  const folder = newDataDir("mirror-caddy");
  const configuration = replaced(readFileSync("deploy/mirror/caddy/Caddyfile", "utf8"), [
    ["http://status.example.com", `http://127.0.0.1:${port}`],
    ["/var/lib/candor/editions", editions],
  ]);
  writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n}\n${configuration}`);
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const args = ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
  await listening(port, await runProgram(caddy, args, home));
  return `http://127.0.0.1:${port}`;
}

// Where Caddy can't be installed, the run says so at its end.
describe.skipIf(!existsSync(caddy))(
  "the copies of a Candor that is no more, served by Caddy from another folder",
  () => {
    const elsewhere = { dataDir: newDataDir("elsewhere") };
    let url: string;
    let pages: string[];

    beforeAll(async () => {
      const candor = await startCandor();
      pages = await playScene(candor, "outage");
      await candor.stop();
      cpSync(join(candor.dataDir, "editions"), join(elsewhere.dataDir, "editions"), { recursive: true });
      url = await caddyOver(join(elsewhere.dataDir, "editions"));
    });

    test("programs are told that nobody knows how it is, and get the records that there are", async () => {
      const status = await fetch(`${url}/api/v2/status.json`);
      expect([status.status, status.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
      expect(status.headers.get("access-control-allow-origin")).toBe("*");
      expect(await status.json()).toMatchObject({ status: 503, lastKnown: { mode: "outage" } });
      for (const [path, type] of [
        ["/api/v2/incidents.json", "application/json"],
        ["/history.atom", "application/atom+xml; charset=utf-8"],
        ["/history.rss", "application/rss+xml; charset=utf-8"],
        ["/maintenance.ics", "text/calendar; charset=utf-8"],
        ["/badge.svg", "image/svg+xml"],
        ["/api/widget.json", "application/json"],
      ] as const) {
        const answer = await fetch(url + path);
        const { headers } = answer;
        expect([path, answer.status, headers.get("content-type")]).toEqual([path, 200, type]);
        expect(headers.get("access-control-allow-origin")).toBe("*");
        expect(await answer.text()).toBe(copyIn(elsewhere, path.slice(1)));
      }
    });

    test("its pages are there, packed where that is wanted, and no browser keeps them", async () => {
      expect(pages.length).toBeGreaterThan(1);
      for (const path of pages) {
        for (const coding of ["br", "gzip", "identity"]) {
          const answer = await fetch(url + path, { headers: { "accept-encoding": coding }, redirect: "error" });
          expect([path, answer.status]).toEqual([path, 200]);
          expect(answer.headers.get("content-encoding") ?? "identity").toBe(coding);
          expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
          expect(answer.headers.get("cache-control")).toBe("no-cache");
          expect(answer.headers.get("content-security-policy")).toBe("frame-ancestors 'self'");
          expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
          expect(await answer.text()).toBe(copyIn(elsewhere, join(path, "index.html")));
        }
      }
      expect((await fetch(`${url}/live.js?v=anything`)).headers.get("content-type")).toMatch(/javascript/);
      expect((await fetch(`${url}/heartbeat.json`)).headers.get("cache-control")).toBe("no-cache");
    });

    test("what is not there gets the page that says so", async () => {
      for (const path of ["/nothing-here", "/incidents/nobody000000", "/staff", "/incidents"]) {
        const answer = await fetch(url + path);
        expect([path, answer.status]).toEqual([path, 404]);
        expect(await answer.text()).toContain("There is nothing at this address");
      }
    });

    test.each(["/holding", "/holding/harvest", "/holding/nobody"])(
      "%s is a 503, in the form that was asked for",
      async (path) => {
        const page = await fetch(url + path, { headers: { accept: browserAccept } });
        expect(page.status).toBe(503);
        expect(Object.fromEntries(page.headers)).toMatchObject({
          "content-type": "text/html; charset=utf-8",
          "retry-after": "60",
          "x-status-mode": "unknown",
          "cache-control": "no-store",
        });
        expect(await page.text()).toContain("<h1");
        const problem = await fetch(url + path);
        expect([problem.status, problem.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
        expect(await problem.json()).toMatchObject({ status: 503, mode: "unknown" });
      },
    );
  },
);
