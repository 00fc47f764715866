import { describe, expect, test } from "vitest";
import { database } from "@/server/database";
import { makeToken, revokeToken } from "@/server/tokens";
import { largestBody } from "@/server/v1/body";
import { endpoints } from "@/server/v1/endpoints";
import { addComponent, open, owner } from "../server/scene";
import { ask, type ErrorBody, everything, faults, testApi, tokenFor } from "./api";

testApi();

const errors = <T extends string>(line: T, asked = {}) => ask<ErrorBody>(line, asked);

/** Every endpoint as a line to ask, its ids made up. */
const lines = endpoints.flatMap(({ methods, path, does }) =>
  methods.map((method) => ({ line: `${method} ${path.replace(/\{(?!page_id)\w+\}/g, "nothing")}`, does, path })),
);
const bodyFor = (line: string) => (line.startsWith("GET") ? {} : { body: {} });
const at = (line: string) => line.replace("{page_id}", everything.pageId);

describe("every endpoint", () => {
  test("answers 401 without a token, with a wrong, an expired and a revoked one", async () => {
    const expired = await makeToken(owner, { name: "Old", scopes: ["all"] });
    await database().apiToken.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const revoked = await makeToken(owner, { name: "Gone", scopes: ["all"] });
    await revokeToken(owner, { tokenId: revoked.id });
    for (const [index, { line }] of lines.entries()) {
      for (const token of [null, "wrong", expired.token, revoked.token]) {
        const headers = { "x-candor-address": `192.0.2.${index}` };
        const { status, json, headers: told } = await errors(at(line), { token, headers, ...bodyFor(line) });
        expect([line, status, json.error]).toEqual([line, 401, "Could not authenticate"]);
        expect(told.get("www-authenticate")).toBe("Bearer");
      }
    }
  });

  test("that writes answers 403 to a token that may only read", async () => {
    const token = await tokenFor("read");
    for (const { line } of lines.filter(({ does }) => does === "write")) {
      const { status, json } = await errors(at(line), { token, body: {} });
      expect([line, status]).toEqual([line, 403]);
      expect(json.message).toMatch(/^This takes a token with the scope “/);
    }
  });

  test("answers 404 below the id of another page", async () => {
    for (const { line } of lines.filter(({ path }) => path.includes("{page_id}"))) {
      const { status, json } = await errors(line.replace("{page_id}", "otherpage000"), bodyFor(line));
      expect([line, status, json.message]).toEqual([line, 404, expect.stringContaining("no page with this id")]);
    }
  });

  test("answers 405 to another method, and says which it takes", async () => {
    const byPath = Map.groupBy(endpoints, ({ path }) => path);
    for (const [path, there] of byPath) {
      const methods = there.flatMap((endpoint) => endpoint.methods);
      const where = at(path.replace(/\{(?!page_id)\w+\}/g, "nothing"));
      const other = ["POST", "DELETE", "PUT"].find((method) => !methods.includes(method as never)) ?? "";
      const allow = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
      const refused = await errors(`${other} ${where}`, { body: {} });
      expect([path, refused.status, refused.headers.get("allow")]).toEqual([path, 405, allow]);
      expect(refused.json.message).toContain(allow);
      const options = await ask(`OPTIONS ${where}`, { token: null });
      expect([path, options.status, options.headers.get("allow")]).toEqual([path, 204, allow]);
    }
  });
});

test("an address that is none is 404, whoever asks", async () => {
  for (const path of ["/nothing", "/pages/x/y/z", "incidents/x/updates"])
    expect((await errors(`GET ${path}`, { token: null })).status).toBe(404);
});

