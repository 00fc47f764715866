import { pageIdNow } from "../page-id";
import { Refusal } from "../refusal";
import { admit } from "../token-door";
import { readBody } from "./body";
import { type Call, type Endpoint, type Method, requireScope } from "./endpoint";
import { endpoints } from "./endpoints";
import { failure, Unreadable } from "./failures";
import { keyIn, once } from "./repeats";

/** Answers a request to the write API; `segments` is its path below `/v1`, decoded. */
export async function answerV1(request: Request, segments: readonly string[]): Promise<Response> {
  try {
    return await answered(request, withoutSuffix(segments));
  } catch (error) {
    return failure(error);
  }
}

/** Each address works with `.json` at its end too. */
function withoutSuffix(segments: readonly string[]): string[] {
  return segments.map((each, index) => (index === segments.length - 1 ? each.replace(/\.json$/, "") : each));
}

async function answered(request: Request, segments: string[]): Promise<Response> {
  const there = endpoints.flatMap((endpoint) => {
    const params = paramsOf(endpoint.path, segments);
    return params ? [{ endpoint, params }] : [];
  });
  // `incidents/unresolved` is no id.
  const literal = there.filter(({ params }) => !Object.values(params).some((value) => literals.has(value)));
  const found = literal.length > 0 ? literal : there;
  if (found.length === 0) throw new Refusal("not_found", "There is nothing at this address.");
  const allow = allowed(found.map(({ endpoint }) => endpoint));
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  const method = (request.method === "HEAD" ? "GET" : request.method) as Method;
  const chosen = found.find(({ endpoint }) => endpoint.methods.includes(method));
  if (!chosen) throw new Unreadable(405, `This address takes ${allow}.`, { headers: { allow } });
  const { endpoint, params } = chosen;
  const url = new URL(request.url);
  const address = request.headers.get("x-candor-address") ?? "";
  const actor = await admit(tokenOf(request, url), address);
  const call: Call = { actor, params, key: keyIn(request) };
  requireScope(actor, ...(endpoint.does === "read" ? (["read"] as const) : endpoint.scopes));
  await refuseOtherPage(params);
  const query = Object.fromEntries(url.searchParams);
  if (endpoint.does === "read") return json(200, await endpoint.read(call, query));
  return changed(endpoint, call, { query, body: await readBody(request), address: `${method} ${segments.join("/")}` });
}

type Sent = { query: Record<string, string>; body: unknown; address: string };

async function changed(endpoint: Extract<Endpoint, { does: "write" }>, call: Call, sent: Sent): Promise<Response> {
  const work = endpoint.prepare(call, sent);
  const { reason = "" } = sent.query;
  const request = textOf([sent.address, reason, sent.body]);
  const { status, subject, beside = {} } = await once(call, request, work);
  if (status === 204 || !subject) return new Response(null, { status, headers: { "cache-control": "no-store" } });
  return json(status, await endpoint.show(subject, beside));
}

function textOf(sent: unknown): string {
  try {
    return JSON.stringify(sent);
  } catch {
    throw new Unreadable(400, "The body is nested too deep.");
  }
}

const literals = new Set(["unresolved", "upcoming", "scheduled", "active_maintenance"]);

function paramsOf(path: string, segments: readonly string[]): Record<string, string> | null {
  const parts = path.split("/").slice(1);
  if (parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name) params[name] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

function allowed(found: readonly Endpoint[]): string {
  const methods = found.flatMap((endpoint) => endpoint.methods);
  return [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))].join(", ");
}

/** `OAuth` and `Bearer` in any case, or in the query, as old scripts have it. */
function tokenOf({ headers }: Request, { searchParams }: URL): string | null {
  const given = /^(?:oauth|bearer) +(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "")?.[1];
  return given ?? searchParams.get("api_key");
}

async function refuseOtherPage({ page_id: asked }: Call["params"]): Promise<void> {
  if (asked === undefined || asked === (await pageIdNow())) return;
  throw new Refusal("not_found", "There is no page with this id; GET /v1/pages tells which there is.");
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
