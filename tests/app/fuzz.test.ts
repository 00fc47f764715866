import { request } from "node:http";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import fc from "fast-check";
import qs from "qs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { IncidentShape } from "@/server/v1/shapes";
import { hour, owner } from "../server/scene";
import { type RunningCandor, startCandor } from "../support/candor";
import { fuzzed, type Schema } from "../support/fuzzed";

type Content = Record<string, { schema: Schema }>;
type Answer = { $ref?: string; content?: Content };
type Operation = {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, Answer>;
};
type OpenApi = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
};

const token = "a-token-for-tests-of-no-use-elsewhere";
let candor: RunningCandor;
let document: OpenApi;
let pageId: string;
/** Of a component, a group, an incident, its update, planned work, its announcement, a notice; and of nothing. */
const ids: string[] = [];
const tokens: Record<string, string> = { all: token, wrong: "candor_wrong" };

beforeAll(async () => {
  candor = await startCandor({ env: { API_TOKEN: token, API_REQUESTS_PER_SECOND: "1000" } });
  document = JSON.parse((await send("GET", "/api/openapi.json")).text);
  const [page] = await made<{ id: string }[]>("GET", "/v1/pages");
  pageId = page?.id ?? "";
  const below = `/v1/pages/${pageId}`;
  await made("PATCH", below, { page: { name: "Harvest", time_zone: "America/New_York" } });
  const { id: web } = await made("POST", `${below}/components`, { component: { name: "Web" } });
  const { id: group } = await made("POST", `${below}/component-groups`, {
    component_group: { name: "Europe", components: [web] },
  });
  const incident = await made("POST", `${below}/incidents`, { incident: { name: "Errors", component_ids: [web] } });
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
  const plan = { name: "Disks", expected_effects: { [web]: "none" }, scheduled_for: at(30), scheduled_until: at(31) };
  const { id: other } = await made("POST", `${below}/components`, { component: { name: "Mail" } });
  const work = await made("POST", `${below}/incidents`, {
    incident: { ...plan, expected_effects: { [other]: "down" } },
  });
  const { id: notice } = await made("POST", `${below}/notices`, { notice: { title: "Hello", body: "There." } });
  const updates = [incident, work].map(({ incident_updates }) => incident_updates[0]?.id ?? "");
  ids.push(web, other, group, incident.id, work.id, notice, ...updates, "nothing00000");
  await makeTokens();
});
afterAll(async () => {
  await (await import("@/server/database")).database().$disconnect();
  await candor.stop();
});

/** Beside what the API can make. */
async function makeTokens(): Promise<void> {
  process.env.DATA_DIR = candor.dataDir;
  delete process.env.DATABASE_URL;
  const { makeToken, revokeToken } = await import("@/server/tokens");
  for (const scope of ["read", "incidents", "maintenance", "components", "subscribers"] as const)
    tokens[scope] = (await makeToken(owner, { name: scope, scopes: [scope] })).token;
  const revoked = await makeToken(owner, { name: "Gone", scopes: ["all"] });
  await revokeToken(owner, { tokenId: revoked.id });
  tokens.revoked = revoked.token;
}

type Got = { status: number; type: string; text: string; allow: string | undefined };

/** As it is given, which `fetch` would put right. */
function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(candor.url);
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const asked = request({ hostname, port, path, method, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        const { "content-type": type = "", allow } = answer.headers;
        resolve({ status: answer.statusCode ?? 0, type, allow, text: Buffer.concat(chunks).toString() });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

async function made<T = IncidentShape>(method: string, path: string, body?: object): Promise<T> {
  const headers = { authorization: `OAuth ${token}`, "content-type": "application/json" };
  const { status, text } = await send(method, path, headers, body && JSON.stringify(body));
  expect([path, status, status < 300 ? "" : text]).toEqual([path, method === "POST" ? 201 : 200, ""]);
  return JSON.parse(text);
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
const odd = ["%00", "a%2Fb", "..%2f..", "%F0%9F%92%A9", "%zz", "a".repeat(3_000), "%20", "'", "%E0%A4%A"];

type Asked = {
  path: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
};

const often = <T>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>, weight = 12) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: seldom });

function operationOf(path: string, method: string): Operation | undefined {
  return document.paths[path]?.[method === "HEAD" ? "get" : method.toLowerCase()];
}