const bodies: [string, number, string[]][] = [
  ["{", 400, ["body"]],
  ["[[[[", 400, ["body"]],
  ['{"incident":', 400, ["body"]],
  ["null", 422, ["body"]],
  ["[]", 422, ["body"]],
  ['"incident"', 422, ["body"]],
  ["", 422, ["incident"]],
  ['{"incident":5}', 422, ["incident"]],
  ['{"incident":{}}', 422, ["incident.name"]],
  ['{"incident":{"name":null}}', 422, ["incident.name"]],
  ['{"incident":{"name":["x"]}}', 422, ["incident.name"]],
  ['{"incident":{"name":"x","status":"broken"}}', 422, ["incident.status"]],
  ['{"incident":{"name":"x","status":5,"body":5}}', 422, ["incident.status", "incident.body"]],
  ['{"incident":{"name":"x","components":"web"}}', 422, ["incident.components"]],
  ['{"incident":{"name":"x","components":{"web":"broken"}}}', 422, ["incident.components"]],
  ['{"incident":{"name":"x","components":{"nothing":"major_outage"}}}', 422, ["incident.components"]],
  ['{"incident":{"name":"x","component_ids":["nothing"]}}', 422, ["incident.component_ids"]],
  ['{"incident":{"name":"x","component_ids":{"a":1}}}', 422, ["incident.component_ids"]],
  ['{"incident":{"name":"x","happened_at":"2999-01-01T00:00:00Z"}}', 422, ["incident.happened_at"]],
  ['{"incident":{"name":"x","happened_at":"1999-01-01T00:00:00Z"}}', 422, ["incident.happened_at"]],
  ['{"incident":{"name":"x","happened_at":1764000000}}', 422, ["incident.happened_at"]],
  ['{"incident":{"name":"x","next_update_by":"2020-01-01T00:00:00Z"}}', 422, ["incident.next_update_by"]],
  ['{"incident":{"name":"x","impact_override":"maintenance"}}', 422, ["incident.impact_override"]],
  ['{"incident":{"name":"x","impact_override":"worst"}}', 422, ["incident.impact_override"]],
  ['{"incident":{"name":"x","taken_offline":["nothing"],"taken_offline_reason":"x"}}', 422, ["incident.taken_offline"]],
  ['{"incident":{"name":"x","limited_detail":"perhaps"}}', 422, ["incident.limited_detail"]],
  ['{"incident":{"name":"x","resolved_at":"2999-01-01T00:00:00Z"}}', 422, ["incident.resolved_at"]],
  [
    '{"incident":{"name":"x","happened_at":"2026-01-02T00:00:00Z","resolved_at":"2026-01-01T00:00:00Z"}}',
    422,
    ["incident.resolved_at"],
  ],
  [JSON.stringify({ incident: { name: "x", effect: "y".repeat(121) } }), 422, ["incident.effect"]],
  [JSON.stringify({ incident: { name: "x", body: "y".repeat(25_001) } }), 422, ["incident.body"]],
  [JSON.stringify({ incident: { name: "x", body: "y".repeat(largestBody) } }), 413, ["body"]],
];

const forms: [string, number, string[]][] = [
  ["incident[name]=x&incident[status]=broken", 422, ["incident.status"]],
  ["incident[name][a]=x", 422, ["incident.name"]],
  ["incident=x", 422, ["incident"]],
  ["__proto__[name]=x", 422, ["incident"]],
  [`incident${"[a]".repeat(20)}=x`, 400, ["body"]],
  [Array.from({ length: 4000 }, (_, index) => `a${index}=1`).join("&"), 400, ["body"]],
];

