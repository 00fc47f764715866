import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { largestBody } from "@/server/v1/body";
import type { IncidentShape } from "@/server/v1/shapes";
import { breakPostgres } from "../support/broken-postgres";
import { eventually, type RunningCandor, startCandor } from "../support/candor";
import { page, wordsOf } from "../support/served-page";

const token = "a-token-for-tests-of-no-use-elsewhere";
const authorization = `oauth ${token}`;

let candor: RunningCandor;
let incidents: string;
let web: string;

beforeAll(async () => {
  const owner = { OWNER_EMAIL: "ada@example.com", OWNER_PASSWORD: "a password of no use elsewhere" };
  candor = await startCandor({ env: { API_TOKEN: token, API_REQUESTS_PER_SECOND: "100", ...owner } });
  const [first] = (await (await fetch(`${candor.url}/v1/pages`, { headers: { authorization } })).json()) as [
    { id: string },
  ];
  incidents = `/v1/pages/${first.id}/incidents`;
  await send(`/v1/pages/${first.id}`, { page: { name: "Harvest" } }, "PATCH");
  web = (await send<{ id: string }>(incidents.replace("incidents", "components"), { component: { name: "Web" } })).json
    .id;
});
afterAll(() => candor.stop());

type Sent<T> = { status: number; headers: Headers; json: T; ms: number };

async function send<T = IncidentShape>(
  path: string,
  body: object,
  method = "POST",
  more: Record<string, string> = {},
): Promise<Sent<T>> {
  const begun = performance.now();
  const headers = { authorization, "content-type": "application/json", ...more };
  const answer = await fetch(candor.url + path, { method, headers, body: JSON.stringify(body) });
  const json = (await answer.json()) as T;
  return { status: answer.status, headers: answer.headers, json, ms: performance.now() - begun };
}

/** Sends a body in pieces, without saying how long it will be. */
function sendChunks(path: string, size: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(candor.url + path, { method: "POST", headers: { authorization } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject);
    for (let sent = 0; sent < size; sent += 64 * 1024) asked.write(Buffer.alloc(64 * 1024, " "));
    asked.end();
  });
}

describe("the API, served", () => {
  test.each(["/v1/pages", "/api/v1/pages", "/v1/pages.json", "/api/v1/pages.json"])(
    "is at %s, for programs alone",
    async (path) => {
      const answer = await fetch(candor.url + path, { headers: { authorization } });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      expect(answer.headers.get("set-cookie")).toBeNull();
      const head = await fetch(candor.url + path, { method: "HEAD", headers: { authorization } });
      expect([head.status, await head.text()]).toEqual([200, ""]);
      expect((await fetch(candor.url + path)).status).toBe(401);
      const other = await fetch(candor.url + path, { method: "POST", headers: { authorization }, body: "{}" });
      expect([other.status, other.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
      expect((await fetch(`${candor.url}${path}/nothing/at/all`)).status).toBe(404);
    },
  );

  test("takes no body that is too large, whether its length is told or not", async () => {
    expect((await send(incidents, { incident: { name: "x", body: "y".repeat(largestBody) } })).status).toBe(413);
    expect(await sendChunks(incidents, 4 * largestBody)).toBe(413);
  });

  test("shows customers at once what was posted, and never logs a token", async () => {
    const { status, json } = await send(incidents, {
      incident: { name: "Web is slow", components: { [web]: "degraded_performance" } },
    });
    expect(status).toBe(201);
    await eventually(
      () => page(candor.url),
      (html) => html.includes(`/incidents/${json.id}`),
    );
    await fetch(`${candor.url}/v1/pages?api_key=${token}`);
    await fetch(`${candor.url}/v1/pages?api_key=${token}wrong`);
    await send(`${incidents}/${json.id}`, { incident: { status: "resolved" } }, "PATCH");
    expect(candor.output()).not.toContain(token);
  });

  test("is described at /api/openapi.json, for everybody", async () => {
    const answer = await fetch(`${candor.url}/api/openapi.json`);
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const { servers } = (await answer.json()) as { servers: { url: string }[] };
    expect(servers[0]?.url).toBe(candor.url);
  });
});

test("while the database is away incidents are taken, shown and filed later, once; the rest is told to come again", async () => {
  const mend = breakPostgres(candor);
  const incident = { name: "Everything is down", components: { [web]: "major_outage" }, body: "We are looking." };
  const key = { "idempotency-key": "deploy-7" };
  const made = await send(incidents, { incident }, "POST", key);
  expect([made.status, made.json.name, made.json.status]).toEqual([201, "Everything is down", "investigating"]);
  expect(made.ms).toBeLessThan(5_000);
  await eventually(
    () => page(candor.url),
    (html) => wordsOf(html).includes("Everything is down"),
  );
  const again = await send(incidents, { incident }, "POST", key);
  expect([again.status, again.json.id]).toEqual([201, made.json.id]);
  const update = await send(
    `${incidents}/${made.json.id}`,
    { incident: { status: "identified", body: "A disk." } },
    "PATCH",
  );
  expect([update.status, update.json.incident_updates.map(({ body }) => body)]).toEqual([
    200,
    ["A disk.", "We are looking."],
  ]);
  const list = await fetch(candor.url + incidents, { headers: { authorization } });
  expect(((await list.json()) as IncidentShape[]).map(({ id }) => id)).toContain(made.json.id);

  const refused: [string, object, string][] = [
    [incidents.replace("incidents", `components/${web}`), { component: { status: "operational" } }, "PATCH"],
    [`${incidents}/${made.json.id}`, { incident: { name: "Another name" } }, "PATCH"],
    [`${incidents}/${made.json.id}`, {}, "DELETE"],
    [incidents.replace("incidents", "notices"), { notice: { title: "x", body: "x" } }, "POST"],
  ];
  for (const [path, body, method] of refused) {
    const { status, headers, ms } = await send(path, body, method);
    expect([path, method, status, headers.get("retry-after")]).toEqual([path, method, 503, "5"]);
    expect(ms).toBeLessThan(2_000);
  }

  mend();
  const component = incidents.replace("incidents", `components/${web}`);
  await eventually(
    async () =>
      (await send<{ status: string }>(component, { component: { status: "partial_outage" } }, "PATCH")).status,
    (status) => status === 200,
    30_000,
  );
  const third = await send(incidents, { incident }, "POST", key);
  expect([third.status, third.json.id]).toEqual([201, made.json.id]);
  const all = await fetch(candor.url + incidents, { headers: { authorization } });
  const names = ((await all.json()) as IncidentShape[]).map(({ name }) => name);
  expect(names.filter((name) => name === "Everything is down")).toHaveLength(1);
});