function requestOf(path: string, operations: Record<string, Operation>): fc.Arbitrary<Asked> {
  const documented = Object.keys(operations).map((each) => each.toUpperCase());
  return often(fc.constantFrom(...documented), fc.constantFrom(...methods)).chain((method) => {
    const operation = operationOf(path, method);
    const query = (operation?.parameters ?? []).filter((each) => each.in === "query");
    const fields = Object.fromEntries(query.map(({ name, schema }) => [name, fuzzed(schema, {}, ids)]));
    const content = operation?.requestBody?.content["application/json"];
    const body = content ? fuzzed(content.schema, document.components.schemas, ids) : fc.jsonValue();
    return fc
      .record({
        params: fc.array(often(fc.constantFrom(...ids), fc.constantFrom(...odd), 8), { minLength: 3, maxLength: 3 }),
        page: often(fc.constant(pageId), fc.constantFrom("nothing00000", ...odd), 25),
        suffix: fc.constantFrom("", "", ".json"),
        query: fc.record(fields, { requiredKeys: [] }),
        extra: often(fc.constant(""), fc.webQueryParameters()),
        who: often(fc.constant("all"), fc.constantFrom(...Object.keys(tokens), "none"), 4),
        key: often(fc.constant(undefined), fc.constantFrom("a", "b", "x".repeat(300)), 4),
        type: often(
          fc.constantFrom("application/json", "application/x-www-form-urlencoded"),
          fc.constantFrom("text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "", "☃"),
        ),
        body,
        mangled: often(fc.constant(false), fc.constant(true)),
      })
      .map((given) => ({ path, method, ...wireOf(path, method, given) }));
  });
}

type Given = {
  params: string[];
  page: string;
  suffix: string;
  query: Record<string, unknown>;
  extra: string;
  who: string;
  key: string | undefined;
  type: string;
  body: unknown;
  mangled: boolean;
};

function wireOf(path: string, method: string, given: Given): Pick<Asked, "url" | "headers" | "body"> {
  const { params, page, suffix, query, extra, who, key, type, body, mangled } = given;
  let next = 0;
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => (name === "page_id" ? page : (params[next++] ?? "x")));
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, each]) => [name, text(each)] as [string, string]),
  );
  const rest = [asked.toString(), encodeURI(decodeURIComponent(extra))].filter(Boolean).join("&");
  const isForm = type === "application/x-www-form-urlencoded";
  const whole = isForm ? qs.stringify(body) : text(body);
  const url = `${filled}${path.startsWith("/v1") ? suffix : ""}${rest ? `?${rest}` : ""}`;
  return {
    // Longer ones are refused by Node, before anybody sees them.
    url: url.slice(0, 8_000),
    headers: {
      ...(who !== "none" && { authorization: `Bearer ${tokens[who]}` }),
      ...(key !== undefined && { "idempotency-key": key }),
      ...(type !== "" && { "content-type": Buffer.from(type).toString("latin1") }),
    },
    body: method === "GET" || method === "HEAD" ? undefined : mangled ? whole.slice(0, whole.length / 2) : whole,
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

const validators = new Map<Answer, ValidateFunction>();

/** What a body has against the schema that is documented for it; null when nothing. */
function faultIn(answer: Answer, type: string, json: unknown): string | null {
  const [said = ""] = type.split(";");
  const schema = answer.content?.[said]?.schema;
  if (!schema) return `${said} is not documented`;
  const validate = validators.get(answer) ?? compiled(schema);
  validators.set(answer, validate);
  return validate(json) ? null : JSON.stringify(validate.errors);
}

function compiled(schema: Schema): ValidateFunction {
  const ajv = addFormats(new Ajv2020({ strict: false }));
  return ajv.compile({ ...schema, components: document.components });
}

/** Holds an answer against the document: its status is listed, and its body is as its schema has it. */
function holdAgainstDocument({ path, method, url }: Asked, got: Got): void {
  const operation = operationOf(path, method);
  const isOfOtherTime = path.startsWith("/api/v2/") && url.includes("at=");
  if (!(isOfOtherTime && got.status === 503)) expect(got.status).toBeLessThan(500);
  const operations = document.paths[path] ?? {};
  const of = operation ?? Object.values(operations)[0];
  const listed = of?.responses[got.status] ?? (path.startsWith("/api/holding") ? of?.responses.default : undefined);
  if (!operation) expect([400, 404, 405]).toContain(got.status);
  if (got.status === 405) expect(got.allow).toMatch(/^[A-Z, ]+$/);
  const answer = listed?.$ref ? document.components.responses[listed.$ref.split("/").at(-1) ?? ""] : listed;
  if (!answer) throw new Error(`${got.status} is not documented: ${got.text}`);
  if (method === "HEAD" || got.status === 204) expect(got.text).toBe("");
  else expect(faultIn(answer, got.type, JSON.parse(got.text))).toBeNull();
}

test("whatever is asked of any operation is answered as the document has it, and never with a fault of ours", async () => {
  const all = fc
    .constantFrom(...Object.entries(document.paths))
    .chain(([path, operations]) => requestOf(path, operations));
  await fc.assert(
    fc.asyncProperty(all, async (asked) => {
      const got = await send(asked.method, asked.url, asked.headers, asked.body);
      try {
        holdAgainstDocument(asked, got);
      } catch (cause) {
        throw new Error(`${got.status} ${got.type} ${got.text.slice(0, 500)}`, { cause });
      }
    }),
    // Always the same: what nobody has met yet is looked for with other seeds, by hand.
    {
      seed: Number(process.env.FUZZ_SEED ?? 1),
      numRuns: Number(process.env.FUZZ_RUNS ?? 1_000),
      interruptAfterTimeLimit: 40_000,
    },
  );
  expect(candor.output()).not.toContain('"level":"error"');
});