describe("a body", () => {
  test("that can't be taken is answered with its status, and names the fields", async () => {
    for (const [body, status, fields] of bodies) {
      expect([body, ...(await faults("POST incidents", { body }))]).toEqual([body, status, fields]);
    }
    expect(await database().incident.count()).toBe(0);
  });

  test("that sets a state that only a window gives is refused, and a reason is asked for what is taken offline", async () => {
    const web = await addComponent("Web");
    const states = { incident: { name: "x", components: { [web]: "under_maintenance" } } };
    expect(await faults("POST incidents", { body: states })).toEqual([422, ["incident.components"]]);
    const offline = { incident: { name: "x", taken_offline: [web] } };
    expect(await faults("POST incidents", { body: offline })).toEqual([422, ["incident.taken_offline_reason"]]);
  });

  test("without a length is not read further than it may be", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const headers = { authorization: `OAuth ${everything.token}` };
    const address = `http://localhost/v1/pages/${everything.pageId}/incidents`;
    const request = new Request(address, { method: "POST", headers, body, duplex: "half" } as RequestInit);
    const { POST } = await import("@/app/api/v1/[...path]/route");
    const path = ["pages", everything.pageId, "incidents"];
    expect((await POST(request, { params: Promise.resolve({ path }) })).status).toBe(413);
    expect(sent).toBeLessThan(2 * largestBody);
  });

  test("as a form that can't be taken is answered with its status, and names the fields", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    for (const [body, status, fields] of forms) {
      expect([body, ...(await faults("POST incidents", { body, headers }))]).toEqual([body, status, fields]);
    }
  });

  test("in parts is refused as no type that is taken", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    expect((await errors("POST incidents", { body: "--x--", headers })).status).toBe(415);
  });

  test("that is not UTF-8 is refused", async () => {
    const headers = { authorization: `Bearer ${everything.token}` };
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    const request = new Request("http://localhost/v1/x", { method: "POST", headers, body });
    const { POST } = await import("@/app/api/v1/[...path]/route");
    const path = ["pages", everything.pageId, "incidents"];
    expect((await POST(request, { params: Promise.resolve({ path }) })).status).toBe(400);
  });
});

describe("an id", () => {
  test("of another kind leads nowhere", async () => {
    const web = await addComponent("Web");
    const id = await open();
    const body = { incident: { body: "x" }, component: { status: "operational" }, component_group: {}, notice: {} };
    for (const line of [
      `GET incidents/${web}`,
      `GET components/${id}`,
      `GET component-groups/${web}`,
      `GET notices/${id}`,
      `PATCH incidents/${web}`,
      `PATCH components/${id}`,
      `PATCH component-groups/${id}`,
      `PATCH notices/${web}`,
      `DELETE incidents/${web}`,
      `DELETE components/${id}`,
      `DELETE component-groups/${id}`,
      `DELETE notices/${id}`,
    ]) {
      const { status } = await errors(line, line.startsWith("PATCH") ? { body } : {});
      expect([line, status]).toEqual([line, 404]);
    }
    const update = { incident_update: { body: "x" } };
    const other = await open();
    const theirs = (await ask(`GET incidents/${other}`)).json.incident_updates[0]?.id;
    expect((await errors(`PATCH incidents/${id}/incident_updates/${theirs}`, { body: update })).status).toBe(404);
  });

  test("of any form leads nowhere, and breaks nothing", async () => {
    for (const id of ["\0", "..", "x".repeat(3000), "ABC", "a'b", "\u{1f600}", "__proto__", "constructor"]) {
      for (const kind of ["incidents", "components", "component-groups", "notices"]) {
        expect([id, (await errors(`GET ${kind}/${id}`)).status]).toEqual([id, 404]);
      }
    }
  });
});

describe("a query", () => {
  test.each([
    ["incidents?limit=0", ["limit"]],
    ["incidents?limit=101", ["limit"]],
    ["incidents?page=x", ["page"]],
    ["components?per_page=-1", ["per_page"]],
    ["incidents/unresolved?page=1.5", ["page"]],
  ])("of %s is answered 400 and names it", async (where, fields) => {
    expect(await faults(`GET ${where}`)).toEqual([400, fields]);
  });

  test("may bring the token, as old scripts have it", async () => {
    const { status } = await ask(`GET /pages?api_key=${everything.token}`, { token: null });
    expect(status).toBe(200);
  });

  test.each(["OAuth", "oauth", "BEARER", "bearer"])("is not needed with the scheme %s", async (scheme) => {
    const headers = { authorization: `${scheme} ${everything.token}` };
    expect((await ask("GET /pages.json", { token: null, headers })).status).toBe(200);
  });
});

test("a token that asks too often is told how long to wait", async () => {
  const token = await tokenFor("read");
  const asked = await Promise.all(Array.from({ length: 101 }, () => errors("GET /pages", { token })));
  const refused = asked.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
});
