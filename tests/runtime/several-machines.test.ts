import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { eventually, newDataDir } from "../support/candor";
import { tellWith } from "../support/holding-asked";
import { type Machines, owner, startMachines } from "../support/machines";
import { nginx } from "../support/nginx";
import { signedIn, submitForm } from "../support/plain-form";
import { attribute, page } from "../support/served-page";

// Where nginx can't be installed, the run says so at its end.
describe.skipIf(!existsSync(nginx))("two Candors on one PostgreSQL, behind nginx", () => {
  let machines: Machines;
  let client: pg.Client;
  let component: string;
  beforeAll(async () => {
    machines = await startMachines({ MAINTENANCE_GRACE_MINUTES: "0" });
    client = new pg.Client({ connectionString: machines.databaseUrl });
    await client.connect();
    [component = ""] = await story("product");
    await onAll("Web app");
  });
  afterAll(async () => {
    await client.end();
    await Promise.all(machines.candors.map((candor) => candor.stop()));
  });

  const rows = async (query: string) => (await client.query(query)).rows;
  const secret = "a secret for tests, of no use elsewhere";
  const story = (what: string, ...ids: string[]) =>
    tellWith({ DATABASE_URL: machines.databaseUrl, AUTH_SECRET: secret, DATA_DIR: newDataDir() }, what, ...ids);
  /** Resolves when each of them says so. */
  const onAll = (words: string) =>
    Promise.all(
      machines.candors.map(({ url }) =>
        eventually(
          () => page(url),
          (html) => html.includes(words),
        ),
      ),
    );
  const addNotice = async (title: string, cookie: string, from = 0, to = from) => {
    const answer = await submitForm(`${machines.candors[from]?.url}/staff/notices/new`, {
      values: { title, body: "For everyone." },
      to: machines.candors[to]?.url,
      headers: { cookie, origin: machines.url },
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, expect.stringContaining("done=published")]);
  };

  test("both made the database ready at the same moment, and one owner", async () => {
    expect(await rows("SELECT count(*)::int AS people FROM person")).toEqual([{ people: 1 }]);
    expect(await (await fetch(machines.url)).text()).toContain("<main");
  });

  test("who signs in by one is signed in on the other, and a post on one is on both within two seconds", async () => {
    const cookie = await signedIn(machines.url, owner.email, owner.password);
    for (const { url } of machines.candors) {
      const list = await fetch(`${url}/staff/notices`, { headers: { cookie }, redirect: "manual" });
      expect(list.status).toBe(200);
    }
    await addNotice("Posted on the first", cookie, 0);
    await onAll("Posted on the first");
    await addNotice("Posted on the second", cookie, 1);
    await onAll("Posted on the second");
  });

  test("a form that one has served is taken by the other", async () => {
    const cookie = await signedIn(machines.url, owner.email, owner.password);
    await addNotice("Asked of one and sent to the other", cookie, 0, 1);
    await onAll("Asked of one and sent to the other");
  });

  test("their pages are the same one, for whoever is sent to the other", async () => {
    const [one, other] = await Promise.all(machines.candors.map(({ url }) => page(url)));
    for (const name of ["data-fingerprint", "data-build", "data-revision"]) {
      expect(attribute(one ?? "", name)).toBeTruthy();
      expect(attribute(one ?? "", name)).toBe(attribute(other ?? "", name));
    }
  });

  test("with the connection cut by which they hear of each other, still within two seconds, and then it is back", async () => {
    const listeners = () => rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'candor listens'");
    const before = await listeners();
    expect(before).toHaveLength(2);
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'candor listens'",
    );
    const cookie = await signedIn(machines.url, owner.email, owner.password);
    await addNotice("Posted while nobody listens", cookie);
    await onAll("Posted while nobody listens");
    const after = await eventually(listeners, (found) => found.length === 2);
    expect(after).not.toEqual(before);
  });

  test("a window opens on both, and what becomes of it is written down once", async () => {
    const endsAt = Date.now() + 15_000;
    const [window = ""] = await story("ending", component, String(endsAt));
    await onAll("Database upgrade");
    await eventually(
      () => rows("SELECT id FROM incident"),
      ({ length }) => length > 0,
      endsAt + 15_000 - Date.now(),
    );
    // Each of them has looked again by then.
    await pause(6_000);
    const events = await rows(
      `SELECT type, count(*)::int AS times FROM event WHERE subject_id = '${window}' GROUP BY 1`,
    );
    expect(events.length).toBeGreaterThan(1);
    expect(events.filter(({ times }) => times !== 1)).toEqual([]);
    expect(await rows("SELECT count(*)::int AS incidents FROM incident")).toEqual([{ incidents: 1 }]);
  });

  test("restarted one after the other, they lose no request and nobody is signed out", async () => {
    const cookie = await signedIn(machines.url, owner.email, owner.password);
    let ending = false;
    const seen: number[] = [];
    const visitors = ["/", "/incidents/000000000000", "/staff/notices", "/api/auth/csrf"].map(async (path) => {
      while (!ending) {
        const { status } = await fetch(machines.url + path, { headers: { cookie }, redirect: "manual" });
        seen.push(status);
      }
    });
    for (const index of [0, 1]) {
      expect(await machines.candors[index]?.stop()).toBe(0);
      await machines.startAgain(index);
      await addNotice(`Posted after restart ${index}`, cookie, index);
      // nginx asks it again by then.
      await pause(2_500);
    }
    ending = true;
    await Promise.all(visitors);
    expect(seen.length).toBeGreaterThan(100);
    expect([...new Set(seen)].sort()).toEqual([200, 404]);
  });
});

describe("deploy/compose.yaml", () => {
  type Service = { environment?: Record<string, string>; volumes?: string[] };
  const text = readFileSync("deploy/compose.yaml", "utf8");
  const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };

  test("sets nothing that Candor does not know", () => {
    const known = readFileSync("server/settings.ts", "utf8");
    const names = Object.keys(services["candor-1"]?.environment ?? {});
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(known).toContain(`  ${name}:`);
  });

  test("gives each Candor a folder of its own, and the proxy their names", () => {
    const candors = Object.keys(services).filter((name) => name.startsWith("candor-"));
    const proxy = readFileSync("deploy/compose/nginx.conf", "utf8");
    expect([...proxy.matchAll(/server ([\w-]+):3000/g)].map(([, name]) => name)).toEqual(candors);
    expect(new Set(candors.map((name) => services[name]?.volumes?.[0])).size).toBe(candors.length);
  });
});
