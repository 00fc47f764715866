import { afterAll, beforeEach, expect } from "vitest";
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/v1/[...path]/route";
import type { Id } from "@/domain/facts";
import { changePage } from "@/server/page";
import { pageIdNow } from "@/server/page-id";
import type { Scope } from "@/server/scopes";
import { refreshSnapshot, startSnapshot, stopSnapshot } from "@/server/snapshot";
import { makeToken } from "@/server/tokens";
import type { Endpoint } from "@/server/v1/endpoint";
import { endpoints } from "@/server/v1/endpoints";
import { errorShape, type IncidentShape } from "@/server/v1/shapes";
import { day, owner, start, testScene } from "../server/scene";

const route = { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT };
type Method = keyof typeof route;

export type Asked = {
  body?: unknown;
  /** Instead of the one that may do all. */
  token?: string | null;
  headers?: Record<string, string>;
};

/** `json` has been held against what is documented of the answer. */
export type Answered<T> = { status: number; headers: Headers; json: T };

export type ErrorBody = { error: string | string[]; message: string; errors?: Record<string, string> };

const page = { name: "Status", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };

export const everything: { token: string; pageId: Id } = { token: "", pageId: "" };

/** A database of its own for the file; before each test a page, and a token that may do all. */
export function testApi(): void {
  testScene();
  afterAll(stopSnapshot);
  beforeEach(async () => {
    // As it is where Candor serves: answers come from memory, and what is written is there at once.
    await startSnapshot({ keep: false });
    await refreshSnapshot();
    await changePage(owner, page, start - 10 * day);
    everything.token = await tokenFor("all");
    everything.pageId = await pageIdNow();
  });
}

export async function tokenFor(...scopes: Scope[]): Promise<string> {
  return (await makeToken(owner, { name: "A program", scopes })).token;
}

/** Asks the route itself, at a path below the page, such as `incidents`; one that begins with `/` is below `/v1`. */
export async function ask<T = IncidentShape>(line: string, asked: Asked = {}): Promise<Answered<T>> {
  const [method = "GET", where = ""] = line.split(" ") as [Method, string];
  const path = where.startsWith("/") ? where.slice(1) : `pages/${everything.pageId}/${where}`.replace(/\/$/, "");
  const { token = everything.token, headers = {}, body } = asked;
  const isText = typeof body === "string";
  const request = new Request(`http://localhost/v1/${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || isText ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const segments = path.split("?")[0]?.split("/") ?? [];
  const answer = await route[method](request, { params: Promise.resolve({ path: segments }) });
  const text = await answer.text();
  const json = text === "" ? null : JSON.parse(text);
  if (json !== null) holdAgainstDocument(method, segments, answer.status, json);
  return { status: answer.status, headers: answer.headers, json };
}

/** The fields that an answer finds fault with, and its status. */
export async function faults(line: string, asked: Asked = {}): Promise<[number, string[]]> {
  const { status, json } = await ask<ErrorBody>(line, asked);
  return [status, Object.keys(json?.errors ?? {})];
}

function holdAgainstDocument(method: string, segments: string[], status: number, json: unknown): void {
  if (status >= 400) return void errorShape.strict().parse(json);
  const read = method === "HEAD" ? "GET" : method;
  const endpoint = endpoints.find((each) => each.methods.includes(read as never) && isAt(each, segments));
  expect(endpoint?.answer?.safeParse(json).error).toBeUndefined();
}

function isAt({ path }: Endpoint, segments: string[]): boolean {
  const parts = path.split("/").slice(1);
  const given = segments.map((each) => each.replace(/\.json$/, ""));
  return parts.length === given.length && parts.every((part, index) => part.startsWith("{") || part === given[index]);
}
